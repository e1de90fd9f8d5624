// The values that cross between the program and this page.
// Made from Rust by src-tauri/src/wire.rs; a test keeps it so. Do not edit.

/**
 * Something that happened since the program started.
 */
export type ActivityEntry = { 
/**
 * Higher than that of everything before it.
 */
id: number, 
/**
 * When, the last time if it was more than once: milliseconds since 1970.
 */
at: number, 
/**
 * Where the folder lies that it happened to, written for people; none where it concerns no folder.
 */
place: string | null, 
/**
 * What it was.
 */
what: Happening, 
/**
 * How often in a row.
 */
times: number, };

/**
 * What each command answers, by the command's name.
 */
export type Answers = { 
/**
 * No arguments.
 */
window_state: WindowState, 
/**
 * `{ item }`: does what an item of the menu does, by its name there. For keys that the system did not know.
 */
choose_from_menu: null, 
/**
 * Shows the system's dialog and opens what is chosen; null if nothing is. No arguments.
 */
choose_folder: WindowState | null, 
/**
 * `{ id }`
 */
open_recent: WindowState, 
/**
 * `{ other }`: opens the folder of `WindowState.whose` with the drafts of the other one of that place in the list; null: with none.
 */
answer_whose: WindowState, 
/**
 * `{ id }`
 */
forget_recent: WindowState, 
/**
 * `{ folder }`: the page has no words left for a folder that is not open any more.
 */
let_go_of_folder: null, 
/**
 * No arguments.
 */
open_sample: WindowState, 
/**
 * `{ theme, textSize }`
 */
set_preferences: WindowState, 
/**
 * `{ actions, copy, cut }`: what the menu can do now; all else in it that the page does is grey. Whether there is something to copy,
 * or to cut.
 */
offer_actions: null, 
/**
 * Stops a reading of many files that is on its way. No arguments.
 */
stop_reading: null, 
/**
 * Goes on with a reading that was stopped. No arguments.
 */
go_on_reading: null, 
/**
 * No arguments.
 */
library: Library, 
/**
 * The day by which people in this folder count. No arguments.
 */
today: Today, 
/**
 * `{ path }`; null if there is no such question.
 */
question: QuestionPage | null, 
/**
 * `{ path }`; null if there is no such response.
 */
response: ResponsePage | null, 
/**
 * `{ path }`; null if there is no such contributor.
 */
contributor: ContributorPage | null, 
/**
 * No arguments.
 */
unfiled: Array<Unfiled>, 
/**
 * No arguments.
 */
unpublished: Array<Unpublished>, 
/**
 * No arguments.
 */
problems: Array<ProblemRow>, 
/**
 * `{ query, limit }`
 */
search: SearchResults, 
/**
 * `{ from, href }`: the page's path, if it is a document's, and the link as it stands in the text.
 */
open_link: Followed, 
/**
 * What has happened since the program started, newest first. No arguments.
 */
activity: Array<ActivityEntry>, 
/**
 * `{ text, warning }`: keeps a note that was shown among what has happened.
 */
keep_note: null, 
/**
 * `{ most }`: who did what in the folder, newest first.
 */
records: Array<RecordRow>, 
/**
 * `{ record }`: the last texts of what left together.
 */
kept_together: Array<KeptEntry>, 
/**
 * When the response that is called so left the folder; none where it never was here.
 */
left_response: number | null, 
/**
 * `{ id }`: the last text of what left.
 */
kept_text: KeptPage, 
/**
 * `{ id, path, other }`: compared with the document at `path`, or with another kept text.
 */
compare_kept: Comparison, 
/**
 * `{ id }`: puts the text back into the folder, over nothing.
 */
put_back: PutBack, 
/**
 * `{ id }`: takes it out again.
 */
take_out: null, 
/**
 * Looks at the whole folder now. No arguments.
 */
look_again: null, 
/**
 * The page has heard that the window is to close, and sees to it. No arguments.
 */
closing_heard: null, 
/**
 * Everything is sent: the window may close. No arguments.
 */
ready_to_close: null, 
/**
 * The drafts that are not put away, the latest first. No arguments.
 */
drafts: Array<DraftRow>, 
/**
 * The drafts that others share with the group, the latest first. No arguments.
 */
group_drafts: Array<GroupDraft>, 
/**
 * `{ path }`: the number by which the shared draft at that path is opened.
 */
take_up_draft: number, 
/**
 * `{ question, repliesTo, relation }`, paths: begins a draft, and gives its number.
 */
start_draft: number, 
/**
 * `{ path, yes }`: begins a new version of a published response. `not-yours` unless `yes` where others signed it.
 */
revise: number, 
/**
 * `{ id }`: begins a session.
 */
open_draft: OpenedDraft, 
/**
 * `{ id }`: what has become of a draft that cannot be opened.
 */
draft_standing: DraftStanding, 
/**
 * `{ folder, id, sequence, typed }`: keeps a change; it is on the disk when this answers.
 */
type_draft: Kept, 
/**
 * `{ folder, id, base, mine }`: after `out-of-step`. What the page and the program both had, and what the page has. Edits that
 * do not touch come together; `merged` says what came into the page's text. Others are a conflict.
 */
bring_together: Kept, 
/**
 * `{ folder, id }`: writes the file.
 */
save_draft: Kept, 
/**
 * `{ folder, id }`: writes the file and ends the session.
 */
close_draft: null, 
/**
 * `{ id, restore }`: what becomes of the words of a session that ended without its last save.
 */
recover_draft: OpenedDraft, 
/**
 * `{ id }`: the file and those words compared.
 */
compare_recovery: Comparison, 
/**
 * `{ id }`, newest first.
 */
draft_versions: Array<VersionRow>, 
/**
 * `{ id, name }`: keeps the draft as it is now.
 */
name_version: Array<VersionRow>, 
/**
 * `{ id, version, against }`: an older version and a later one, or the draft as it is now.
 */
compare_version: Comparison, 
/**
 * `{ id, version }`: what is there now is kept first.
 */
restore_version: OpenedDraft, 
/**
 * `{ id }`: moves it to the folder's place for drafts, and gives its path there. Ends its session.
 */
share_draft: string, 
/**
 * `{ id }`: puts it away.
 */
discard_draft: null, 
/**
 * `{ id }`: after `discard_draft`.
 */
bring_back_draft: null, 
/**
 * The drafts that are put away, the last one first. No arguments.
 */
drafts_put_away: Array<PutAwayRow>, 
/**
 * `{ markdown }`: the text as HTML, as a reader will see it.
 */
preview: string, 
/**
 * `{ name, bytes }`: copies a picture beside the draft, and gives the address for the text.
 */
add_image: string, 
/**
 * `{ number, index }`: the same with a file that was dropped.
 */
keep_dropped: string, 
/**
 * The same with the picture on the clipboard, where the page does not get it; null where there is none. No arguments.
 */
keep_copied: string | null, 
/**
 * The text that is selected in any window, where a middle click pastes it; null where there is none. No arguments.
 */
selected_text: string | null, 
/**
 * `{ id }`: `changed` where the draft's file does not hold what `save_draft` last told of.
 */
plan_publishing: PublishPlan, 
/**
 * `{ id, key }`: `changed` where the plan is not that one any more.
 */
publish: Published, 
/**
 * `{ path }`
 */
plan_unpublishing: PublishPlan, 
/**
 * `{ path, key, yes }`
 */
unpublish: Withdrawn, 
/**
 * `{ undo }`
 */
undo_publishing: null, 
/**
 * `{ id, path, exact, before, after }`: a passage as it is shown, and up to 32 characters on each side.
 */
quote: Quoted, 
/**
 * `{ id }`
 */
quotes: Array<QuotedPassage>, 
/**
 * `{ path }`: the question for which this response is hidden; null if it is not.
 */
hidden_by: Target | null, 
/**
 * `{ path, shown }`: shows the responses to this question before the person has published one, or no longer.
 */
show_round: null, 
/**
 * Who the person writes as; null before it is chosen. No arguments.
 */
writing_as: WritingAs | null, 
/**
 * The contributors that can be chosen. No arguments.
 */
signers: Array<Signer>, 
/**
 * `{ slug }`
 */
write_as: WritingAs, 
/**
 * `{ entries, photo, photoName }`
 */
make_profile: WritingAs, 
/**
 * No arguments.
 */
languages: Array<Language>, 
/**
 * `{ id, language, words }`: those that are wrong.
 */
misspelt: Array<string>, 
/**
 * `{ language, word }`
 */
suggest_words: Array<string>, 
/**
 * `{ language, word }`
 */
add_word: null, 
/**
 * `{ id, word }`
 */
ignore_word: null, 
/**
 * The open conflicts: of drafts, with sync engines' copies, between git's marks. No arguments.
 */
conflicts: Array<ConflictRow>, 
/**
 * `{ key }`; null where it is settled.
 */
conflict: OpenedConflict | null, 
/**
 * `{ folder, key, token, settlement }`: `changed` where one of the texts is not what was shown: ask for it anew. Both texts are in
 * the versions.
 */
settle_conflict: Settled, 
/**
 * `{ folder, key, token, side, removeCopy }`: one text takes the place of the other, which is kept: for those that cannot be settled
 * by parts, and for whoever wants the whole of one.
 */
settle_whole: Settled, 
/**
 * `{ folder, key, token }`: both become files of their own.
 */
keep_both: Settled, 
/**
 * `{ folder, undo }`: every file has the very same bytes again; not where one was changed since.
 */
undo_settlement: null, 
/**
 * `{ folder, id }`: the person has seen what came into her draft.
 */
merge_seen: null, 
/**
 * What is unread. No arguments.
 */
news: News, 
/**
 * All that there is to tell since the last visit. No arguments.
 */
what_is_new: WhatIsNew, 
/**
 * `{ path, wording }`: the document was on the screen for a moment and said that; or, with null, is marked by hand.
 * False where it says something else by now: nothing was marked.
 */
mark_read: boolean, 
/**
 * `{ path }`
 */
mark_unread: boolean, 
/**
 * `{ question }`: a path; null for all of the folder.
 */
mark_all_read: MarkedRead, 
/**
 * `{ undo }`: after `mark_all_read`.
 */
undo_marking: null, 
/**
 * `{ from }`: a path, or null: the unread document after it.
 */
next_unread: Target | null, 
/**
 * `{ path }`: what has changed since the person read it; null where there is nothing to compare.
 */
compare_read: Changes | null, 
/**
 * `{ on }`: whether the desktop tells of what arrives while the window is not looked at.
 */
set_notify: WindowState, 
/**
 * How Syncthing shares the folder. No arguments.
 */
sharing: Sharing, 
/**
 * `{ label }`: makes the folder one of Syncthing's.
 */
share_folder: Sharing, 
/**
 * `{ device, name }`: a device ID as it was typed; `entry` where it is none.
 */
share_with: Sharing, 
/**
 * `{ id }`: a device that asks to connect is known from now on, and has the folder where that is shared.
 */
admit_device: Sharing, 
/**
 * `{ id, device }`: receives a folder that is offered.
 */
accept_folder: Sharing, 
/**
 * `{ id }`: no file goes.
 */
stop_sharing: Sharing, };

