// CodeMirror's own words, in those of the program.
import { EditorState, type Extension } from '@codemirror/state';

import { m } from '$lib/paraglide/messages';

/** What the panel for finding and replacing says and announces. */
export function phrases(): Extension {
  return EditorState.phrases.of({
    Find: m.editor_find_words(),
    next: m.editor_find_next(),
    previous: m.editor_find_previous(),
    all: m.editor_find_all(),
    'match case': m.editor_find_case(),
    'by word': m.editor_find_word(),
    regexp: m.editor_find_pattern(),
    Replace: m.editor_replace_with(),
    replace: m.editor_replace(),
    'replace all': m.editor_replace_all(),
    close: m.close(),
    'current match': m.editor_found_here(),
    'replaced $ matches': m.editor_replaced(),
    'replaced match on line $': m.editor_replaced_line(),
    'on line': m.editor_on_line(),
  });
}
