// Says what did not come along with what was pasted.
import type { LeftOut } from '../../editor/paste/paste';

import { m } from '$lib/paraglide/messages';

export function leftOutWords({ remarks, deletions, pictures }: LeftOut): string {
  const parts = [
    remarks > 0 && m.editor_left_remarks({ count: remarks }),
    deletions > 0 && m.editor_left_deletions({ count: deletions }),
    pictures > 0 && m.editor_left_pictures({ count: pictures }),
  ].filter((part) => part !== false);
  return m.editor_left_out({ what: parts.join(', ') });
}
