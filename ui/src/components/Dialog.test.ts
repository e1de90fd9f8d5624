import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { letDialogsOpen } from '../testing/dialogs';

import Dialog from './Dialog.svelte';

beforeEach(letDialogsOpen);
afterEach(cleanup);

const INSIDE = { clientX: 300, clientY: 300 };
const OUTSIDE = { clientX: 20, clientY: 300 };

function opened() {
  const onclose = vi.fn();
  const children = createRawSnippet(() => ({ render: () => '<p>Words.</p>' }));
  render(Dialog, { title: 'Publish', onclose, children });
  const dialog = screen.getByRole('dialog');
  dialog.getBoundingClientRect = () => new DOMRect(100, 100, 400, 400);
  return { dialog, onclose };
}

async function press(from: [Element, typeof INSIDE], to: [Element, typeof INSIDE]) {
  await fireEvent.mouseDown(...from);
  await fireEvent.click(...to);
}

test('a click beside a dialog closes it', async () => {
  const { dialog, onclose } = opened();
  await press([dialog, OUTSIDE], [dialog, OUTSIDE]);
  expect(onclose).toHaveBeenCalledOnce();
});

test('a click on an empty place of a dialog leaves it open', async () => {
  const { dialog, onclose } = opened();
  await press([dialog, INSIDE], [dialog, INSIDE]);
  expect(onclose).not.toHaveBeenCalled();
});

test('words that are selected to beyond the edge of a dialog leave it open', async () => {
  const { dialog, onclose } = opened();
  await press([screen.getByText('Words.'), INSIDE], [dialog, OUTSIDE]);
  expect(onclose).not.toHaveBeenCalled();
  await press([dialog, OUTSIDE], [dialog, INSIDE]);
  expect(onclose).not.toHaveBeenCalled();
});
