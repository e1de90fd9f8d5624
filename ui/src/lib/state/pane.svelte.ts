// The element that scrolls the page, for those who must know where the person is in it.

class Pane {
  element: HTMLElement | null = $state.raw(null);
}

export const pane = new Pane();
