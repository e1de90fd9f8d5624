import { expect, test } from 'vitest';

import { leaveOutMarks } from './letter-marks';
import { breakLongWords } from './text-pieces';

function fragment(html: string): DocumentFragment {
  return document.createRange().createContextualFragment(html);
}

test('marks that are too many on one letter are left out, and it is said how many', () => {
  const many = '\u0301'.repeat(450_030);
  const text = fragment(`<p>so a${many}b it c${many}</p>`);
  leaveOutMarks(text);
  const few = '\u0301'.repeat(30);
  expect(text.textContent).toBe(`so a${few}[marks left out: 450000]b it c${few}[marks left out: 450000]`);
  expect([...text.querySelectorAll('.left-out')].map((word) => (word as HTMLElement).title)).toEqual([
    expect.stringContaining('in the file'),
    expect.stringContaining('in the file'),
  ]);
});

test.each([
  ['Vietnamese', 'tie\u0302\u0301ng Vie\u0323\u0302t'],
  ['Hebrew', 'בְּרֵאשִׁ֖ית'],
  ['a family', '👨\u200d👩\u200d👧\u200d👦'],
  ['as many as there may be', `a${'\u0301'.repeat(30)}`],
])('%s stays as it is', (_, words) => {
  const text = fragment(`<p>${words}</p>`);
  leaveOutMarks(text);
  expect(text.querySelector('p')?.innerHTML).toBe(words);
});

test('a word with marks may be broken more often, and never between a letter and its mark', () => {
  const text = fragment(`<p>${'e\u0302\u0301'.repeat(200)}</p>`);
  breakLongWords(text);
  const parts = [...(text.querySelector('p')?.childNodes ?? [])].filter((node) => node instanceof Text);
  expect(parts.length).toBeGreaterThan(4);
  for (const part of parts) expect(part.data).toMatch(/^e/);
});
