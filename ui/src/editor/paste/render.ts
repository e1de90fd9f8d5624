// Writes tidy HTML as Markdown, by turndown and the forms that this program prefers.
import TurndownService from 'turndown';

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
    if (node.querySelector('footnote-mark')) return content;
    return (node as HTMLElement & { isBlock?: boolean }).isBlock ? '\n\n' : '';
  },
});
// Texts are escaped already, with more knowledge of what stands around them.
service.escape = (text) => text;

service.addRule('footnote mark', {
  filter: (node) => node.localName === 'footnote-mark',
  replacement: (_, node) => markOf(node as HTMLElement),
});

service.addRule('list item', {
  filter: 'li',
  replacement: (content, node) => {
    const list = node.parentElement;
    let marker = '- ';
    if (list?.localName === 'ol') {
      const before = [...list.children].indexOf(node as HTMLElement);
      marker = `${Number(list.getAttribute('start') ?? 1) + before}. `;
    }
    const indent = ' '.repeat(marker.length);
    const lines = content
      .trim()
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
    return node.textContent?.trim() === href ? `<${href}>` : `[${content}](${href})`;
  },
});

service.addRule('struck out', { filter: 'del', replacement: (content) => `~~${content}~~` });
service.addRule('table', {
  filter: 'table',
  replacement: (_, node) =>
    `\n\n${tableText(node as HTMLTableElement, (cell) => service.turndown(cell))}\n\n`,
});

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
