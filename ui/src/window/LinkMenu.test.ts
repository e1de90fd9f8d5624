import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';

import { fakeProgram, settled } from '../testing/fake-program';

import LinkMenu from './LinkMenu.svelte';

beforeEach(() => {
  HTMLElement.prototype.showPopover = () => undefined;
  HTMLElement.prototype.hidePopover = () => undefined;
  fakeProgram({ keep_note: () => undefined as never });
  document.body.innerHTML =
    '<main><p>Words <a href="https://example.org/a?b#c">there</a> <a href="#/drafts">Drafts</a></p><input></main>';
  render(LinkMenu);
});

/** Whether the system's own menu is kept from opening. */
function clicked(selector: string): boolean {
  const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 5, clientY: 5 });
  return !document.querySelector(selector)?.dispatchEvent(event);
}

const items = () => screen.getAllByRole('menuitem', { hidden: true }).map((item) => item.textContent);

test('a link can be opened, and its address copied', async () => {
  let followed = '';
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (link) followed = link.href;
  });
  const copied: string[] = [];
  document.execCommand = () => {
    const event = new Event('copy', { bubbles: true, cancelable: true });
    const clipboardData = { setData: (_: string, text: string) => copied.push(text) };
    return !document.dispatchEvent(Object.assign(event, { clipboardData }));
  };
  expect(clicked('a')).toBe(true);
  await settled();
  expect(items()).toEqual(['Open', 'Copy address']);
  screen.getByText('Copy address').click();
  expect(copied).toEqual(['https://example.org/a?b#c']);
  screen.getByText('Open').click();
  expect(followed).toBe('https://example.org/a?b#c');
});

test('of a link of the program’s own there is no address to copy', async () => {
  clicked('a[href="#/drafts"]');
  await settled();
  expect(items()).toEqual(['Open']);
});

test('the system’s menu opens where it is of use, and nowhere else', () => {
  expect(clicked('p')).toBe(true);
  expect(clicked('input')).toBe(false);
  document.getSelection()?.selectAllChildren(document.querySelector('p') as Element);
  expect(clicked('p')).toBe(false);
});
