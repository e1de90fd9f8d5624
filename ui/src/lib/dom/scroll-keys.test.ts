import { beforeEach, expect, test } from 'vitest';

import { scrollByKey } from './scroll-keys';

let pane: HTMLElement;
let scrolled: number[];

beforeEach(() => {
  document.body.innerHTML = `<nav><a href="#" id="row"></a><input id="field"></nav>
    <div role="menu"><button id="item"></button></div><main><a href="#" id="inside"></a></main>`;
  pane = document.querySelector('main') as HTMLElement;
  Object.defineProperties(pane, { clientHeight: { value: 500 }, scrollHeight: { value: 3000 } });
  scrolled = [];
  pane.scrollBy = ((to: ScrollToOptions) => void scrolled.push(to.top ?? 0)) as typeof pane.scrollBy;
});

function press(id: string, key: string, with_: KeyboardEventInit = {}): boolean {
  let done = false;
  const hear = (event: Event) => (done = scrollByKey(event as KeyboardEvent, pane));
  addEventListener('keydown', hear, { once: true });
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...with_ });
  document.getElementById(id)?.dispatchEvent(event);
  return done;
}

test('after a click in the left column the keys scroll the text all the same', () => {
  for (const key of ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'End', 'Home'])
    expect(press('row', key)).toBe(true);
  expect(scrolled).toEqual([40, -40, 450, -450, 3000, -3000]);
});

test('a field, a menu and the text itself keep their keys, and so does what is pressed with another', () => {
  for (const id of ['field', 'item', 'inside']) expect(press(id, 'ArrowDown'), id).toBe(false);
  expect(press('row', 'End', { shiftKey: true })).toBe(false);
  expect(press('row', 'x')).toBe(false);
  expect(scrolled).toEqual([]);
});
