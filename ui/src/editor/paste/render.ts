// Writes tidy HTML as Markdown, by turndown and the forms that this program prefers.
import TurndownService from 'turndown';

import { escaped } from './escape';
import { INDENT } from './lines';
import { tableText } from './tables';

const service = new TurndownService({
  headingStyle: 'atx',
  hr: '---',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
  strongDelimiter: '**',
  br: '  ',
  blankReplacement: (content, node) => {
    if (node.nodeName === 'FOOTNOTE-MARK') return markOf(node as HTMLElement);
    if (node.localName === INDENT) return indentOf(node as HTMLElement);
    if (node.querySelector('footnote-mark')) return content;
    return (node as HTMLElement & { isBlock?: boolean }).isBlock ? '\n\n' : '';
  },
});
// Texts are escaped already, with more knowledge of what is around them.
service.escape = (text) => text;

service.addRule('footnote mark', {
  filter: (node) => node.localName === 'footnote-mark',
  replacement: (_, node) => markOf(node as HTMLElement),
});

service.addRule('indent', {
  filter: (node) => node.localName === INDENT,
  replacement: (_, node) => indentOf(node as HTMLElement),
});

service.addRule('raised', {
  filter: ['sup', 'sub'],
  replacement: (content, node) =>
    content.trim() === '' ? content : `<${node.localName}>${content}</${node.localName}>`,
});

service.addRule('list item', {
  filter: 'li',
  replacement: (content, node) => {
    const list = node.parentElement;
    const marker = list?.localName === 'ol' ? `${numberIn(list, node as HTMLElement)}. ` : '- ';
    const indent = ' '.repeat(marker.length);
    const lines = content
      .trim()
      .replace(/^/, (node as HTMLElement).getAttribute('data-task') ?? '')
      .replace(/\n{3,}/g, '\n\n')
      .split('\n');
    const item = lines.map((line, at) => (at === 0 ? marker + line : line && indent + line)).join('\n');
    return item + (node.nextSibling ? '\n' : '');
  },
});

service.addRule('link', {
  filter: (node) => node.localName === 'a' && node.hasAttribute('href'),
  replacement: (content, node) => {
    const href = (node as HTMLElement).getAttribute('href') ?? '';
    if ((node as HTMLElement).hasAttribute('data-bare')) return `<${href}>`;
    return content.trim() === '' ? content : `[${content.replace(/\s*\n\s*/g, ' ')}](${href})`;
  },
});

service.addRule('picture', {
  filter: 'img',
  replacement: (_, node) => {
    const image = node as HTMLImageElement;
    const words = escaped(image.alt.replace(/\s+/g, ' ').trim(), { inLink: true });
    return `![${words}](${image.getAttribute('src') ?? ''})`;
  },
});

service.addRule('code', {
  filter: (node) => node.localName === 'code' && node.parentElement?.localName !== 'pre',
  replacement: (_, node) => codeText(node.textContent ?? ''),
});

service.addRule('shown code', {
  filter: 'pre',
  replacement: (_, node) => {
    const language =
      /\blanguage-(\S+)/.exec((node as HTMLElement).querySelector('code')?.className ?? '')?.[1] ?? '';
    const text = (node.textContent ?? '').replace(/\n$/, '');
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    return `\n\n${fence}${language}\n${text}\n${fence}\n\n`;
  },
});

/** Code between marks of which it holds none as long. Jekyll would carry out Liquid in it, but for references. */
function codeText(written: string): string {
  const text = written.replace(/\s+/g, ' ').trim();
  if (text === '') return ' ';
  if (/\{[{%]/.test(text)) {
    const safe = text.replace(/[&<>{|]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return `<code>${safe}</code>`;
  }
  const run = longestRun(text);
  return run === 0 ? `\`${text}\`` : `${'`'.repeat(run + 1)} ${text} ${'`'.repeat(run + 1)}`;
}

/** The length of the longest run of backticks. */
function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** The number of an item: its own, or one more than that of the item before. */
function numberIn(list: HTMLElement, item: HTMLElement): number {
  let number = Number(list.getAttribute('start') ?? 1) - 1;
  for (const child of list.children) {
    if (child.localName !== 'li') continue;
    const own = child.getAttribute('value');
    number = own !== null && /^\d+$/.test(own) ? Number(own) : number + 1;
    if (child === item) break;
  }
  return Math.max(0, number);
}

service.addRule('struck out', { filter: 'del', replacement: (content) => `~~${content}~~` });
service.addRule('table', {
  filter: 'table',
  replacement: (_, node) =>
    `\n\n${tableText(node as HTMLTableElement, (cell) => service.turndown(cell))}\n\n`,
});

function indentOf(indent: HTMLElement): string {
  return '&nbsp;'.repeat(Number(indent.getAttribute('width') ?? 0));
}

function markOf(mark: HTMLElement): string {
  return `[^${mark.getAttribute('label') ?? ''}]`;
}

/** The Markdown of `root`, without white space at its ends. */
export function render(root: HTMLElement): string {
  return (
    service
      .turndown(root)
      // Two line breaks in a row are how some programs part paragraphs.
      .replace(/\n?(?: {2}\n){2,}/g, '\n\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}
