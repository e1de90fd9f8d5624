// Changes a shown text into its new version block by block: what is the same stays, with its selection and focus.

/** Makes the children of `shown` equal to those of `next`, and touches only what differs. */
export function replaceBlocks(shown: Element, next: DocumentFragment): void {
  let old = shown.firstChild;
  for (const block of [...next.childNodes]) {
    const same = firstEqual(old, block);
    if (same) {
      while (old && old !== same) old = removed(old);
      old = same.nextSibling;
    } else {
      shown.insertBefore(block, old);
    }
  }
  while (old) old = removed(old);
}

function firstEqual(from: ChildNode | null, block: ChildNode): ChildNode | null {
  for (let node = from; node; node = node.nextSibling) {
    if (node.isEqualNode(block)) return node;
  }
  return null;
}

function removed(node: ChildNode): ChildNode | null {
  const next = node.nextSibling;
  node.remove();
  return next;
}
