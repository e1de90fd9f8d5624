// Puts the spelling dictionaries into `dist/dictionaries`, each with its licence: the program reads them, not the page.
import type { Plugin } from 'vite';

/** The name of a dictionary, as the program asks for it, and the package that holds it. */
const DICTIONARIES = {
  'en-GB': 'dictionary-en-gb',
  'en-US': 'dictionary-en',
  es: 'dictionary-es',
  fr: 'dictionary-fr',
};

/** What a package calls its files, and what they are called in `dist`. */
const FILES = { 'index.aff': '.aff', 'index.dic': '.dic', license: '.license.txt' };

export function dictionaries(): Plugin {
  let root = '';
  return {
    name: 'dictionaries',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      for (const [name, of] of Object.entries(DICTIONARIES)) {
        for (const [file, end] of Object.entries(FILES)) {
          const source = await this.fs.readFile(`${root}/node_modules/${of}/${file}`);
          this.emitFile({ type: 'asset', fileName: `dictionaries/${name}${end}`, source });
        }
      }
    },
  };
}
