// How a folder is shared, for tests.
import type { Peer, SharedFolder, Sharing, SharingPage } from '$lib/program/wire';

export const OWN_ID = 'EYS72WX-OPI4UKS-2WBLVSL-BMIH54B-XJOWBHQ-3W7H7YT-KA6CNAV-3WGLOAS';
export const OTHER_ID = 'HGVDMUD-LMN3MGF-JLFDZ4Y-EUWSD6N-NDEXNJM-RLEGVVT-5Q7G25S-7YT3IQX';

export function peer(with_: Partial<Peer> = {}): Peer {
  return {
    device: { id: OTHER_ID, name: 'Anna' },
    connected: true,
    paused: false,
    behind: 0,
    seen: null,
    ...with_,
  };
}

export function sharedFolder(with_: Partial<SharedFolder> = {}): SharedFolder {
  return {
    id: 'abcde-fghij',
    label: 'Our seminar',
    exact: true,
    state: 'in-step',
    trouble: null,
    oneWay: false,
    forgetsConflicts: false,
    comingFiles: 0,
    comingBytes: 0,
    problems: [],
    conflicts: 0,
    peers: [peer()],
    ...with_,
  };
}

export function present(with_: Partial<SharingPage> = {}): Sharing {
  return {
    kind: 'present',
    own: { id: OWN_ID, name: 'Bela' },
    folder: sharedFolder(),
    devices: [],
    offers: [],
    ...with_,
  };
}
