// The page of a draft beside what happens around it: it follows its file, and the window follows its title.
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { draftPage, kept, questionPage, writingAs } from '../../testing/examples';
import { later, settled } from '../../testing/fake-program';
import { keepSizes } from '../../testing/layout';

import type { OpenedDraft } from '$lib/program/wire';
import { openDrafts } from '$lib/state/open-drafts.svelte';
import { heed } from '$lib/state/stale';

import DraftPage from './DraftPage.svelte';

let answers: Record<string, () => unknown>;
let heard: { command: string; asked: Record<string, unknown> }[];

beforeEach(() => {
  keepSizes();
  heard = [];
  answers = {
    writing_as: () => writingAs(),
    question: () => questionPage(),
    quotes: () => [],
    type_draft: () => kept({ saved: null }),
    save_draft: () => kept({ saved: Date.now() }),
    preview: () => '<p>Courts should listen.</p>',
    signers: () => [],
  };
  mockIPC(
    (command, asked) => {
      heard.push({ command, asked: (asked ?? {}) as Record<string, unknown> });
      return answers[command]?.() ?? null;
    },
    { shouldMockEvents: true },
  );
});

afterEach(async () => {
  cleanup();
  await settled();
  await settled();
  clearMocks();
});

async function opened() {
  render(DraftPage, { page: draftPage() });
  await settled();
}

function field(name: string): HTMLTextAreaElement {
  return screen.getByRole('textbox', { name });
}

function typed() {
  return heard.find(({ command }) => command === 'type_draft');
}

test('the window is called as the title that is being typed', async () => {
  await opened();
  await fireEvent.input(field('Title'), { target: { value: 'On water' } });
  await settled();
  expect(openDrafts.title).toBe('On water');
});

test('what is typed while a file that changed is read anew is kept, and the page follows the file after that', async () => {
  await opened();
  const slow = later<OpenedDraft>();
  answers.open_draft = () => slow.promise;
  heed([{ kind: 'draft', id: 1 }]);
  await settled();
  await fireEvent.input(field('Title'), { target: { value: 'Mine' } });
  answers.open_draft = () =>
    draftPage({ fields: { ...draftPage().fields, title: 'Mine', stance: 'Theirs' } });
  slow.keep(draftPage({ fields: { ...draftPage().fields, title: 'Theirs' } }));
  await settled();
  expect(field('Title').value).toBe('Mine');
  expect(typed()).toBeUndefined();
  await vi.waitFor(() => expect(field('Stance').value).toBe('Theirs'), { timeout: 3000 });
  expect(typed()?.asked.typed).toMatchObject({
    fields: { title: 'Mine' },
  });
});