/**
 * How much came or changed at once. Nothing of it is hers.
 */
export type Arrivals = { 
/**
 * New questions.
 */
questions: number, 
/**
 * New responses.
 */
responses: number, 
/**
 * Documents that say something else than she knew.
 */
changed: number, };

/**
 * Why the system does not tell of changes.
 */
export type Because = "limit" | "network" | "other";

/**
 * What has changed in a document between two readings, or since the last.
 */
export type Changes = { 
/**
 * When she read the earlier text, ms since 1970.
 */
read: number, 
/**
 * Both texts.
 */
comparison: Comparison, };

/**
 * A piece of two texts.
 */
export type ComparedPiece = { 
/**
 * Which text has it.
 */
side: Side, 
/**
 * The piece.
 */
text: string, };

/**
 * Two texts compared by words.
 */
export type Comparison = { 
/**
 * The texts in one, piece by piece.
 */
pieces: Array<ComparedPiece>, 
/**
 * Words that only the later one has.
 */
added: number, 
/**
 * Words that only the earlier one has.
 */
removed: number, };

/**
 * A key of the front matter.
 */
export type ConflictField = { 
/**
 * The key.
 */
key: string, 
/**
 * How it stands.
 */
state: MergeState, 
/**
 * What both have come from.
 */
base: FieldValue, 
/**
 * Mine.
 */
mine: FieldValue, 
/**
 * Theirs.
 */
theirs: FieldValue, 
/**
 * What comes of both; in a conflict, none.
 */
merged: FieldValue | null, };

/**
 * What kind of conflict it is.
 */
export type ConflictKind = "draft" | "copy" | "markers" | "replaced";

/**
 * A paragraph, or several that cannot be told apart.
 */
export type ConflictPart = { 
/**
 * How it stands. In one that is the same only `merged` is given.
 */
state: MergeState, 
/**
 * What both have come from; none where it was not there, or is not known.
 */
base: string | null, 
/**
 * Mine; none where it is not there.
 */
mine: string | null, 
/**
 * Theirs; none where it is not there.
 */
theirs: string | null, 
/**
 * What comes of both; in a conflict, none. Empty: it goes.
 */
merged: string | null, 
/**
 * Mine, compared with what both have come from; where that is not known, `added` is what theirs has not.
 */
minePieces: Array<ComparedPiece>, 
/**
 * Theirs, in the same way.
 */
theirsPieces: Array<ComparedPiece>, };

