import { expect, test } from 'vitest';

import { conflictPage, mergedPart, samePart, touchingPart } from '../../testing/examples';

import type { ConflictField, FieldValue } from '$lib/program/wire';

import { ConflictChoices } from './conflict-choices.svelte';

const text = (of: string): FieldValue => ({ kind: 'text', text: of });
const list = (...items: string[]): FieldValue => ({ kind: 'list', items });

function field(with_: Partial<ConflictField>): ConflictField {
  const absent: FieldValue = { kind: 'absent' };
  return {
    key: 'title',
    state: 'conflict',
    base: absent,
    mine: absent,
    theirs: absent,
    merged: null,
    ...with_,
  };
}

function part(choices: ConflictChoices, at = 0) {
  const found = choices.parts[at];
  if (!found) throw new Error(`there is no part ${at}`);
  return found;
}

test('what touches is open until it is chosen, and what merged by itself is not', () => {
  const choices = new ConflictChoices(conflictPage());
  expect(choices.touching).toHaveLength(1);
  expect(choices.open).toHaveLength(1);
  choices.take(part(choices), 'theirs');
  expect(choices.open).toHaveLength(0);
  expect(choices.settlement.parts).toEqual([{ number: 0, text: 'Courts should wait.' }]);
});

test('what merged by itself is not named, unless it is reversed', () => {
  const choices = new ConflictChoices(conflictPage({ parts: [mergedPart()] }));
  expect(choices.settlement.parts).toEqual([]);
  choices.take(part(choices), 'mine');
  expect(choices.settlement.parts).toEqual([{ number: 0, text: 'So they say.' }]);
  choices.take(part(choices), 'merged');
  expect(choices.settlement.parts).toEqual([]);
});

test('both are two paragraphs, mine first', () => {
  const choices = new ConflictChoices(conflictPage());
  choices.take(part(choices), 'both');
  expect(choices.settlement.parts[0]?.text).toBe('Courts should decide.\n\nCourts should wait.');
});

test('a paragraph that one side has taken out cannot be both', () => {
  const choices = new ConflictChoices(conflictPage({ parts: [touchingPart({ theirs: null })] }));
  choices.take(part(choices), 'both');
  expect(choices.open).toHaveLength(1);
  choices.take(part(choices), 'theirs');
  expect(choices.settlement.parts).toEqual([{ number: 0, text: '' }]);
});

test('own words begin with what was chosen, and outlive another choice', () => {
  const choices = new ConflictChoices(conflictPage());
  choices.take(part(choices), 'theirs');
  choices.take(part(choices), 'edit');
  expect(choices.words(part(choices))).toBe('Courts should wait.');
  choices.write(part(choices), 'Courts should wait a little.');
  choices.take(part(choices), 'mine');
  choices.take(part(choices), 'edit');
  expect(choices.settlement.parts[0]?.text).toBe('Courts should wait a little.');
});

test('lists are taken entry by entry: both have each name once', () => {
  const people = field({
    key: 'contributors',
    base: list('ann'),
    mine: list('ann', 'bo'),
    theirs: list('ann', 'cy'),
  });
  const choices = new ConflictChoices(conflictPage({ fields: [people], parts: [] }));
  const { minePieces, both } = part(choices);
  expect(minePieces).toEqual([
    { side: 'both', text: 'ann' },
    { side: 'added', text: 'bo' },
  ]);
  expect(both).toEqual(list('ann', 'bo', 'cy'));
  choices.take(part(choices), 'edit');
  choices.write(part(choices), 'cy\n\n bo ');
  expect(choices.settlement.fields).toEqual([{ key: 'contributors', value: list('cy', 'bo') }]);
});

test('a field shows the words between what is the same', () => {
  const title = field({
    base: text('On the law'),
    mine: text('On the good law'),
    theirs: text('Of the law'),
  });
  const choices = new ConflictChoices(conflictPage({ fields: [title], parts: [] }));
  expect(part(choices).minePieces).toEqual([
    { side: 'both', text: 'On the ' },
    { side: 'added', text: 'good ' },
    { side: 'both', text: 'law' },
  ]);
});

