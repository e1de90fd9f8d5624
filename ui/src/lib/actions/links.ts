// Follows links: our own by the router, a document's by asking the program. The page itself never navigates.
import { fragmentOf, withId } from '$lib/dom/elements';
import { partsOf } from '$lib/dom/passage';
import { foundInAny } from '$lib/dom/text-pieces';
import { m } from '$lib/paraglide/messages';
import { program } from '$lib/program/program';
import { awaitFragment, goTo } from '$lib/state/arrival';
import { notes } from '$lib/state/notes.svelte';
import { router } from '$lib/state/router.svelte';
import { routeFrom, routeTo } from '$lib/state/routes';

/** Set on what holds a document's own HTML: the document's path, where its links start from. */
const FROM = 'data-from';

/** Takes over every click on a link, whichever button or key made it. */
export function interceptLinks(root: EventTarget): () => void {
  const heard = (event: Event) => follow(event as MouseEvent);
  // A file or link that is dropped on the window must not open in it.
  const refused = (event: Event) => event.preventDefault();
  const dropped = (event: Event) => {
    const files = (event as DragEvent).dataTransfer?.files.length ?? 0;
    if (files > 0 && !event.defaultPrevented) notes.warn(m.drop_into_text());
    refused(event);
  };
  root.addEventListener('click', heard);
  root.addEventListener('auxclick', heard);
  root.addEventListener('dragover', refused);
  root.addEventListener('drop', dropped);
  return () => {
    root.removeEventListener('click', heard);
    root.removeEventListener('auxclick', heard);
    root.removeEventListener('dragover', refused);
    root.removeEventListener('drop', dropped);
  };
}

function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a, area') : null;
  if (!link) return;
  if (event.defaultPrevented) return;
  event.preventDefault();
  // The third button opens the context menu.
  if (event.button > 1) return;
  const href = link.getAttribute('href');
  if (!href) return;
  const text = link.closest<HTMLElement>(`[${FROM}]`);
  if (!text) {
    router.go(routeFrom(href));
  } else if (href.startsWith('#') && partsOf(href.slice(1)).passage) {
    awaitFragment(router.place.route, href.slice(1));
    router.go(router.place.route);
  } else if (href.startsWith('#')) {
    jumpTo(text, fragmentOf(href) ?? '');
  } else {
    void openFrom(text.getAttribute(FROM) ?? '', href);
  }
}

/** Scrolls to what bears `id` in `text`, and lets the keyboard go on from there. */
export function jumpTo(text: ParentNode, id: string): void {
  const target = foundInAny(text, () => withId(text, id));
  if (!target) return;
  router.jump(() => goTo(target, 'start'));
}

async function openFrom(from: string, href: string): Promise<void> {
  try {
    const followed = await program.openLink(from, href);
    if (followed.kind === 'web') notes.mention(m.opened_in_browser({ host: followed.host }));
    else if (followed.kind === 'refused') notes.warn(followed.reason);
    else {
      const route = routeTo(followed.target);
      if (!route) return;
      awaitFragment(route, href.split('#').slice(1).join('#'));
      router.go(route);
    }
  } catch (thrown) {
    notes.fail(thrown);
  }
}