/**
 * An open conflict in a list.
 */
export type ConflictRow = { 
/**
 * What every command about it takes.
 */
key: string, 
/**
 * What kind it is.
 */
kind: ConflictKind, 
/**
 * The document's title; empty where it has none.
 */
title: string, 
/**
 * The file that the document lies in, written for people.
 */
file: string, 
/**
 * The file of the second text, where that is another one.
 */
copy: string | null, 
/**
 * The draft.
 */
draft: number | null, 
/**
 * The document in the folder, where it is one that can be read there.
 */
target: Target | null, 
/**
 * The sync engine, by its name for people; git, where its marks are in the file.
 */
engine: string | null, 
/**
 * The device or person that the copy's name, or git's mark, tells.
 */
from: string | null, 
/**
 * The day, and the time where it is known, that the copy's name tells, such as `2024-01-31 23:59`.
 */
at: string | null, 
/**
 * The second text is not there: somebody has taken the file away.
 */
gone: boolean, };

/**
 * A contributor and what they signed.
 */
export type ContributorPage = { 
/**
 * The person, with the bio.
 */
person: Person, 
/**
 * Their published responses, newest first.
 */
responses: Array<ResponseCard>, 
/**
 * Responses to some questions are hidden for now: there may be more.
 */
hides: boolean, 
/**
 * What to tell above the text.
 */
notices: Array<Notice>, };

/**
 * What to know before a sync engine's copy is removed.
 */
export type CopyRemoval = { 
/**
 * What is offered first: whether it goes.
 */
suggested: boolean, 
/**
 * What the engine would do with it that nobody expects, in a sentence.
 */
trap: string | null, };

/**
 * A computer, as Syncthing knows it.
 */
export type Device = { 
/**
 * Its device ID, in groups.
 */
id: string, 
/**
 * Its name for people; the beginning of its ID where it has none.
 */
name: string, };

/**
 * What happened to a document.
 */
export type Doing = "arrived" | "changed" | "renamed" | "withdrawn" | "copy-removed";

/**
 * What is written beside the text of a draft. An empty string is a field that is not there.
 */
export type DraftFields = { 
/**
 * `title`
 */
title: string, 
/**
 * `thesis`: one sentence.
 */
thesis: string, 
/**
 * `stance`: a short label of the author's own.
 */
stance: string, 
/**
 * `description`
 */
description: string, 
/**
 * `contributors`: slugs of those who sign it, the author among them, in order.
 */
contributors: Array<string>, 
/**
 * `lang`: the language of the text, such as `en-GB`.
 */
language: string, };

/**
 * Where a draft lies.
 */
export type DraftPlace = "private" | "shared";

/**
 * A draft in a list.
 */
export type DraftRow = { 
/**
 * What every command about it takes.
 */
id: number, 
/**
 * Its title; empty while it has none.
 */
title: string, 
/**
 * Where it lies.
 */
place: DraftPlace, 
/**
 * Somebody else has shared it: it is the group's.
 */
fromGroup: boolean, 
/**
 * Where that is, written for people.
 */
file: string, 
/**
 * The question that it answers, where that is in the folder.
 */
question: Target | null, 
/**
 * The published response that it is a new version of.
 */
revises: Target | null, 
/**
 * Words of its text.
 */
words: number, 
/**
 * When it was last changed, ms since 1970.
 */
changed: number, 
/**
 * Words are in the journal that are not in the file: a session ended without its last save.
 */
unsaved: boolean, };

/**
 * What has become of a draft.
 */
export type DraftStanding = { 
/**
 * The path of the response that it is published as.
 */
publishedAs: string | null, 
/**
 * It was put away, and can be brought back.
 */
putAway: boolean, };

/**
 * Files were dropped on the window.
 */
export type Dropped = { 
/**
 * The number of this drop, for `keep_dropped`.
 */
number: number, 
/**
 * How many files.
 */
count: number, 
/**
 * Where, in the page's pixels.
 */
left: number, 
/**
 * From the page's top.
 */
top: number, };

/**
 * One place in the order of a question's responses.
 */
export type Entry = { "kind": "response", 
/**
 * The response.
 */
card: ResponseCard, } | { "kind": "missing", 
/**
 * The reference as the question writes it.
 */
slug: string, 
/**
 * The file that is called so, but cannot be read as a response.
 */
file: string | null, };

/**
 * What kind of error it is.
 */
export type ErrorCode = "no-folder" | "folder-unusable" | "mirror" | "settings" | "browser" | "desk" | "writing" | "not-yours" | "changed" | "out-of-step" | "not-found" | "entry" | "sharing" | "internal";

/**
 * What each event carries, by the event's name.
 */
export type Events = { 
/**
 * Another folder, other recents, theme or text size. With another folder: start at its library.
 */
window: WindowState, 
/**
 * A change, on disk or by a command, has made this stale: ask again for what is shown of it. Comes before the command answers.
 */
stale: Array<Stale>, 
/**
 * The first reading of a folder goes on; null at its end.
 */
progress: Progress | null, 
/**
 * The folder's status has changed.
 */
status: FolderStatus, 
/**
 * Something was chosen from the menu.
 */
menu: MenuAction, 
/**
 * Something that was not asked by the page, such as opening a dropped folder, has failed.
 */
failed: WireError, 
/**
 * The window is to close: call `closing_heard` at once, send what has not been sent, then call `ready_to_close`, unless the
 * person would rather stay.
 */
closing: null, 
/**
 * Documents came at this moment, for the desktop's notice of them.
 */
arrived: Arrivals, 
/**
 * Files were dropped: ask for `keep_dropped` where they fell on a text.
 */
dropped: Dropped, };

/**
 * What a key of the front matter says.
 */
export type FieldValue = { "kind": "absent" } | { "kind": "text", 
/**
 * As it reads.
 */
text: string, } | { "kind": "list", 
/**
 * The texts.
 */
items: Array<string>, } | { "kind": "written", 
/**
 * Its lines.
 */
text: string, };

/**
 * What changes in one file.
 */
export type FileChange = { 
/**
 * Its path in the folder.
 */
path: string, 
/**
 * What becomes of it.
 */
what: FileFate, 
/**
 * The lines that change, with some around them, as a unified diff without its heading; empty for pictures.
 */
diff: string, };

/**
 * What becomes of a file.
 */
export type FileFate = "new" | "changed" | "removed";

/**
 * How the open folder and its mirror stand.
 */
