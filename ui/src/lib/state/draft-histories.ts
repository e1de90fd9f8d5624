// What can be undone in the drafts that were left, while the program runs.

/** So many drafts, the last ones left. */
const MOST = 12;

const pasts = new Map<string, unknown>();

export interface DraftPast<Past> {
  take: () => Past | null;
  keep: (past: Past) => void;
}

/** The past of a draft of the folder with this number. */
export function pastOfDraft<Past>(folder: number, id: number): DraftPast<Past> {
  const key = `${folder} ${id}`;
  return {
    take: () => (pasts.get(key) as Past | undefined) ?? null,
    keep(past) {
      pasts.delete(key);
      pasts.set(key, past);
      for (const oldest of [...pasts.keys()].slice(0, -MOST)) pasts.delete(oldest);
    },
  };
}
