import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { expect, test, vi } from 'vitest';

import { layOutRanges } from '../testing/editing';

import { KnownWords, spelling, wordsChanged } from './spelling';
import { wordsToSpell } from './spelling-words';
import { manuscriptLanguage, parse } from './syntax';

const words = (text: string) => wordsToSpell(text, 0, parse(text)).map((word) => word.text);

test.each([
  ['A plain, well-set text.', ['plain', 'well', 'set', 'text']],
  ['It’s Jane’s', ['It’s', 'Jane’s']],
  ['The ICC, NATO’s and NGOs in 2016 or A4', ['The', 'and', 'in', 'or']],
  ['`code` and <em>tag</em> here', ['and', 'tag', 'here']],
  ['[words](https://example.org/adress "titel") https://example.org/adress', ['words']],
  ['text[^lable]\n\n[^lable]: note', ['text', 'note']],
  ['```\ncode\n```\n\nprose', ['prose']],
  ['so <!-- coment --> here', ['so', 'here']],
  ['a *slanted*word snake_case', ['slanted', 'word']],
  ['l’État, naïve, нет, שלום, نص', ['l’État', 'naïve', 'нет', 'שלום', 'نص']],
  ['日本語', []],
])('the words to spell of %j are %j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('a part of a text is spelt with places in the whole', () => {
  const text = '`one` two\n\nthree `four`';
  expect(wordsToSpell(text.slice(11), 11, parse(text))).toEqual([{ text: 'three', from: 11, to: 16 }]);
});

test('each word is asked once, in its plain form', async () => {
  const known = new KnownWords();
  const check = vi.fn(async (asked: string[]) => asked.filter((word) => word === 'teh'));
  expect(await known.learn(['teh', 'it’s', 'teh', "it's"], check)).toBe(true);
  expect(check.mock.calls).toEqual([[['teh', "it's"]]]);
  expect(await known.learn(['teh', 'it’s'], check)).toBe(false);
  expect([known.isRight('teh'), known.isRight('it’s'), known.isRight('new')]).toEqual([
    false,
    true,
    undefined,
  ]);
});

test('what a person has accepted meanwhile stays right', async () => {
  const known = new KnownWords();
  await known.learn(['teh'], async (asked) => {
    known.accept('teh');
    return asked;
  });
  expect(known.isRight('teh')).toBe(true);
});

test('a key has its own line looked at alone, and what is marked elsewhere stays marked in its place', async () => {
  layOutRanges();
  const known = new KnownWords();
  await known.learn(['one', 'teh', 'two', 'wrogn'], async (asked) =>
    asked.filter((word) => ['teh', 'wrogn'].includes(word)),
  );
  const view = new EditorView({
    parent: document.body,
    state: EditorState.create({
      doc: 'one teh\n\ntwo wrogn',
      extensions: [manuscriptLanguage(), spelling(known, async () => [])],
    }),
  });
  wordsChanged(view);
  const marked = () => [...view.dom.querySelectorAll('.md-misspelt')].map((mark) => mark.textContent);
  expect(marked()).toEqual(['teh', 'wrogn']);
  const asked = vi.spyOn(known, 'isRight');
  view.dispatch({ changes: { from: 0, insert: 'two ' }, userEvent: 'input.type' });
  expect(asked.mock.calls.flat()).toEqual(['two', 'one', 'teh']);
  expect(marked()).toEqual(['teh', 'wrogn']);
  view.dispatch({ changes: { from: 8, to: 11, insert: 'one' } });
  expect(marked()).toEqual(['wrogn']);
  view.destroy();
});