export type FolderStatus = { "kind": "working" } | { "kind": "up-to-date" } | { "kind": "offline", 
/**
 * One sentence.
 */
reason: string, } | { "kind": "polling", 
/**
 * One sentence.
 */
reason: string, 
/**
 * What stands in the way.
 */
because: Because, } | { "kind": "read-only", 
/**
 * One sentence.
 */
reason: string, } | { "kind": "stopped" };

/**
 * What became of a link that was followed.
 */
export type Followed = { "kind": "page", 
/**
 * The document.
 */
target: Target, } | { "kind": "web", 
/**
 * The host, or a mail's recipient, to be named in a note.
 */
host: string, } | { "kind": "refused", 
/**
 * One sentence.
 */
reason: string, };

/**
 * A document that is not in the folder any more.
 */
export type GoneRow = { 
/**
 * Where it was.
 */
path: string, 
/**
 * It was a question.
 */
isQuestion: boolean, 
/**
 * Its title.
 */
title: string, 
/**
 * When it was found to have gone, ms since 1970.
 */
at: number, };

/**
 * A draft that somebody else has shared with the group, in a list.
 */
export type GroupDraft = { 
/**
 * Its path in the folder: what `take_up_draft` takes.
 */
path: string, 
/**
 * Its number, where the person has opened it before.
 */
id: number | null, 
/**
 * Its title; made from the file's name where it has none.
 */
title: string, 
/**
 * The names of those who sign it, in order.
 */
people: Array<string>, 
/**
 * The person is one of them.
 */
isMine: boolean, 
/**
 * The question that it answers, where that is in the folder.
 */
question: Target | null, 
/**
 * Words of its text.
 */
words: number, 
/**
 * When its file was last written, ms since 1970; 0 where it says nothing.
 */
changed: number, };

/**
 * What can happen that a person may want to look up later.
 */
export type Happening = { "kind": "rebuilt" } | { "kind": "first-reading", 
/**
 * How many files that was.
 */
files: number, 
/**
 * How long it took.
 */
milliseconds: number, } | { "kind": "found-by-sweep", 
/**
 * How many.
 */
files: number, } | { "kind": "offline", 
/**
 * One sentence.
 */
reason: string, } | { "kind": "returned" } | { "kind": "polling", 
/**
 * One sentence.
 */
reason: string, } | { "kind": "watching" } | { "kind": "read-only", 
/**
 * One sentence.
 */
reason: string, } | { "kind": "writable" } | { "kind": "stopped" } | { "kind": "gone-on" } | { "kind": "note", 
/**
 * What it said.
 */
text: string, 
/**
 * Something could not be done.
 */
warning: boolean, };

/**
 * One heading of a text.
 */
export type Heading = { 
/**
 * 1 to 6.
 */
level: number, 
/**
 * The `id` in the HTML.
 */
id: string, 
/**
 * Its words.
 */
text: string, };

/**
 * One document that matches.
 */
export type Hit = { 
/**
 * What and where.
 */
target: Target, 
/**
 * Who signed it, one line.
 */
people: string, 
/**
 * The question's title.
 */
question: string | null, 
/**
 * The passage, marked and unmarked in turn.
 */
snippet: Array<SnippetPart>, 
/**
 * All that matches in its text, as the text has it, each form once.
 */
forms: Array<string>, };

/**
 * How the words that were sent are kept.
 */
export type Kept = { 
/**
 * The change that the next `type_draft` must name.
 */
sequence: number, 
/**
 * When the file last held all words, ms since 1970; none while it does not.
 */
saved: number | null, 
/**
 * Why the file does not hold them, for the person. The words are in the journal all the same.
 */
trouble: string | null, 
/**
 * It is because somebody else has changed the file where the person has too: the conflict `draft:` and the draft's
 * number says what becomes of it.
 */
outside: boolean, 
/**
 * With this, edits of somebody else came into the text: it is another one than before, and `sequence` counts that.
 */
merged: MergedIn | null, };

/**
 * A last text that is kept, in a list of those that left together.
 */
export type KeptEntry = { 
/**
 * What every command about it takes.
 */
id: number, 
/**
 * Where it lay.
 */
path: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The names of those who signed it, in order.
 */
people: Array<string>, 
/**
 * A document lies at that path now.
 */
isThere: boolean, };

/**
 * What a last text can be compared with.
 */
export type KeptOther = { "kind": "document", 
/**
 * Its path.
 */
path: string, 
/**
 * Its title.
 */
title: string, } | { "kind": "kept", 
/**
 * Its number.
 */
id: number, 
/**
 * When it was seen to have left, ms since 1970.
 */
at: number, };

/**
 * The last text of a document that left the folder, to be read.
 */
export type KeptPage = { 
/**
 * What every command about it takes.
 */
id: number, 
/**
 * Where it lay.
 */
path: string, 
/**
 * `question`, `response`, `contributor` or `draft`.
 */
kind: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The names of those who signed it, in order.
 */
people: Array<string>, 
/**
 * When it was seen to have left, ms since 1970.
 */
at: number, 
/**
 * Until when it is kept, ms since 1970.
 */
until: number, 
/**
 * The text as HTML; as it stands in the file where `raw`.
 */
html: string, 
/**
 * The front matter cannot be read.
 */
raw: boolean, 
/**
 * It can be put back byte for byte.
 */
isWhole: boolean, 
/**
 * The path that it is put back at, or beside where that is taken.
 */
putBackAs: string, 
/**
 * The document that it was put back as, where that is still there.
 */
putBack: Target | null, 
/**
 * What it can be compared with, the nearest first.
 */
others: Array<KeptOther>, };

/**
 * A language whose spelling can be checked.
 */
export type Language = { 
/**
 * Its BCP 47 tag.
 */
code: string, 
/**
 * Its own name for itself.
 */
name: string, };

/**
 * The left column: everything in the folder at a glance.
 */
export type Library = { 
/**
 * The folder's name for people: `_config.yml`'s title, else the directory's name.
 */
title: string, 
/**
 * Published questions, newest first, undated last.
 */
questions: Array<QuestionRow>, 
/**
 * How many published responses are on the Unfiled shelf.
 */
unfiled: number, 
/**
 * How many documents are not published.
 */
unpublished: number, 
/**
 * How many problems the folder check counts.
 */
problems: number, 
/**
 * How many documents there are in all.
 */
documents: number, };

/**
 * How a response hangs on its question.
 */
export type Link = "two-way" | "listed" | "points-back";

/**
 * What was marked as read at once.
 */
export type MarkedRead = { 
/**
 * How many documents.
 */
count: number, 
/**
 * What takes it back.
 */
undo: number, };

/**
 * What the person chose from the menu (or its key) and the page does.
 */
