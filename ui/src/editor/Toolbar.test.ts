import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';

import Toolbar from './Toolbar.svelte';
import { NOWHERE } from './cursor-context';

function show(changed: Record<string, unknown> = {}) {
  const onaction = vi.fn();
  const props = {
    standing: NOWHERE,
    readonly: false,
    focusMode: false,
    typewriter: false,
    finding: false,
    outlined: false,
  };
  render(Toolbar, { ...props, ...changed, onaction });
  return onaction;
}

test('one button is in the order of Tab, the arrow keys go round', async () => {
  show();
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Bold');
  await user.keyboard('{ArrowRight}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Italic');
  await user.keyboard('{Home}{ArrowLeft}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Typewriter scrolling');
  await user.tab();
  expect(document.activeElement).toBe(document.body);
  expect(document.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
});

test('a button names its key and says whether it is on', () => {
  show({ standing: { ...NOWHERE, bold: true, heading: 3 } });
  const bold = screen.getByRole('button', { name: 'Bold' });
  expect(bold.title).toBe('Bold (Ctrl+B)');
  expect(bold.getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('button', { name: 'Italic' }).getAttribute('aria-pressed')).toBe('false');
  expect(screen.getByRole('button', { name: 'Heading of level 3' }).getAttribute('aria-pressed')).toBe(
    'true',
  );
});

test('a text that cannot be written in can still be searched', async () => {
  const onaction = show({ readonly: true });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Bold' }).disabled).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Find and replace' }));
  expect(onaction).toHaveBeenCalledWith('find', expect.anything());
  expect(screen.getByRole('button', { name: 'Find and replace' }).tabIndex).toBe(0);
});
