import { expect, test } from 'vitest';

import { conflictPage, mergedPart, samePart, touchingPart } from '../testing/examples';

import { Settling } from './settling.svelte';
import type { ConflictField, FieldValue } from './wire';

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

function part(settling: Settling, at = 0) {
  const found = settling.parts[at];
  if (!found) throw new Error(`there is no part ${at}`);
  return found;
}

test('what touches is open until it is chosen, and what merged by itself is not', () => {
  const settling = new Settling(conflictPage());
  expect(settling.touching).toHaveLength(1);
  expect(settling.open).toHaveLength(1);
  settling.take(part(settling), 'theirs');
  expect(settling.open).toHaveLength(0);
  expect(settling.settlement.parts).toEqual([{ number: 0, text: 'Courts should wait.' }]);
});

test('what merged by itself is not named, unless it is reversed', () => {
  const settling = new Settling(conflictPage({ parts: [mergedPart()] }));
  expect(settling.settlement.parts).toEqual([]);
  settling.take(part(settling), 'mine');
  expect(settling.settlement.parts).toEqual([{ number: 0, text: 'So they say.' }]);
  settling.take(part(settling), 'merged');
  expect(settling.settlement.parts).toEqual([]);
});

test('both are two paragraphs, mine first', () => {
  const settling = new Settling(conflictPage());
  settling.take(part(settling), 'both');
  expect(settling.settlement.parts[0]?.text).toBe('Courts should decide.\n\nCourts should wait.');
});

test('a paragraph that one side has taken out cannot be both', () => {
  const settling = new Settling(conflictPage({ parts: [touchingPart({ theirs: null })] }));
  settling.take(part(settling), 'both');
  expect(settling.open).toHaveLength(1);
  settling.take(part(settling), 'theirs');
  expect(settling.settlement.parts).toEqual([{ number: 0, text: '' }]);
});

test('own words begin with what was chosen, and outlive another choice', () => {
  const settling = new Settling(conflictPage());
  settling.take(part(settling), 'theirs');
  settling.take(part(settling), 'edit');
  expect(settling.words(part(settling))).toBe('Courts should wait.');
  settling.write(part(settling), 'Courts should wait a little.');
  settling.take(part(settling), 'mine');
  settling.take(part(settling), 'edit');
  expect(settling.settlement.parts[0]?.text).toBe('Courts should wait a little.');
});

test('lists are taken entry by entry: both have each name once', () => {
  const people = field({
    key: 'contributors',
    base: list('ann'),
    mine: list('ann', 'bo'),
    theirs: list('ann', 'cy'),
  });
  const settling = new Settling(conflictPage({ fields: [people], parts: [] }));
  const { minePieces, both } = part(settling);
  expect(minePieces).toEqual([
    { side: 'both', text: 'ann' },
    { side: 'added', text: 'bo' },
  ]);
  expect(both).toEqual(list('ann', 'bo', 'cy'));
  settling.take(part(settling), 'edit');
  settling.write(part(settling), 'cy\n\n bo ');
  expect(settling.settlement.fields).toEqual([{ key: 'contributors', value: list('cy', 'bo') }]);
});

test('a field shows the words between what is the same', () => {
  const title = field({
    base: text('On the law'),
    mine: text('On the good law'),
    theirs: text('Of the law'),
  });
  const settling = new Settling(conflictPage({ fields: [title], parts: [] }));
  expect(part(settling).minePieces).toEqual([
    { side: 'both', text: 'On the ' },
    { side: 'added', text: 'good ' },
    { side: 'both', text: 'law' },
  ]);
});

test('what is no text or list is taken from one side, and never edited', () => {
  const replies = field({ mine: { kind: 'written', text: '- a' }, theirs: { kind: 'written', text: '- b' } });
  const settling = new Settling(conflictPage({ fields: [replies], parts: [] }));
  settling.take(part(settling), 'edit');
  expect(settling.taken(part(settling))).toBeNull();
});