export type MenuAction = "back" | "forward" | "search" | "next-response" | "previous-response" | "keyboard-map" | "activity" | "new-draft" | "drafts" | "quote" | "find-replace" | "focus-mode" | "typewriter" | "save-version" | "publish" | "copy-citation" | "versions" | "preview" | "sources" | "news" | "next-unread" | "toggle-read" | "mark-all-read";

/**
 * How the two texts stand in one place.
 */
export type MergeState = "same" | "mine" | "theirs" | "both" | "conflict";

/**
 * Edits of somebody else that did not touch the person's own, and are in the text now.
 */
export type MergedIn = { 
/**
 * What came into the text, by places in the text as it was before. Changes that are typed meanwhile are to be mapped over it.
 */
changes: Array<[number, number, string]>, 
/**
 * The fields as they are now.
 */
fields: DraftFields, 
/**
 * The fields' keys that changed with it.
 */
keys: Array<string>, 
/**
 * This, and what came before it and is unseen as well.
 */
unseen: UnseenEdits, };

/**
 * What the person did here that came to a line of the record.
 */
export type Mine = "published" | "listed-again" | "unpublished" | "settled" | "undone" | "put-back" | "taken-out" | "draft";

/**
 * Everything that is unread.
 */
export type News = { 
/**
 * When the visit before this one ended, ms since 1970; none in the first.
 */
since: number | null, 
/**
 * What is unread, in no particular order.
 */
unread: Array<Unread>, 
/**
 * How much there is to tell of the time since then: questions, responses, changes, withdrawals.
 */
fresh: number, };

/**
 * A document that is new or has changed.
 */
export type NewsRow = { 
/**
 * What and where.
 */
target: Target, 
/**
 * Who signed it, one line.
 */
people: string, 
/**
 * The question that a response belongs to.
 */
question: Target | null, 
/**
 * Why it is news. `marked` only among what is older.
 */
why: Why, 
/**
 * It is still unread.
 */
unread: boolean, 
/**
 * When it was found to have come or changed, ms since 1970; 0 where that was before her first visit.
 */
at: number, 
/**
 * When she last had it open, ms since 1970.
 */
read: number | null, 
/**
 * What has changed since she read it can be shown.
 */
comparable: boolean, };

/**
 * Something to tell above a text: the last good version is shown, the text is cut, and so on.
 */
export type Notice = { 
/**
 * A problem's code, or `last-good`, `raw`, `unpublished`, `conflict-copy`, `conflict-copy-beside`.
 */
code: string, 
/**
 * One sentence.
 */
message: string, };

/**
 * What somebody else asks for.
 */
export type Offer = { "kind": "device", 
/**
 * The device, by the name that it gives itself.
 */
device: Device, } | { "kind": "folder", 
/**
 * The folder's id.
 */
id: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * Who offers it.
 */
device: Device, };

/**
 * The folder that is open.
 */
export type OpenFolder = { 
/**
 * Tells it apart from every folder that was open before or will be after.
 */
number: number, 
/**
 * Its name for people.
 */
title: string, 
/**
 * Where it lies, written for people: the home folder is `~`.
 */
place: string, 
/**
 * It is the sample that came with the program.
 */
sample: boolean, 
/**
 * How it stands between the folder and its mirror.
 */
status: FolderStatus, };

/**
 * A conflict that is to be settled.
 */
export type OpenedConflict = { 
/**
 * The number of the folder that it belongs to: it is settled there, or nowhere.
 */
folder: number, 
/**
 * What the list shows of it.
 */
row: ConflictRow, 
/**
 * What `settle_conflict` and `keep_both` take, so that what is settled is what was shown.
 */
token: string, 
/**
 * What the text called mine is.
 */
mine: SideName, 
/**
 * What the text called theirs is.
 */
theirs: SideName, 
/**
 * It is known what both texts have come from. Where it is not, every difference is a choice.
 */
hasBase: boolean, 
/**
 * The keys of the front matter, in order.
 */
fields: Array<ConflictField>, 
/**
 * The text's paragraphs, in order.
 */
parts: Array<ConflictPart>, 
/**
 * How many fields and parts are in conflict.
 */
open: number, 
/**
 * Why it cannot be settled by parts, in a sentence (not UTF-8, front matter that cannot be read, a file that is gone). Then
 * there are no fields and parts; `settle_whole` and `keep_both` can be used.
 */
whole: string | null, 
/**
 * The copy can be removed when it is settled.
 */
removal: CopyRemoval | null, 
/**
 * `keep_both` can be used.
 */
canKeepBoth: boolean, };

/**
 * A draft as it is written in.
 */
export type OpenedDraft = { 
/**
 * The number of the open folder that it belongs to: what is typed goes there, also when another folder is open by then.
 */
folder: number, 
/**
 * What the list shows of it.
 */
row: DraftRow, 
/**
 * What is written beside the text.
 */
fields: DraftFields, 
/**
 * The text, its lines ended by line feeds alone.
 */
body: string, 
/**
 * What the question allows: the most words.
 */
wordLimit: number | null, 
/**
 * The calendar day that answers are due, as the question writes it.
 */
due: string | null, 
/**
 * The response that it replies to, where that is in the folder.
 */
repliesTo: Array<ReplyTo>, 
/**
 * The change that the next `type_draft` must name.
 */
sequence: number, 
/**
 * Where a session ended without its last save: what to choose between.
 */
recovery: Recovery | null, 
/**
 * It cannot be written in, and why, in a sentence.
 */
readOnly: string | null, 
/**
 * The edits of somebody else that came into the text, until `merge_seen`.
 */
unseen: UnseenEdits | null, };

/**
 * Another device that has the folder.
 */
export type Peer = { 
/**
 * The device.
 */
device: Device, 
/**
 * There is a connection now.
 */
connected: boolean, 
/**
 * It was paused in Syncthing.
 */
paused: boolean, 
/**
 * Files of ours that it does not have yet, as far as is known.
 */
behind: number, 
/**
 * When there last was a connection, ms since 1970.
 */
seen: number | null, };

/**
 * Someone who signed a response.
 */
export type Person = { 
/**
 * The contributor's document; none where the contributor is unknown or not published.
 */
path: string | null, 
/**
 * The name; the slug where the contributor is unknown or not published.
 */
name: string, 
/**
 * The position, such as "Professor of Law, York".
 */
position: string | null, 
/**
 * The photo's path inside the folder, where the folder holds it. Shown by the `content:` scheme.
 */
image: string | null, 
/**
 * The bio as HTML; only on a response's own page and the contributor's.
 */
bioHtml: string | null, };

/**
 * One problem of the folder.
 */
