// The places that the main pane can show, and their addresses.
import type { Target } from '$lib/program/wire';

export type Route =
  | { kind: 'library' }
  | { kind: 'question'; path: string }
  | { kind: 'response'; path: string }
  | { kind: 'contributor'; path: string }
  | { kind: 'unfiled' }
  | { kind: 'unpublished' }
  | { kind: 'problems' }
  | { kind: 'activity' }
  | { kind: 'drafts' }
  | { kind: 'sharing' }
  | { kind: 'news' }
  | { kind: 'draft'; id: number }
  | { kind: 'shared'; path: string }
  | { kind: 'conflicts' }
  | { kind: 'conflict'; key: string }
  | { kind: 'search'; query: string };

const LISTS = [
  'library',
  'unfiled',
  'unpublished',
  'problems',
  'activity',
  'drafts',
  'news',
  'sharing',
  'conflicts',
] as const;
const DOCUMENTS = ['question', 'response', 'contributor', 'shared'] as const;

/** `#/question/questions/deference.md`: slashes of the path stay readable. */
export function addressOf(route: Route): string {
  if ('path' in route) return `#/${route.kind}/${encoded(route.path)}`;
  if (route.kind === 'draft') return `#/draft/${route.id}`;
  if (route.kind === 'conflict') return `#/conflict/${encoded(route.key)}`;
  if (route.kind === 'search') return `#/search/${encodeURIComponent(route.query)}`;
  return `#/${route.kind}`;
}

/** The route of an address; the library where it is none of ours. */
export function routeFrom(address: string): Route {
  const [, kind = '', rest = ''] = /^#\/([a-z]+)(?:\/(.*))?$/s.exec(address) ?? [];
  const list = LISTS.find((name) => name === kind);
  if (list) return { kind: list };
  const text = decoded(rest);
  if (kind === 'search') return { kind, query: text };
  if (kind === 'conflict' && text) return { kind, key: text };
  if (kind === 'draft' && /^\d+$/.test(text)) return { kind, id: Number(text) };
  const document = DOCUMENTS.find((name) => name === kind);
  return document && text ? { kind: document, path: text } : { kind: 'library' };
}

/** Where a document is shown; null for a kind that has no page. */
export function routeTo(target: Pick<Target, 'kind' | 'path'>): Route | null {
  if (target.kind === 'draft') return { kind: 'shared', path: target.path };
  const kind = DOCUMENTS.find((name) => name === target.kind);
  return kind ? { kind, path: target.path } : null;
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
