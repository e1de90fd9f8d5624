// The second sanitiser: what the program has already made clean is cleaned again before it is shown.
import DOMPurify from 'dompurify';

/** Our own marks on links to documents of the folder. */
const OWN_ATTRIBUTES = ['data-local-kind', 'data-local-name'];
const FORBIDDEN_TAGS = [
  'style',
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'audio',
  'video',
  'svg',
  'math',
];
/** The second line of defence against a scheme that hides an invisible mark; the first is in the program. */
const ADDRESSES =
  /^(?![^:/?#]*[\p{Default_Ignorable_Code_Point}\p{Cc}][^:/?#]*:)(?:https?:|mailto:|content:|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/iu;

/** The document's HTML as nodes that may be shown. */
export function sanitised(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true },
    ALLOW_DATA_ATTR: false,
    ADD_ATTR: [...OWN_ATTRIBUTES, 'role'],
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: ['style', 'srcset', 'target'],
    ALLOWED_URI_REGEXP: ADDRESSES,
  });
}