export type ProblemRow = { 
/**
 * The file.
 */
path: string, 
/**
 * The line, from 1.
 */
line: number | null, 
/**
 * The problem's code.
 */
code: string, 
/**
 * One sentence.
 */
message: string, 
/**
 * The document to open, where the file is one.
 */
target: Target | null, };

/**
 * What a person enters to sign with.
 */
export type ProfileEntries = { 
/**
 * The whole name.
 */
name: string, 
/**
 * The last name, to sort by.
 */
lastName: string, 
/**
 * Such as "Professor of Law, York".
 */
position: string, 
/**
 * A few sentences, Markdown.
 */
bio: string, };

/**
 * How far the first reading of a folder has come.
 */
export type Progress = { 
/**
 * Files read.
 */
done: number, 
/**
 * Files in all, once they are counted.
 */
total: number | null, };

/**
 * What publishing, or taking it back, will change in the folder.
 */
export type PublishPlan = { 
/**
 * What `publish` takes, so that what is done is what was shown.
 */
key: string, 
/**
 * Each file that changes: the response, the question, a contributor, pictures.
 */
files: Array<FileChange>, 
/**
 * The slug by which the question lists the response.
 */
slug: string, 
/**
 * What to think about before: no title, more words than allowed, past the due day, a quote whose source changed.
 */
warnings: Array<string>, };

/**
 * What was done.
 */
export type Published = { 
/**
 * The response's path in the folder.
 */
response: string, 
/**
 * The question's path, where the draft answers one.
 */
question: string | null, 
/**
 * What `undo_publishing` takes.
 */
undo: number, };

/**
 * A draft that was put away, in a list.
 */
export type PutAwayRow = { 
/**
 * What `bring_back_draft` and `draft_versions` take.
 */
id: number, 
/**
 * Its title; empty where it has none.
 */
title: string, 
/**
 * The name of its file, or its path in the folder, as it was.
 */
file: string, 
/**
 * Words of its text.
 */
words: number, 
/**
 * When it was put away, ms since 1970.
 */
at: number, };

/**
 * A text was put back.
 */
export type PutBack = { 
/**
 * The document that it is now.
 */
target: Target, 
/**
 * Its old name was not free, so it has another.
 */
renamed: boolean, };

/**
 * Screen 1: a question.
 */
export type QuestionPage = { 
/**
 * Its path.
 */
path: string, 
/**
 * A number, as a string, that stands for what it says: what `mark_read` takes.
 */
wording: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The calendar day as written.
 */
day: string | null, 
/**
 * Its date lies in the future.
 */
scheduled: boolean, 
/**
 * The text.
 */
html: string, 
/**
 * Its headings.
 */
contents: Array<Heading>, 
/**
 * Its sub-questions.
 */
asks: Array<string>, 
/**
 * The calendar day that answers are due, as written.
 */
due: string | null, 
/**
 * The most words an answer may have.
 */
wordLimit: number | null, 
/**
 * The earlier question that it revisits.
 */
revisits: Target | null, 
/**
 * Its responses, in the question's order, then those that only point back.
 */
entries: Array<Entry>, 
/**
 * Where it has `reveal: after-mine`: how it stands to the reader.
 */
round: Round | null, 
/**
 * What to tell above the text.
 */
notices: Array<Notice>, };

/**
 * A question in the left column.
 */
export type QuestionRow = { 
/**
 * Its path.
 */
path: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The calendar day as written.
 */
day: string | null, 
/**
 * Its date lies in the future.
 */
scheduled: boolean, 
/**
 * Published responses that belong to it.
 */
responses: number, 
/**
 * Listed responses that have not arrived.
 */
missing: number, 
/**
 * The calendar day that answers are due, as written.
 */
due: string | null, 
/**
 * The others' responses are hidden, and not counted, until the reader has published one.
 */
closed: boolean, };

/**
 * A passage that was quoted just now.
 */
export type Quoted = { 
/**
 * What to put into the draft.
 */
markdown: string, 
/**
 * The passage and its source.
 */
quote: QuotedPassage, };

/**
 * A passage that was quoted into a draft.
 */
export type QuotedPassage = { 
/**
 * Its number.
 */
id: number, 
/**
 * Where it is from; none where that has gone.
 */
source: Target | null, 
/**
 * The path that it was quoted from.
 */
path: string, 
/**
 * The passage.
 */
exact: string, 
/**
 * How the source stands.
 */
state: QuotedState, 
/**
 * What the source has now in the passage's place, where that can be told for certain.
 */
now: string | null, };

/**
 * How the source of a quote stands.
 */
export type QuotedState = "as-it-was" | "changed" | "gone" | "hidden";

/**
 * A folder that was opened before.
 */
export type Recent = { 
/**
 * What `open_recent` and `forget_recent` take.
 */
id: number, 
/**
 * Its name for people.
 */
title: string, 
/**
 * Where it lies, written for people.
 */
place: string, };

/**
 * A line of the record.
 */
export type RecordRow = { 
/**
 * Its number.
 */
id: number, 
/**
 * When it was seen here, the last time if more than once: ms since 1970.
 */
at: number, 
/**
 * What happened.
 */
doing: Doing, 
/**
 * Where the document lies, or lay; empty where it happened to too many to name them.
 */
path: string, 
/**
 * Where it lay before it was renamed.
 */
wasAt: string | null, 
/**
 * `question`, `response`, `contributor` or `draft`.
 */
kind: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The names of those who signed it, in order.
 */
people: Array<string>, 
/**
 * When the file says that it was written, where that can be true: ms since 1970.
 */
written: number | null, 
/**
 * What the person did here that came to it; none where somebody else did it.
 */
mine: Mine | null, 
/**
 * So often within an hour.
 */
times: number, 
/**
 * To so many documents.
 */
documents: number, 
/**
 * So many last texts are kept.
 */
texts: number, 
/**
 * The number of the first of them.
 */
kept: number | null, 
/**
 * The document is there now, and can be opened.
 */
isThere: boolean, };

/**
 * A session that ended without its last save.
 */
export type Recovery = { 
/**
 * When the last change was written to the journal, ms since 1970.
 */
at: number, 
/**
 * Words that the journal has and the file has not.
 */
added: number, 
/**
 * Words that the file has and the journal has not.
 */
removed: number, };

/**
 * A reply, seen from either end.
 */
export type Reply = { 
/**
 * rebuts, supports, extends, qualifies, concedes or questions.
 */
relation: string | null, 
/**
 * The passage that it answers.
 */
quote: string | null, 
/**
 * The response at the other end, where it is in the folder.
 */
card: ResponseCard | null, 
/**
 * The reference as written.
 */
slug: string, };

/**
 * A response that a draft replies to.
 */
