import { expect, test } from 'vitest';

import { sanitised } from '$lib/dom/sanitise';

import { apart, direct, directionOfWords } from './directions';

const ARABIC = 'لا يزيد النص على صفحة.';
const HEBREW = 'שאלה אחת.';

function directed(html: string): HTMLElement {
  const around = document.createElement('div');
  around.append(sanitised(html));
  direct(around);
  return around;
}

function dirOf(html: string, selector: string): string | undefined {
  return directed(html).querySelector<HTMLElement>(selector)?.dir;
}

test('words run as their first letter does, and figures and signs are no letters', () => {
  expect(directionOfWords('“12” – שלום')).toBe('rtl');
  expect(directionOfWords('(1) See שלום')).toBe('ltr');
  for (const words of [ARABIC, HEBREW, 'ܐܒܓ', 'ދިވެހި', 'ߒߞߏ', 'ﷲ', '𞤀𞤣'])
    expect(directionOfWords(words)).toBe('rtl');
  for (const words of ['Über', 'Ως', 'Да', '中文', 'ไทย']) expect(directionOfWords(words)).toBe('ltr');
  expect(directionOfWords('1, 2, 3 …')).toBeNull();
});

test('each block of a text has the direction of its own words', () => {
  for (const tag of ['p', 'li', 'h2', 'h4', 'blockquote', 'td', 'th', 'dt', 'dd', 'figcaption', 'pre']) {
    const html = tag.startsWith('t')
      ? `<table><tr><${tag}>${ARABIC}</${tag}></tr></table>`
      : `<${tag}>${ARABIC}</${tag}>`;
    expect(dirOf(html, tag), tag).toBe('auto');
  }
});

test('what holds blocks begins where its words do, so that marks and bars stand on their side', () => {
  const loose = `<ul><li><p>${HEBREW}</p></li><li><p>One.</p></li></ul>`;
  expect(dirOf(loose, 'ul')).toBe('rtl');
  const items = [...directed(loose).querySelectorAll('li')].map((item) => item.dir);
  expect(items).toEqual(['rtl', 'ltr']);
  expect(dirOf(`<blockquote><p>${ARABIC}</p><p>And so on.</p></blockquote>`, 'blockquote')).toBe('rtl');
  expect(dirOf(`<table><tbody><tr><td>${ARABIC}</td><td>Two</td></tr></tbody></table>`, 'table')).toBe('rtl');
  expect(dirOf('<ol><li>One</li></ol>', 'ol')).toBe('ltr');
  expect(dirOf('<ul><li>1.</li></ul>', 'ul'), 'nothing says how it runs').toBe('');
});

test('what the writer says of the direction stays', () => {
  expect(dirOf(`<p dir="ltr">${HEBREW}</p>`, 'p')).toBe('ltr');
});

test('a figure in a table that runs from the right stands at the right', () => {
  expect(
    dirOf(`<table><tbody><tr><td>${ARABIC}</td></tr><tr><td id="sum">12</td></tr></tbody></table>`, '#sum'),
  ).toBe('');
});

test('words of another direction are kept apart in a sentence of ours', () => {
  expect(apart('Which water')).toBe('Which water');
  expect(apart(HEBREW)).toBe(`\u2068${HEBREW}\u2069`);
});
