// Takes out of a plain text what is no writing, and makes of every kind of line end the one that a text has.

/** Begins a new line in the same paragraph, as a word processor means it. */
const SOFT_BREAK = /[\u000b\u2028]/g; // eslint-disable-line no-control-regex
const NEW_PARAGRAPH = /[\u000c\u2029]+/g; // eslint-disable-line no-control-regex
/** Controls, and the sign for a thing that was left out; not tab and line end. */
const NO_WRITING = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufff9-\ufffc]/g; // eslint-disable-line no-control-regex

/** `text` without controls. In code a break within a paragraph is a line end. */
export function plainText(text: string, inCode = false): string {
  return withoutControls(text)
    .replace(/\r\n?|\u0085/g, '\n')
    .replace(SOFT_BREAK, inCode ? '\n' : '  \n')
    .replace(NEW_PARAGRAPH, '\n\n');
}

/** `text` without controls; those that part lines or paragraphs stay. Half characters become the sign for such. */
export function withoutControls(text: string): string {
  return text.replace(NO_WRITING, '').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Writes as elements what parts lines and paragraphs in the texts of `root`. */
export function partLines(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const isShown = text.parentElement?.closest('pre, code') != null;
    let written = withoutControls(text.nodeValue ?? '');
    if (isShown) written = plainText(written, true);
    else if (keepsLines(text)) written = written.replace(/\r\n?|\n/g, '\u2028');
    const lines = written.replace(NEW_PARAGRAPH, '\u2028\u2028').split(SOFT_BREAK);
    if (lines.length === 1) text.nodeValue = written;
    else text.replaceWith(...lines.flatMap((line, at) => (at === 0 ? [line] : [breakIn(root), line])));
  }
}

function breakIn(root: HTMLElement): HTMLElement {
  return root.ownerDocument.createElement('br');
}

/** Whether a line end in `text` is one that a reader sees. */
function keepsLines(text: Text): boolean {
  if (!/\S/.test(text.nodeValue ?? '')) return false;
  const styled = text.parentElement?.closest<HTMLElement>('[style*="white-space"]');
  return /(?:^|;)\s*white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces)/i.test(
    styled?.getAttribute('style') ?? '',
  );
}
