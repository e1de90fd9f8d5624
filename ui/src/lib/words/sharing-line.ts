// How the folder is shared, in one calm line.
import { m } from '$lib/paraglide/messages';
import type { Sharing } from '$lib/program/wire';

import { listed } from './formats';

/** Null where there is nothing to say: no Syncthing, or one that does not share the folder and asks nothing. */
export function sharingLine(sharing: Sharing | null): string | null {
  if (sharing?.kind !== 'present') return null;
  const { folder, offers } = sharing;
  const said: string[] = [];
  if (folder) {
    said.push(standing(folder));
    if (folder.comingFiles > 0) said.push(m.sharing_line_coming({ count: folder.comingFiles }));
    if (folder.conflicts > 0) said.push(m.sharing_line_conflicts({ count: folder.conflicts }));
  }
  if (offers.length > 0) said.push(m.sharing_line_asks());
  return said.length > 0 ? m.sharing_line({ what: said.join(', ') }) : null;
}

function standing(folder: NonNullable<Extract<Sharing, { kind: 'present' }>['folder']>): string {
  if (folder.state === 'paused') return m.sharing_line_paused();
  if (folder.state === 'stopped') return m.sharing_line_stopped();
  if (folder.peers.length === 0) return m.sharing_line_no_peers();
  const names = folder.peers.filter((peer) => peer.connected).map((peer) => peer.device.name);
  return names.length > 0 ? m.sharing_line_connected({ names: listed(names) }) : m.sharing_line_nobody();
}
