// The page to write in. It is loaded apart, for reading starts sooner without an editor, and before it is first used.
type Loaded = typeof import('./DraftPage.svelte');

let loading: Promise<Loaded> | undefined;
let loaded: Loaded | undefined;

/** Loads it, where that has not been done. */
export async function loadDraftPage(): Promise<void> {
  loading ??= import('./DraftPage.svelte');
  try {
    loaded = await loading;
  } catch (thrown) {
    // The next time it may be there.
    loading = undefined;
    throw thrown;
  }
}

/** The page, once it is loaded. */
export function draftPage(): Loaded['default'] | undefined {
  return loaded?.default;
}

/** Milliseconds after which the first page is taken to be shown, so that nobody waits for it any more. */
const SETTLED = 1500;

/** Loads it when there is nothing else to do, unless the returned function is called before. */
export function loadDraftPageSoon(): () => void {
  // What fails now is shown when the page is wanted.
  const load = () => void loadDraftPage().catch(() => undefined);
  const timer = setTimeout(load, SETTLED);
  return () => clearTimeout(timer);
}
