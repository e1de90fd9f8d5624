import { expect, test } from 'vitest';

import { marked, run, stateOf } from '../testing/editing';

import { cycleHeading, toggleList, toggleQuote } from './block-marks';
import { continueBlock } from './enter';
import { indentItem, outdentItem } from './indent';
import { toggleMark } from './inline-marks';
import { insertFootnote, insertion, jumpInFootnote, toggleLink } from './insertions';

const bold = toggleMark('bold');
const italic = toggleMark('italic');

test.each([
  ['a ‸word‸ b', 'a **‸word‸** b'],
  ['a ‸word ‸b', 'a **‸word‸** b'],
  ['a wo‸rd b', 'a **wo‸rd** b'],
  ['a ‸', 'a **‸**'],
  ['a **‸**', 'a ‸'],
  ['a **word‸**', 'a **word**‸'],
  ['a **wo‸rd** b', 'a wo‸rd b'],
  ['a **‸word‸** b', 'a ‸word‸ b'],
  ['a ‸**word**‸ b', 'a ‸word‸ b'],
  ['‸a **word** b‸', '**‸a word b‸**'],
  ['‸one\n\ntwo‸', '**‸one**\n\n**two‸**'],
  ['**‸one**\n\n**two‸**', '‸one\n\ntwo‸'],
  ['‸one\ntwo‸', '**‸one\ntwo‸**'],
  ['‸- one\n- two‸', '- **‸one**\n- **two‸**'],
  ['‸> quoted‸', '> **‸quoted‸**'],
])('bold makes of %j %j', (text, expected) => {
  expect(run(bold, text)).toBe(expected);
});

test.each([
  ['a ‸word‸ b', 'a *‸word‸* b'],
  ['a _‸word‸_ b', 'a ‸word‸ b'],
  ['a **‸word‸** b', 'a ***‸word‸*** b'],
  ['a ***‸word‸*** b', 'a **‸word‸** b'],
  ['a **‸**', 'a ***‸***'],
])('italic makes of %j %j', (text, expected) => {
  expect(run(italic, text)).toBe(expected);
});

test('headings go through the levels of a text and back', () => {
  let text: string | null = 'Ti‸tle';
  const seen = [];
  for (let press = 0; press < 4; press += 1) {
    text = run(cycleHeading, text ?? '');
    seen.push(text);
  }
  expect(seen).toEqual(['## Ti‸tle', '### Ti‸tle', '#### Ti‸tle', 'Ti‸tle']);
  expect(run(cycleHeading, '# Ti‸tle')).toBe('## Ti‸tle');
});

test.each([
  ['one\nt‸wo\n\nthree', '> one\n> t‸wo\n\nthree'],
  ['> one\n> t‸wo\n\nthree', 'one\nt‸wo\n\nthree'],
  ['‸one\n\ntwo‸', '> ‸one\n>\n> two‸'],
  ['> > on‸e', '> on‸e'],
])('a quotation makes of %j %j', (text, expected) => {
  expect(run(toggleQuote, text)).toBe(expected);
});

test.each([
  ['bulleted', '‸one\n\ntwo‸', '- ‸one\n\n- two‸'],
  ['bulleted', '- ‸one\n- two‸', '‸one\ntwo‸'],
  ['numbered', '- ‸one\n- two‸', '1. ‸one\n2. two‸'],
  ['numbered', '‸one\ntwo\n‸three', '1. ‸one\n2. two\n‸three'],
  ['bulleted', '> on‸e', '> - on‸e'],
] as const)('a %s list makes of %j %j', (kind, text, expected) => {
  expect(run(toggleList(kind), text)).toBe(expected);
});

test.each([
  ['- one‸', '- one\n- ‸'],
  ['- one\n- ‸', '- one\n\n‸'],
  ['- one\n- ‸\n\nafter', '- one\n\n‸\n\nafter'],
  ['- one\n  - two\n  - ‸', '- one\n  - two\n- ‸'],
  ['> one\n> ‸', '> one\n>\n> ‸'],
  ['> one\n>\n> ‸', '> one\n\n‸'],
  ['one‸', null],
  ['1. one‸', '1. one\n2. ‸'],
  ['> one‸', '> one\n> ‸'],
])('Enter makes of %j %j', (text, expected) => {
  expect(run(continueBlock, text)).toBe(expected);
});

test('Tab moves items of a list, and goes on elsewhere', () => {
  expect(run(indentItem, '1. one\n2. tw‸o')).toBe('1. one\n   2. tw‸o');
  expect(run(outdentItem, '- one\n  - tw‸o')).toBe('- one\n- tw‸o');
  expect(run(indentItem, 'one‸')).toBeNull();
});

test.each([
  ['a ‸word‸ b', 'a [word](‸) b'],
  ['a ‸', 'a [‸]()'],
  ['‸https://example.org‸', '[‸](https://example.org)'],
  ['a [wo‸rd](https://example.org "title") b', 'a wo‸rd b'],
])('a link makes of %j %j', (text, expected) => {
  expect(run(toggleLink, text)).toBe(expected);
});

test('a footnote is written at the end, and the way back is found', () => {
  const written = run(insertFootnote, 'One.‸ Two.\n');
  expect(written).toBe('One.[^1] Two.\n\n[^1]: ‸\n');
  expect(run(jumpInFootnote, written ?? '')).toBe('One.[^1]‸ Two.\n\n[^1]: \n');
  expect(run(jumpInFootnote, 'No‸ne.')).toBeNull();
});

const inserted = (text: string, markdown: string, block = false) => {
  const state = stateOf(text);
  return marked(state.update(insertion(state, markdown, block)).state);
};

test.each([
  ['one ‸two', 'new', false, 'one new‸two'],
  ['one‸ two', 'new', true, 'one\n\nnew‸\n\n two'],
  ['one\n‸\ntwo', 'new', true, 'one\n\nnew‸\n\ntwo'],
  ['one\n\n‸\n\ntwo', 'new', true, 'one\n\nnew‸\n\ntwo'],
  ['‸', 'new', true, 'new‸'],
  ['one ‸two', 'a\n\nb', false, 'one a\n\nb‸two'],
  ['one‸', '- a\n- b\n\nc', false, 'one\n\n- a\n- b\n\nc‸'],
  ['> one‸', 'a\n\nb', false, '> onea\n>\n> b‸'],
])('in %j, %j (a block: %s) makes %j', (text, markdown, block, expected) => {
  expect(inserted(text, markdown, block)).toBe(expected);
});
