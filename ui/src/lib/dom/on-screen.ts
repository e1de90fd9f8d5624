// Reports when something has been on the screen for a moment while the person was looking at the window.

/** As long as it takes to see that this is what one wants to read, in milliseconds: paging through marks nothing. */
export const MOMENT = 2000;

/** Calls `seen` once the window has been looked at for a moment, without a pause. The returned function ends the waiting. */
export function afterMoment(seen: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const isLookedAt = document.visibilityState === 'visible' && document.hasFocus();
    if (isLookedAt) timer = setTimeout(end, MOMENT);
  };
  const stop = () => {
    clearTimeout(timer);
    removeEventListener('focus', look);
    removeEventListener('blur', look);
    document.removeEventListener('visibilitychange', look);
  };
  const end = () => {
    stop();
    seen();
  };
  addEventListener('focus', look);
  addEventListener('blur', look);
  document.addEventListener('visibilitychange', look);
  look();
  return stop;
}
