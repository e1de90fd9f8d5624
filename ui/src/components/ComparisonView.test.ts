import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import MarkedWords from '../pages/conflict/MarkedWords.svelte';
import { settled } from '../testing/fake-program';

import type { ComparedPiece } from '$lib/program/wire';

import ComparisonView from './ComparisonView.svelte';

afterEach(cleanup);

const pieces: ComparedPiece[] = [
  { side: 'both', text: 'It is ' },
  { side: 'removed', text: 'another' },
  { side: 'added', text: 'aa different' },
  { side: 'both', text: ' matter for ' },
  { side: 'added', text: 'them' },
  { side: 'both', text: '.' },
];

test.each([
  ['a comparison', () => render(ComparisonView, { comparison: { pieces, added: 3, removed: 1 } })],
  ['a side of a conflict', () => render(MarkedWords, { pieces })],
])('in %s, what is added stands apart from what it replaces, and the text stays as it is', (_, show) => {
  const { container } = show();
  const [replacing, alone] = container.querySelectorAll('ins');
  expect(replacing?.matches('.apart')).toBe(true);
  expect(alone?.matches('.apart')).toBe(false);
  expect(container.querySelector('.compared')?.textContent).toBe(
    'It is Removed: anotherAdded: aa different matter for Added: them.',
  );
});

test.each([
  [1, 0, '1 word added'],
  [0, 1, '1 word removed'],
  [2, 1, '2 words added, 1 removed'],
  [1200, 3, '1,200 words added, 3 removed'],
])('%i added and %i removed are counted in words', (added, removed, said) => {
  render(ComparisonView, { comparison: { pieces, added, removed } });
  screen.getByText(said);
});

test('a very long piece is shown a part at a time', async () => {
  const text = 'word '.repeat(30_000);
  render(ComparisonView, { comparison: { pieces: [{ side: 'added', text }], added: 30_000, removed: 0 } });
  const shown = () =>
    document.querySelector('ins')?.textContent.replace(/Added: |Show more of it/g, '') ?? '';
  expect(shown()).toHaveLength(50_000);
  for (let turn = 0; turn < 2; turn += 1) {
    screen.getByRole('button', { name: 'Show more of it' }).click();
    await settled();
  }
  expect(shown()).toBe(text);
  expect(screen.queryByRole('button', { name: 'Show more of it' })).toBeNull();
});
