// Finds elements by values that come from documents, which may hold anything and so never become part of a selector.

/** The element of `root` with that id. */
export function withId(root: ParentNode, id: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>('[id]')].find((element) => element.id === id);
}

/** The links of `root` to `href`, as it is written in them. */
export function linksTo(root: ParentNode, href: string): HTMLAnchorElement[] {
  return [...root.querySelectorAll('a')].filter((link) => link.getAttribute('href') === href);
}

/** What a link's fragment names: `#caf%C3%A9` names `café`. Null where the link is no fragment. */
export function fragmentOf(href: string | null): string | null {
  if (!href?.startsWith('#') || href.length === 1) return null;
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
}