test('what is no text or list is taken from one side, and never edited', () => {
  const replies = field({ mine: { kind: 'written', text: '- a' }, theirs: { kind: 'written', text: '- b' } });
  const choices = new ConflictChoices(conflictPage({ fields: [replies], parts: [] }));
  choices.take(part(choices), 'edit');
  expect(choices.taken(part(choices))).toBeNull();
});

test('the keys go from one open part to the next, and round', () => {
  const parts = [
    touchingPart(),
    mergedPart(),
    touchingPart({ mine: 'Another.' }),
    touchingPart({ mine: 'A third.' }),
  ];
  const choices = new ConflictChoices(conflictPage({ parts }));
  const at = () => choices.parts.findIndex(({ id }) => id === choices.at);
  expect(at()).toBe(0);
  choices.step(1);
  expect(at()).toBe(2);
  choices.act('take-mine');
  choices.step(1);
  choices.step(1);
  expect(at()).toBe(0);
  choices.step(-1);
  expect(at()).toBe(3);
});

test('when nothing is open, the keys go through all parts', () => {
  const choices = new ConflictChoices(conflictPage({ parts: [touchingPart(), mergedPart()] }));
  choices.act('take-mine');
  choices.step(1);
  expect(choices.at).toBe(part(choices, 1).id);
});

test('a side that changes takes away only the choices for what is another part now', () => {
  const second = touchingPart({ mine: 'Second.' });
  const choices = new ConflictChoices(conflictPage({ parts: [touchingPart(), second] }));
  choices.take(part(choices, 0), 'mine');
  choices.take(part(choices, 1), 'theirs');
  choices.renew(
    conflictPage({ token: 'second', parts: [samePart(), touchingPart({ theirs: 'New.' }), second] }),
  );
  expect(choices.fresh).toBe(1);
  expect(choices.open.map(({ number }) => number)).toEqual([1]);
  expect(choices.settlement.parts).toEqual([{ number: 2, text: 'Courts should wait.' }]);
});

test('own words are still there when the other side of their part has changed', () => {
  const choices = new ConflictChoices(conflictPage());
  choices.take(part(choices), 'edit');
  choices.write(part(choices), 'Courts should rest.');
  choices.renew(conflictPage({ token: 'second', parts: [touchingPart({ theirs: 'New.' })] }));
  expect(choices.open).toHaveLength(1);
  choices.take(part(choices), 'edit');
  expect(choices.words(part(choices))).toBe('Courts should rest.');
});

test('whoever writes a part goes on writing it when either of its sides changes, and it is open again', () => {
  const choices = new ConflictChoices(conflictPage({ parts: [mergedPart(), touchingPart()] }));
  choices.take(part(choices, 1), 'edit');
  choices.write(part(choices, 1), 'Courts should rest.');
  const theirs = touchingPart({ theirs: 'New.' });
  for (const [token, changed] of [
    ['second', theirs],
    ['third', { ...theirs, mine: 'Newer.' }],
  ] as const) {
    choices.renew(conflictPage({ token, parts: [mergedPart(), mergedPart({ theirs: 'More.' }), changed] }));
    expect(choices.writing).toBe(part(choices, 2).id);
    expect(choices.at).toBe(choices.writing);
    expect(choices.words(part(choices, 2))).toBe('Courts should rest.');
    expect(choices.open).toHaveLength(1);
  }
});

test('words that are being written never come to stand in another part', () => {
  const choices = new ConflictChoices(conflictPage({ parts: [touchingPart({ theirs: null })] }));
  choices.take(part(choices), 'edit');
  choices.write(part(choices), 'Courts should rest.');
  choices.renew(conflictPage({ token: 'second', parts: [touchingPart({ mine: 'Other.', theirs: null })] }));
  expect(choices.writing).toBeNull();
  expect(choices.words(part(choices))).toBe('Other.');
});

test('the same answer once more is no news', () => {
  const choices = new ConflictChoices(conflictPage());
  choices.renew(conflictPage());
  expect(choices.fresh).toBeNull();
});

test('the copy stays until the person says that it goes', () => {
  const removal = { suggested: true, trap: null };
  const choices = new ConflictChoices(conflictPage({ removal }));
  expect(choices.settlement.removeCopy).toBe(false);
  choices.removeCopy = true;
  expect(choices.settlement.removeCopy).toBe(true);
});