test('the keys go from one open part to the next, and round', () => {
  const parts = [
    touchingPart(),
    mergedPart(),
    touchingPart({ mine: 'Another.' }),
    touchingPart({ mine: 'A third.' }),
  ];
  const settling = new Settling(conflictPage({ parts }));
  const at = () => settling.parts.findIndex(({ id }) => id === settling.at);
  expect(at()).toBe(0);
  settling.step(1);
  expect(at()).toBe(2);
  settling.act('take-mine');
  settling.step(1);
  settling.step(1);
  expect(at()).toBe(0);
  settling.step(-1);
  expect(at()).toBe(3);
});

test('when nothing is open, the keys go through all parts', () => {
  const settling = new Settling(conflictPage({ parts: [touchingPart(), mergedPart()] }));
  settling.act('take-mine');
  settling.step(1);
  expect(settling.at).toBe(part(settling, 1).id);
});

test('a side that changes takes away only the choices for what is another part now', () => {
  const second = touchingPart({ mine: 'Second.' });
  const settling = new Settling(conflictPage({ parts: [touchingPart(), second] }));
  settling.take(part(settling, 0), 'mine');
  settling.take(part(settling, 1), 'theirs');
  settling.renew(
    conflictPage({ token: 'second', parts: [samePart(), touchingPart({ theirs: 'New.' }), second] }),
  );
  expect(settling.fresh).toBe(1);
  expect(settling.open.map(({ number }) => number)).toEqual([1]);
  expect(settling.settlement.parts).toEqual([{ number: 2, text: 'Courts should wait.' }]);
});

test('own words are still there when the other side of their part has changed', () => {
  const settling = new Settling(conflictPage());
  settling.take(part(settling), 'edit');
  settling.write(part(settling), 'Courts should rest.');
  settling.renew(conflictPage({ token: 'second', parts: [touchingPart({ theirs: 'New.' })] }));
  expect(settling.open).toHaveLength(1);
  settling.take(part(settling), 'edit');
  expect(settling.words(part(settling))).toBe('Courts should rest.');
});

test('whoever writes a part goes on writing it when either of its sides changes, and it is open again', () => {
  const settling = new Settling(conflictPage({ parts: [mergedPart(), touchingPart()] }));
  settling.take(part(settling, 1), 'edit');
  settling.write(part(settling, 1), 'Courts should rest.');
  const theirs = touchingPart({ theirs: 'New.' });
  for (const [token, changed] of [
    ['second', theirs],
    ['third', { ...theirs, mine: 'Newer.' }],
  ] as const) {
    settling.renew(conflictPage({ token, parts: [mergedPart(), mergedPart({ theirs: 'More.' }), changed] }));
    expect(settling.writing).toBe(part(settling, 2).id);
    expect(settling.at).toBe(settling.writing);
    expect(settling.words(part(settling, 2))).toBe('Courts should rest.');
    expect(settling.open).toHaveLength(1);
  }
});

test('words that are being written never come to stand in another part', () => {
  const settling = new Settling(conflictPage({ parts: [touchingPart({ theirs: null })] }));
  settling.take(part(settling), 'edit');
  settling.write(part(settling), 'Courts should rest.');
  settling.renew(conflictPage({ token: 'second', parts: [touchingPart({ mine: 'Other.', theirs: null })] }));
  expect(settling.writing).toBeNull();
  expect(settling.words(part(settling))).toBe('Other.');
});

test('the same answer once more is no news', () => {
  const settling = new Settling(conflictPage());
  settling.renew(conflictPage());
  expect(settling.fresh).toBeNull();
});

test('the copy stays until the person says that it goes', () => {
  const removal = { suggested: true, trap: null };
  const settling = new Settling(conflictPage({ removal }));
  expect(settling.settlement.removeCopy).toBe(false);
  settling.removeCopy = true;
  expect(settling.settlement.removeCopy).toBe(true);
});
