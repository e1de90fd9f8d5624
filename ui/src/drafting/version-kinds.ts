// Why a version was kept, in words.
import { m } from '$lib/paraglide/messages';
import type { VersionKind } from '$lib/wire';

const WORDS: Record<VersionKind, () => string> = {
  sitting: m.version_sitting,
  named: m.version_kind_named,
  'before-restore': m.version_before_restore,
  outside: m.version_outside,
  discarded: m.version_discarded,
  published: m.version_published,
  withdrawn: m.version_withdrawn,
};

export function kindOfVersion(kind: VersionKind): string {
  return WORDS[kind]();
}
