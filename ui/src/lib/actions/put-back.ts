// Puts back what left the folder, and takes it out again.
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import { attempt, notes } from '$lib/state/notes.svelte';

/** Puts a last text back; the note about it can take it out again. Whether it was put back. */
export async function putBack(id: number): Promise<boolean> {
  const back = await attempt(() => program.putBack(id));
  if (!back) return false;
  const { title, path } = back.target;
  const text = back.renamed ? m.kept_was_put_back_as({ title, path }) : m.kept_was_put_back({ title });
  notes.tell(text, { label: m.undo(), act: () => void takeOut(id, title) }, [path]);
  return true;
}

async function takeOut(id: number, title: string): Promise<void> {
  const done = await attempt(async () => (await program.takeOut(id), true));
  if (done) notes.tell(m.kept_taken_out({ title }));
}
