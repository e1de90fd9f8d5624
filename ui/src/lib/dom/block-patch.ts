// Changes a shown text into its new version block by block: what is the same stays, with its selection and focus.

/** Makes the children of `shown` equal to those of `next`, and touches only what differs. */
export function replaceBlocks(shown: Element, next: DocumentFragment): void {
  const blocks = [...next.childNodes];
  let old = shown.firstChild;
  let end: ChildNode | null = null;
  // What is the same at the end is set aside first, so that one change in the middle disturbs nothing after it.
  for (let last = shown.lastChild; last && blocks.length > 0; last = end.previousSibling) {
    if (!blocks.at(-1)?.isEqualNode(last)) break;
    blocks.pop();
    end = last;
    if (end === old) old = null;
  }
  for (const block of blocks) {
    const same = old && old !== end ? firstEqual(old, end, block) : null;
    if (same) {
      while (old && old !== same) old = removed(old);
      old = same.nextSibling;
    } else {
      shown.insertBefore(block, old ?? end);
    }
  }
  while (old && old !== end) old = removed(old);
}

/** The first node from `from` up to `end` that equals `block`. White space between blocks is worth no search. */
function firstEqual(from: ChildNode, end: ChildNode | null, block: ChildNode): ChildNode | null {
  if (block.nodeType === Node.TEXT_NODE) return from.isEqualNode(block) ? from : null;
  for (let node: ChildNode | null = from; node && node !== end; node = node.nextSibling) {
    if (node.isEqualNode(block)) return node;
  }
  return null;
}

function removed(node: ChildNode): ChildNode | null {
  const next = node.nextSibling;
  node.remove();
  return next;
}
