// The window's title: what is shown, then the folder.
import { m } from '$lib/paraglide/messages';
import type { Content } from '$lib/state/page.svelte';

/** `typed`: the title of the draft that is shown, as it is being written. */
export function titleOf(content: Content | null, folder: string, typed?: string): string {
  const page =
    content?.kind === 'draft' && typed !== undefined ? typed || m.untitled() : content && pageTitle(content);
  return [page, folder].filter(Boolean).join(' — ');
}

function pageTitle(content: Content): string | null {
  switch (content.kind) {
    case 'question':
      return content.page.title;
    case 'response':
      return content.page.title;
    case 'contributor':
      return content.page.person.name;
    case 'unfiled':
      return m.unfiled();
    case 'unpublished':
      return m.unpublished();
    case 'problems':
      return m.folder_check();
    case 'activity':
      return m.activity();
    case 'drafts':
      return m.drafts();
    case 'news':
      return m.what_is_new();
    case 'sharing':
      return m.share_this_folder();
    case 'draft':
      return content.page.fields.title || m.untitled();
    case 'conflicts':
      return m.conflicts();
    case 'conflict':
      return content.page.row.title || m.untitled();
    case 'search':
      return m.search();
    case 'hidden':
      return m.response_hidden();
    case 'gone':
      return m.gone_title();
    case 'failed':
      return m.failed_title();
    case 'library':
    case 'moved':
      return null;
  }
}
