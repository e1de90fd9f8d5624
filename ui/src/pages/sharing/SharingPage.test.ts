import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { fakeProgram, settled } from '../../testing/fake-program';
import { OTHER_ID, OWN_ID, peer, present, sharedFolder } from '../../testing/sharing-examples';

import { dialogs } from '$lib/state/dialogs.svelte';
import { notes } from '$lib/state/notes.svelte';
import { sharing } from '$lib/state/sharing.svelte';

import SharingPage from './SharingPage.svelte';

beforeEach(() => {
  notes.shown = [];
});

afterEach(() => {
  cleanup();
  dialogs.asking?.answer(false);
  sharing.leave();
});

/** What the person is asked, and the answer. */
async function answering(yes: boolean): Promise<string> {
  await settled();
  const asking = dialogs.asking;
  asking?.answer(yes);
  await settled();
  await settled();
  return asking?.text ?? '';
}

async function faults(container: HTMLElement) {
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

test('without Syncthing the page says in plain words what it is, how to get it, and what else there is', async () => {
  sharing.now = { kind: 'absent' };
  const { container } = render(SharingPage);
  screen.getByText(/needs no account/);
  const link = screen.getByRole('link', { name: 'Get Syncthing' });
  expect(link.getAttribute('href')).toBe('https://syncthing.net/downloads/');
  expect(link.closest('[data-from]')).not.toBeNull();
  screen.getByText(/Dropbox/);
  screen.getByText('git');
  expect(await faults(container)).toEqual([]);
});

test('a Syncthing that cannot be asked gives its reason, and is asked again', async () => {
  sharing.now = { kind: 'unusable', reason: 'Syncthing is installed, but does not answer.' };
  const asked = fakeProgram({ sharing: () => present() });
  const { container } = render(SharingPage);
  screen.getByText(/does not answer\. Nothing else needs it/);
  expect(await faults(container)).toEqual([]);
  screen.getByRole('button', { name: 'Look again' }).click();
  await settled();
  expect(asked.map(({ command }) => command)).toEqual(['sharing']);
  screen.getByRole('heading', { name: 'Our seminar' });
});

test('nothing is shared before the person has said yes', async () => {
  sharing.now = present({ folder: null });
  const asked = fakeProgram({ share_folder: () => present({ folder: sharedFolder({ peers: [] }) }) });
  render(SharingPage);
  const button = screen.getByRole('button', { name: 'Share this folder…' });
  button.click();
  expect(await answering(false)).toContain('can read, change and delete every file');
  expect(asked).toEqual([]);
  button.click();
  await answering(true);
  expect(asked.map(({ command }) => command)).toEqual(['share_folder']);
  screen.getByText('Nobody yet. Invite somebody below.');
  expect(screen.queryByText(/Everything known so far/)).toBeNull();
});

test('it says who has the folder, how far each is, and what could not be brought', async () => {
  const folder = sharedFolder({
    comingFiles: 3,
    comingBytes: 3200,
    conflicts: 2,
    forgetsConflicts: true,
    problems: [{ path: 'responses/a.md', message: 'permission denied' }],
    peers: [
      peer(),
      peer({ device: { id: 'C', name: 'Carla' }, connected: false, behind: 1, seen: Date.now() }),
    ],
  });
  sharing.now = present({ folder });
  const { container } = render(SharingPage);
  for (const words of [
    '3 files still to come (3.2 kB)',
    '2 conflict copies in the folder',
    'Anna',
    'Connected',
    'Has everything',
    'Not connected',
    '1 file still to be sent',
    /^last seen/,
    'permission denied',
    /Max Conflicts/,
    OWN_ID,
  ]) {
    screen.getByText(words);
  }
  expect(await faults(container)).toEqual([]);
});

test('a mistyped device ID is said beside its field, and what was typed stays', async () => {
  sharing.now = present();
  fakeProgram({
    share_with: () => {
      throw { code: 'entry', message: 'This device ID is mistyped.' };
    },
  });
  const { container } = render(SharingPage);
  const field = screen.getByRole('textbox', { name: 'Their device ID' });
  await userEvent.type(field, 'hello');
  await userEvent.click(screen.getByRole('button', { name: 'Invite…' }));
  expect(await answering(true)).toContain('hello');
  expect(screen.getByRole('alert').textContent).toBe('This device ID is mistyped.');
  expect((field as HTMLTextAreaElement).value).toBe('hello');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(await faults(container)).toEqual([]);
});

test('an invitation names the device, and the fields are free for the next', async () => {
  sharing.now = present();
  const asked = fakeProgram({ share_with: () => present(), keep_note: () => null });
  render(SharingPage);
  await userEvent.type(screen.getByRole('textbox', { name: 'Their device ID' }), OTHER_ID);
  await userEvent.type(screen.getByRole('textbox', { name: 'Their name' }), 'Carla');
  await userEvent.click(screen.getByRole('button', { name: 'Invite…' }));
  await answering(true);
  const sent = asked.find(({ command }) => command === 'share_with');
  expect(sent?.asked).toEqual({ device: OTHER_ID, name: 'Carla' });
  expect((screen.getByRole('textbox', { name: 'Their device ID' }) as HTMLTextAreaElement).value).toBe('');
});

test('what others offer is a choice, and a folder comes only where the person wants it', async () => {
  const device = { id: OTHER_ID, name: 'Anna' };
  sharing.now = present({
    folder: null,
    offers: [
      { kind: 'device', device: { id: 'C', name: 'Carla' } },
      { kind: 'folder', id: 'abc', label: 'Our seminar', device },
    ],
  });
  const asked = fakeProgram({ accept_folder: () => present(), admit_device: () => present() });
  const { container } = render(SharingPage);
  expect(await faults(container)).toEqual([]);
  screen.getByRole('button', { name: 'Answer Carla…' }).click();
  expect(await answering(false)).toContain('only if you expect it');
  screen.getByRole('button', { name: 'Receive “Our seminar” here…' }).click();
  expect(await answering(true)).toContain('open an empty folder first');
  expect(asked.map(({ command, asked }) => [command, asked])).toEqual([
    ['accept_folder', { id: 'abc', device: OTHER_ID }],
  ]);
});

test('sharing is stopped after a yes, and it is said that the files stay', async () => {
  sharing.now = present();
  const asked = fakeProgram({ stop_sharing: () => present({ folder: null }), keep_note: () => null });
  render(SharingPage);
  screen.getByRole('button', { name: 'Stop sharing…' }).click();
  expect(await answering(true)).toContain('Every file stays');
  expect(asked.find(({ command }) => command === 'stop_sharing')?.asked).toEqual({ id: 'abcde-fghij' });
  screen.getByText('Not shared yet');
});

test('a larger folder around this one is shown, and neither shared further nor stopped from here', () => {
  sharing.now = present({ folder: sharedFolder({ exact: false, label: 'Home' }) });
  render(SharingPage);
  screen.getByText(/lies in the larger folder “Home”/);
  expect(screen.queryByRole('button', { name: 'Stop sharing…' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Invite…' })).toBeNull();
});

test('where it cannot be done, the person is told why and sees how it is', async () => {
  sharing.now = present();
  fakeProgram({
    stop_sharing: () => {
      throw { code: 'sharing', message: 'This folder is not shared by Syncthing any more.' };
    },
    sharing: () => present({ folder: null }),
    keep_note: () => null,
  });
  render(SharingPage);
  screen.getByRole('button', { name: 'Stop sharing…' }).click();
  await answering(true);
  expect(notes.shown[0]?.text).toBe('This folder is not shared by Syncthing any more.');
  screen.getByText('Not shared yet');
});
