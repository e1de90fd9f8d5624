// Copies a passage without the notes beside it.

/** Takes sidenotes out of what is copied, unless a note itself is what is copied. */
export function copyWithoutSidenotes(event: ClipboardEvent): void {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || !event.clipboardData) return;
  const range = selection.getRangeAt(0);
  const within = range.commonAncestorContainer;
  const element = within instanceof Element ? within : within.parentElement;
  if (element?.closest('.sidenote')) return;
  const passage = range.cloneContents();
  const notes = passage.querySelectorAll('.sidenote');
  if (notes.length === 0) return;
  for (const note of notes) note.remove();
  for (const end of passage.querySelectorAll('br'))
    if (!end.nextSibling?.textContent?.startsWith('\n')) end.after('\n');
  const holder = document.createElement('div');
  holder.append(passage);
  event.clipboardData.setData('text/html', holder.innerHTML);
  event.clipboardData.setData('text/plain', plain(holder));
  event.preventDefault();
}

function plain(holder: Element): string {
  const blocks = holder.querySelectorAll('p, li, h1, h2, h3, h4, h5, h6, blockquote');
  if (blocks.length === 0) return holder.textContent;
  return [...holder.children].map((block) => block.textContent.trim()).join('\n\n');
}