export type ReplyTo = { 
/**
 * The reference as written.
 */
slug: string, 
/**
 * rebuts, supports, extends, qualifies, concedes or questions.
 */
relation: string | null, 
/**
 * The response, where it is in the folder.
 */
target: Target | null, };

/**
 * A response as a card.
 */
export type ResponseCard = { 
/**
 * Its path.
 */
path: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The calendar day as written.
 */
day: string | null, 
/**
 * Its date lies in the future.
 */
scheduled: boolean, 
/**
 * Who signed it, in order.
 */
people: Array<Person>, 
/**
 * The thesis, where one is declared.
 */
thesis: string | null, 
/**
 * The beginning of the text (or its description), as plain text.
 */
excerpt: string, 
/**
 * The stance, where one is declared.
 */
stance: string | null, 
/**
 * Words in the text.
 */
words: number, 
/**
 * Minutes it takes to read, at least 1.
 */
minutes: number, 
/**
 * How it hangs on the question whose page it stands on; none elsewhere.
 */
link: Link | null, 
/**
 * The responses that it answers, where they are in the folder.
 */
repliesTo: Array<Target>, 
/**
 * Its front matter cannot be read at present.
 */
broken: boolean, };

/**
 * Screen 2: a response.
 */
export type ResponsePage = { 
/**
 * The response as a card, without its excerpt.
 */
card: ResponseCard, 
/**
 * Its title, of which a card may show no more than a beginning.
 */
title: string, 
/**
 * Its thesis, in the same way.
 */
thesis: string | null, 
/**
 * A number, as a string, that stands for what it says: what `mark_read` takes.
 */
wording: string, 
/**
 * The question that it belongs to; none on the Unfiled shelf.
 */
question: Target | null, 
/**
 * The question as written, and near slugs, where it is not in the folder.
 */
unfiled: string | null, 
/**
 * The text. Where `raw`, plain text to be shown as it stands.
 */
html: string, 
/**
 * The text could not be read as a document and is shown as it stands.
 */
raw: boolean, 
/**
 * Its headings.
 */
contents: Array<Heading>, 
/**
 * What it replies to.
 */
repliesTo: Array<Reply>, 
/**
 * The replies to it.
 */
replies: Array<Reply>, 
/**
 * The other responses to the question, in its order.
 */
others: Array<ResponseCard>, 
/**
 * The response before it in the question's order.
 */
previous: string | null, 
/**
 * The response after it in the question's order.
 */
next: string | null, 
/**
 * What to tell above the text.
 */
notices: Array<Notice>, };

/**
 * How a question with `reveal: after-mine` stands to whoever reads it.
 */
export type Round = "closed" | "shown" | "open";

/**
 * What a search found.
 */
export type SearchResults = { 
/**
 * The query that this answers.
 */
query: string, 
/**
 * How many documents match.
 */
total: number, 
/**
 * There are more than `total`, which are too many to rank: those with the words in a title, thesis or name come first.
 */
more: boolean, 
/**
 * The best of them.
 */
hits: Array<Hit>, 
/**
 * Responses to some questions are hidden for now: there may be more.
 */
hides: boolean, };

/**
 * What was done.
 */
export type Settled = { 
/**
 * What `undo_settlement` takes.
 */
undo: number, 
/**
 * The draft whose text is settled, or that now holds the second text.
 */
draft: number | null, 
/**
 * The file that was written, written for people.
 */
file: string, 
/**
 * The copy has gone.
 */
removedCopy: boolean, };

/**
 * A key of the front matter as it is to be.
 */
export type SettledField = { 
/**
 * The key.
 */
key: string, 
/**
 * What it is to say.
 */
value: FieldValue, };

/**
 * A part as it is to be.
 */
export type SettledPart = { 
/**
 * Its place in `parts` of the page, from 0.
 */
number: number, 
/**
 * Its text, which may be several paragraphs; empty: it goes.
 */
text: string, };

/**
 * What a person makes of a conflict. What is not named is as it was merged; what is in conflict must be named.
 */
export type Settlement = { 
/**
 * Keys of the front matter.
 */
fields: Array<SettledField>, 
/**
 * Paragraphs.
 */
parts: Array<SettledPart>, 
/**
 * The sync engine's copy goes.
 */
removeCopy: boolean, };

/**
 * A folder of Syncthing.
 */
export type SharedFolder = { 
/**
 * What `stop_sharing` takes.
 */
id: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * It is the open folder itself, and not a larger one around it.
 */
exact: boolean, 
/**
 * How it stands.
 */
state: SharedState, 
/**
 * What has stopped it, in Syncthing's words.
 */
trouble: string | null, 
/**
 * Changes go in one direction only.
 */
oneWay: boolean, 
/**
 * Syncthing throws older conflict copies away when there are more than it was told to keep.
 */
forgetsConflicts: boolean, 
/**
 * Files that are still to come, or to go.
 */
comingFiles: number, 
/**
 * Their size, in bytes.
 */
comingBytes: number, 
/**
 * Files that Syncthing could not bring: at most a few.
 */
problems: Array<SharedProblem>, 
/**
 * Conflict copies that are in the folder.
 */
conflicts: number, 
/**
 * The others that have it.
 */
peers: Array<Peer>, };

/**
 * A file that Syncthing could not bring.
 */
export type SharedProblem = { 
/**
 * Its path in the Syncthing folder.
 */
path: string, 
/**
 * Why, in Syncthing's words.
 */
message: string, };

/**
 * How a shared folder stands.
 */
export type SharedState = "in-step" | "looking" | "fetching" | "paused" | "stopped";

/**
 * What is known of Syncthing on this computer, and of the open folder in it.
 */
export type Sharing = { "kind": "absent" } | { "kind": "unusable", 
/**
 * What it is, and what to do: sentences.
 */
reason: string, } | { "kind": "present" } & SharingPage;

/**
 * What Syncthing says.
 */
export type SharingPage = { 
/**
 * This computer.
 */
own: Device, 
/**
 * The Syncthing folder that is the open folder, or has it in it; none where it is not shared.
 */
folder: SharedFolder | null, 
/**
 * The other devices that Syncthing knows and that do not have the folder.
 */
devices: Array<Device>, 
/**
 * What others ask for, and what concerns this folder.
 */
offers: Array<Offer>, };

/**
 * Which of two texts has a piece.
 */
export type Side = "both" | "removed" | "added";

/**
 * One of the two texts, by what it is.
 */
export type SideName = "yours" | "in-file" | "copy" | "above" | "below";

/**
 * Somebody that can sign.
 */
export type Signer = { 
/**
 * The slug that signs.
 */
slug: string, 
/**
 * The name.
 */
name: string, 
/**
 * The position.
 */
position: string | null, };

/**
 * A piece of a snippet.
 */
