import { expect, test } from 'vitest';

import { peer, present, sharedFolder } from '../../testing/sharing-examples';

import { sharingLine } from './sharing-line';

test('who is connected, what is still to come and open conflicts stand in one line', () => {
  const bela = { id: 'B', name: 'Bela' };
  const folder = sharedFolder({
    peers: [peer(), peer({ device: bela, connected: false })],
    comingFiles: 3,
    conflicts: 1,
  });
  expect(sharingLine(present({ folder }))).toBe(
    'Syncthing: Anna connected, 3 files still to come, 1 conflict',
  );
});

test.each([
  [sharedFolder(), 'Syncthing: Anna connected'],
  [sharedFolder({ comingFiles: 1 }), 'Syncthing: Anna connected, 1 file still to come'],
  [sharedFolder({ peers: [peer({ connected: false })] }), 'Syncthing: nobody connected'],
  [sharedFolder({ peers: [] }), 'Syncthing: nobody invited yet'],
  [sharedFolder({ state: 'paused' }), 'Syncthing: paused'],
  [sharedFolder({ state: 'stopped' }), 'Syncthing: stopped'],
])('%# the line is %s', (folder, line) => {
  expect(sharingLine(present({ folder }))).toBe(line);
});

test('where Syncthing does not share the folder nothing is said, unless somebody waits', () => {
  expect(sharingLine(null)).toBeNull();
  expect(sharingLine({ kind: 'absent' })).toBeNull();
  expect(sharingLine({ kind: 'unusable', reason: 'It does not answer.' })).toBeNull();
  expect(sharingLine(present({ folder: null }))).toBeNull();
  const offers = [{ kind: 'device' as const, device: { id: 'B', name: 'Bela' } }];
  expect(sharingLine(present({ folder: null, offers }))).toBe('Syncthing: somebody waits for your answer');
});
