import { expect, test } from 'vitest';

import { draftPage } from '../../testing/examples';

import { andCame, fieldsOf, nothingCame, untouched } from './draft-fields';

const before = draftPage().fields;

test('of the keys of the front matter, those of a draft are its fields, under their own names', () => {
  expect(fieldsOf(['lang', 'responds-to', 'title', 'language'])).toEqual(['title', 'language']);
});

test('what came in twice goes back to what stood before both', () => {
  const first = andCame(nothingCame, before, { title: 'Theirs' });
  const here = { ...before, title: 'Theirs' };
  const both = andCame(first, here, { title: 'Theirs, again' });
  expect(untouched(both.before, both.after, { ...before, title: 'Theirs, again' })).toEqual({
    title: before.title,
  });
});

test('a title that was written between two edits of somebody else is what it goes back to', () => {
  const first = andCame(nothingCame, before, { title: 'Theirs', thesis: 'So it is.' });
  const here = { ...before, title: 'Hers', thesis: 'So it is.' };
  const both = andCame(first, here, { title: 'Theirs, again' });
  expect(untouched(both.before, both.after, { ...here, title: 'Theirs, again' })).toEqual({
    title: 'Hers',
    thesis: before.thesis,
  });
});