export type SnippetPart = { 
/**
 * The words.
 */
text: string, 
/**
 * Whether they match the query.
 */
marked: boolean, };

/**
 * Something that the page may show, and that is not as it was: the page asks again for what it shows of it.
 */
export type Stale = { "kind": "everything" } | { "kind": "library" } | { "kind": "documents", 
/**
 * Their paths.
 */
paths: Array<string>, } | { "kind": "drafts" } | { "kind": "draft", 
/**
 * Its number.
 */
id: number, } | { "kind": "group-drafts" } | { "kind": "conflicts" } | { "kind": "news" } | { "kind": "records" } | { "kind": "activity" };

/**
 * Where something can be opened.
 */
export type Target = { 
/**
 * `question`, `response`, `contributor` or `draft`.
 */
kind: string, 
/**
 * The document's path.
 */
path: string, 
/**
 * Its title, or a contributor's name.
 */
title: string, };

/**
 * Light, dark, or as the system has it.
 */
export type Theme = "system" | "light" | "dark";

/**
 * The day by which people in this folder count.
 */
export type Today = { 
/**
 * `2021-05-24`
 */
day: string, 
/**
 * When the next one begins, ms since 1970.
 */
turns: number, };

/**
 * One change that a person made while writing.
 */
export type Typed = { "kind": "body", 
/**
 * The pieces, by their places in the text before this change.
 */
changes: Array<[number, number, string]>, } | { "kind": "fields", 
/**
 * The fields.
 */
fields: DraftFields, };

/**
 * A response on the Unfiled shelf.
 */
export type Unfiled = { 
/**
 * The response.
 */
card: ResponseCard, 
/**
 * Why it is there: the question as written and near slugs, or that it names none. None while it is being edited.
 */
because: string | null, };

/**
 * A document on the Unpublished list.
 */
export type Unpublished = { 
/**
 * What and where.
 */
target: Target, 
/**
 * The calendar day as written.
 */
day: string | null, };

/**
 * A question or response that is unread.
 */
export type Unread = { 
/**
 * Its path.
 */
path: string, 
/**
 * It is a question.
 */
isQuestion: boolean, 
/**
 * Why.
 */
why: Why, 
/**
 * The paths of the questions that a response belongs to.
 */
questions: Array<string>, 
/**
 * When it was found to have come or changed, ms since 1970; 0 where that was before her first visit.
 */
at: number, 
/**
 * When she last had it open, ms since 1970.
 */
read: number | null, 
/**
 * What has changed since then can be shown.
 */
comparable: boolean, };

/**
 * All edits of somebody else that are in the text of a draft and that the person has not seen.
 */
export type UnseenEdits = { 
/**
 * When the last of them came, ms since 1970.
 */
at: number, 
/**
 * The fields' keys that they changed.
 */
keys: Array<string>, 
/**
 * The texts in one, piece by piece.
 */
pieces: Array<ComparedPiece>, 
/**
 * Words that only the later one has.
 */
added: number, 
/**
 * Words that only the earlier one has.
 */
removed: number, };

/**
 * Why a version was kept.
 */
export type VersionKind = "sitting" | "named" | "before-restore" | "outside" | "discarded" | "published" | "withdrawn";

/**
 * A kept state of a draft.
 */
export type VersionRow = { 
/**
 * What `compare_version` and `restore_version` take.
 */
id: number, 
/**
 * When, ms since 1970.
 */
at: number, 
/**
 * Why it was kept.
 */
kind: VersionKind, 
/**
 * The person's name for it.
 */
name: string | null, 
/**
 * Its words in all.
 */
words: number, 
/**
 * Words that the version before it has not.
 */
added: number, 
/**
 * Words of the version before it that it has not.
 */
removed: number, };

/**
 * All that there is to tell since the last visit, and what is unread from before.
 */
export type WhatIsNew = { 
/**
 * When the visit before this one ended, ms since 1970; none in the first.
 */
since: number | null, 
/**
 * New questions and responses, and those that changed, since then; latest first.
 */
fresh: Array<NewsRow>, 
/**
 * What was unread already then; latest first.
 */
older: Array<NewsRow>, 
/**
 * What has gone since then; latest first.
 */
withdrawn: Array<GoneRow>, 
/**
 * Documents of which a sync engine keeps two versions.
 */
conflicts: Array<Target>, 
/**
 * How many there are in all, of `fresh`, `older`, `withdrawn` and `conflicts`: the lists end somewhere.
 */
totals: [number, number, number, number], };

/**
 * Which of two whole texts is taken.
 */
export type WholeSide = "mine" | "theirs";

/**
 * A folder that may be another one in another place, or a copy of it.
 */
export type WhoseDrafts = { 
/**
 * Where it lies, written for people.
 */
place: string, 
/**
 * Where the folders lay whose drafts they may be, the same.
 */
others: Array<string>, };

/**
 * Why something counts as unread.
 */
export type Why = "new" | "changed" | "marked";

/**
 * Everything about the window that is not the folder's content.
 */
export type WindowState = { 
/**
 * The open folder; none on the first-run page.
 */
folder: OpenFolder | null, 
/**
 * Folders opened before, the latest first. The open one is among them.
 */
recents: Array<Recent>, 
/**
 * Light, dark, or as the system has it.
 */
theme: Theme, 
/**
 * Size of text in per cent of the normal size, 60 to 240.
 */
textSize: number, 
/**
 * `linux`, `macos` or `windows`: how keys are named.
 */
platform: string, 
/**
 * What went wrong before the page was there, such as a last folder that is gone. Told once.
 */
trouble: WireError | null, 
/**
 * A folder that is opened only when the person has said whose drafts it is to have. Told once.
 */
whose: WhoseDrafts | null, 
/**
 * The program's version.
 */
version: string, 
/**
 * The desktop tells of what arrives while the window is not looked at.
 */
notify: boolean, };

/**
 * Why a command could not do what it was asked to.
 */
export type WireError = { 
/**
 * What the page may act on.
 */
code: ErrorCode, 
/**
 * For the person: what happened, to which file, what is safe, what to do.
 */
message: string, };

/**
 * A response that was taken back.
 */
export type Withdrawn = { 
/**
 * The draft that it is now.
 */
draft: number, 
/**
 * What `undo_publishing` takes.
 */
undo: number, };

/**
 * Who the person writes as.
 */
export type WritingAs = { 
/**
 * The slug that signs.
 */
slug: string, 
/**
 * The person as others see them.
 */
person: Person, 
/**
 * The profile becomes a contributor's file with the first publishing.
 */
new: boolean, };

/**
 * A draft as a page has it.
 */
export type Written = { 
/**
 * What is written beside the text.
 */
fields: DraftFields, 
/**
 * The text, its lines ended by line feeds alone.
 */
body: string, };
