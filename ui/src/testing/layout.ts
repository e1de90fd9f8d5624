// Gives elements heights and places in tests, where nothing is laid out.

/** Every block of `pane` is `height` pixels high; the pane scrolls over them. */
export function layOut(pane: HTMLElement, height = 100): void {
  pane.getBoundingClientRect = () => new DOMRect(0, 0, 800, 600);
  const plain = Element.prototype.getBoundingClientRect;
  Element.prototype.getBoundingClientRect = function (this: Element) {
    const blocks = [...pane.querySelectorAll('p, h2, li, [data-anchor]')];
    const at = blocks.indexOf(this);
    return at === -1 ? plain.call(this) : new DOMRect(0, at * height - pane.scrollTop, 800, height);
  };
}

/** Nothing changes its size where nothing is laid out. */
export function keepSizes(): void {
  globalThis.ResizeObserver ??= class {
    observe = () => undefined;
    unobserve = () => undefined;
    disconnect = () => undefined;
  };
}
