// Which menu a click of the other button opens.

/** The system's menu is of use where it cuts, copies and pastes: in what is written in, and on words that are selected. */
export function hasSystemMenu(target: Element): boolean {
  const field = target.closest('input, textarea, [contenteditable="true"]');
  if (field) return true;
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(target);
}

/** The address of a link as it is written in its text. A link of the program's own has none that is of use elsewhere. */
export function addressToCopy(link: HTMLAnchorElement): string | null {
  const href = link.getAttribute('href');
  return href && !href.startsWith('#') ? href.replace(/^mailto:/i, '') : null;
}
