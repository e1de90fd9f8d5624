// The values that cross between the program and this page, and what the page can ask.
// Made from Rust by src-tauri/src/wire/typescript.rs; a test keeps it so. Do not edit.
import { invoke } from '@tauri-apps/api/core';

/**
 * Something that happened since the program started.
 */
export type ActivityEntry = { 
/**
 * Higher than the ids of all earlier entries.
 */
id: number, 
/**
 * When it happened, ms since 1970; the last time if it happened more than once.
 */
at: number, 
/**
 * The path of the folder that it happened to, as shown to people; none if it concerns no folder.
 */
place: string | null, 
/**
 * What happened.
 */
what: Happening, 
/**
 * How many times in a row.
 */
times: number, };

/**
 * What happened to a document.
 */
export type ActivityKind = "arrived" | "changed" | "renamed" | "withdrawn" | "copy-removed";

/**
 * How many documents of others arrived or changed at once.
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
 * Documents whose content differs from what the person knew.
 */
changed: number, };

/**
 * Why the system does not report changes.
 */
export type Because = "limit" | "network" | "other";

/**
 * The changes in a document between two readings, or since the last reading.
 */
export type Changes = { 
/**
 * When the person read the earlier text, ms since 1970.
 */
read: number, 
/**
 * The comparison of the two texts.
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
 * Its state.
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
 * One paragraph, or several that cannot be separated.
 */
export type ConflictPart = { 
/**
 * Its state. If it is the same in both texts, only `merged` is filled in.
 */
state: MergeState, 
/**
 * The ancestor of both; none if the ancestor did not have it or is not known.
 */
base: string | null, 
/**
 * Mine; none if my text does not have it.
 */
mine: string | null, 
/**
 * Theirs; none if their text does not have it.
 */
theirs: string | null, 
/**
 * The merged text; none in a conflict. Empty if the paragraph is removed.
 */
merged: string | null, 
/**
 * Mine, compared with the ancestor. If that is not known, `added` is what theirs does not have.
 */
minePieces: Array<ComparedPiece>, 
/**
 * Theirs, in the same way.
 */
theirsPieces: Array<ComparedPiece>, };

/**
 * A conflict in a list that has not been settled.
 */
export type ConflictRow = { 
/**
 * The key: the argument of every command about it.
 */
key: string, 
/**
 * What kind it is.
 */
kind: ConflictKind, 
/**
 * The document's title; empty if it has none.
 */
title: string, 
/**
 * The path of the document's file, as shown to people.
 */
file: string, 
/**
 * The path of the file with the second text, if it is another file.
 */
copy: string | null, 
/**
 * The draft's id.
 */
draft: number | null, 
/**
 * The document in the folder, if it is there and can be read.
 */
target: Target | null, 
/**
 * The sync engine's name as shown to people; git if its markers are in the file.
 */
engine: string | null, 
/**
 * The device or person named by the copy's name or by git's marker.
 */
from: string | null, 
/**
 * The day, and the time if known, from the copy's name, such as `2024-01-31 23:59`.
 */
at: string | null, 
/**
 * The file with the second text no longer exists.
 */
gone: boolean, };

/**
 * A contributor and the responses that they signed.
 */
export type ContributorPage = { 
/**
 * The contributor, with the bio.
 */
person: Person, 
/**
 * Their published responses, newest first.
 */
responses: Array<ResponseCard>, 
/**
 * The responses to some questions are hidden for now, so there may be more.
 */
hides: boolean, 
/**
 * The notices above the text.
 */
notices: Array<Notice>, };

/**
 * What to know before the copy of a sync engine is removed.
 */
export type CopyRemoval = { 
/**
 * Whether the window suggests removing it.
 */
suggested: boolean, 
/**
 * What the engine would unexpectedly do with it, in a sentence.
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
 * Its name as shown to people; the beginning of its ID if it has none.
 */
name: string, };

/**
 * The fields beside the text of a draft. An empty string means that the field is missing.
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
 * `contributors`: the slugs of the people who sign it, the author included, in order.
 */
contributors: Array<string>, 
/**
 * `lang`: the language of the text, such as `en-GB`.
 */
language: string, };

/**
 * Where a draft is stored.
 */
export type DraftPlace = "private" | "shared";

/**
 * A draft in a list.
 */
export type DraftRow = { 
/**
 * The id: the argument of every command about it.
 */
id: number, 
/**
 * Its title; empty if it has none yet.
 */
title: string, 
/**
 * Where it is stored.
 */
place: DraftPlace, 
/**
 * Somebody else shared it, so it belongs to the group.
 */
fromGroup: boolean, 
/**
 * The path of its file, as shown to people.
 */
file: string, 
/**
 * The question that it answers, if that is in the folder.
 */
question: Target | null, 
/**
 * The published response that it is a new version of.
 */
revises: Target | null, 
/**
 * The number of words in its text.
 */
words: number, 
/**
 * When it was last changed, ms since 1970.
 */
changed: number, 
/**
 * The journal has words that the file does not have, because a session ended without its last save.
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
 * The number of this drop: the argument of `keep_dropped`.
 */
number: number, 
/**
 * The number of files.
 */
count: number, 
/**
 * The position from the left of the page, in the page's pixels.
 */
left: number, 
/**
 * The position from the top of the page, in the page's pixels.
 */
top: number, };

/**
 * One entry in the list of a question's responses.
 */
export type Entry = { "kind": "response", 
/**
 * The response.
 */
card: ResponseCard, } | { "kind": "missing", 
/**
 * The name as the question writes it.
 */
slug: string, 
/**
 * The path of a file with that name that cannot be read as a response.
 */
file: string | null, };

/**
 * The kind of an error.
 */
export type ErrorCode = "no-folder" | "folder-unusable" | "mirror" | "settings" | "browser" | "desk" | "writing" | "not-yours" | "changed" | "out-of-step" | "not-found" | "entry" | "sharing" | "internal";

/**
 * The value that each event carries, by the event's name.
 */
export type Events = { 
/**
 * The folder, the recent folders, the theme or the text size has changed. With another folder, the page
 * starts at its library.
 */
window: WindowState, 
/**
 * A change on disk or by a command has made this stale: the page asks again for what it shows of it.
 * Comes before the command's answer.
 */
stale: Array<Stale>, 
/**
 * The progress of the first reading of a folder; null at its end.
 */
progress: Progress | null, 
/**
 * The folder's status has changed.
 */
status: FolderStatus, 
/**
 * A menu action was chosen.
 */
menu: MenuAction, 
/**
 * Something that the page did not ask for has failed, such as opening a dropped folder.
 */
failed: WireError, 
/**
 * The window is about to close. The page must call `closing_heard` at once, send what it has not sent,
 * and then call `ready_to_close`, unless the person wants to stay.
 */
closing: null, 
/**
 * Documents arrived just now, for the desktop notification.
 */
arrived: Arrivals, 
/**
 * Files were dropped. If they were dropped on a text, the page calls `keep_dropped`.
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
 * The change of one file.
 */
export type FileChange = { 
/**
 * Its path in the folder.
 */
path: string, 
/**
 * What happens to it.
 */
what: FileFate, 
/**
 * The changed lines with some context, as a unified diff without its header; empty for images.
 */
diff: string, };

/**
 * What happens to a file.
 */
export type FileFate = "new" | "changed" | "removed";

/**
 * The state of the open folder and its mirror.
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
 * Why the system does not report changes.
 */
because: Because, } | { "kind": "read-only", 
/**
 * One sentence.
 */
reason: string, } | { "kind": "stopped" };

/**
 * The result of following a link.
 */
export type Followed = { "kind": "page", 
/**
 * The document.
 */
target: Target, } | { "kind": "web", 
/**
 * The host, or the recipient of the mail, for a note.
 */
host: string, } | { "kind": "refused", 
/**
 * One sentence.
 */
reason: string, };

/**
 * A document that is no longer in the folder.
 */
export type GoneRow = { 
/**
 * Its path.
 */
path: string, 
/**
 * True for a question, false for a response.
 */
isQuestion: boolean, 
/**
 * Its title.
 */
title: string, 
/**
 * When its absence was noticed, ms since 1970.
 */
at: number, };

/**
 * A draft that somebody else has shared with the group, in a list.
 */
export type GroupDraft = { 
/**
 * Its path in the folder: the argument of `take_up_draft`.
 */
path: string, 
/**
 * Its id, if the person has opened it before.
 */
id: number | null, 
/**
 * Its title, or else one made from the file's name.
 */
title: string, 
/**
 * The names of the people who sign it, in order.
 */
people: Array<string>, 
/**
 * The person is one of those people.
 */
isMine: boolean, 
/**
 * The question that it answers, if that is in the folder.
 */
question: Target | null, 
/**
 * The number of words in its text.
 */
words: number, 
/**
 * When its file was last written, according to the file, ms since 1970; 0 if the file does not say.
 */
changed: number, };

/**
 * Something that a person may want to look up later.
 */
export type Happening = { "kind": "rebuilt" } | { "kind": "first-reading", 
/**
 * The number of files.
 */
files: number, 
/**
 * How long it took.
 */
milliseconds: number, } | { "kind": "found-by-sweep", 
/**
 * The number of files.
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
 * The text of the note.
 */
text: string, 
/**
 * True if something could not be done.
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
 * The document.
 */
target: Target, 
/**
 * The people who signed it, in one line.
 */
people: string, 
/**
 * The title of the question that it belongs to.
 */
question: string | null, 
/**
 * The passage that matches, in marked and unmarked parts.
 */
snippet: Array<SnippetPart>, 
/**
 * All forms in which its text has the words of the query, each form once.
 */
forms: Array<string>, };

/**
 * A last text that is kept, in a list of documents that left together.
 */
export type KeptEntry = { 
/**
 * The id: the argument of every command about it.
 */
id: number, 
/**
 * The document's last path.
 */
path: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The names of the people who signed it, in order.
 */
people: Array<string>, 
/**
 * A document is at that path now.
 */
isThere: boolean, };

/**
 * A text that a last text can be compared with.
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
 * Its id.
 */
id: number, 
/**
 * When its absence was noticed, ms since 1970.
 */
at: number, };

/**
 * The last text of a document that left the folder, for reading.
 */
export type KeptPage = { 
/**
 * The id: the argument of every command about it.
 */
id: number, 
/**
 * The document's last path.
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
 * The names of the people who signed it, in order.
 */
people: Array<string>, 
/**
 * When its absence was noticed, ms since 1970.
 */
at: number, 
/**
 * Until when it is kept, ms since 1970.
 */
until: number, 
/**
 * The text as HTML; the unchanged text of the file if `raw`.
 */
html: string, 
/**
 * The front matter cannot be read.
 */
raw: boolean, 
/**
 * It can be restored byte for byte.
 */
isWhole: boolean, 
/**
 * The path that it is restored to; if a document is already there, another name beside it is used.
 */
putBackAs: string, 
/**
 * The document that it was restored as, if that is still in the folder.
 */
putBack: Target | null, 
/**
 * The texts that it can be compared with, nearest first.
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
 * Its name in the language itself.
 */
name: string, };

/**
 * The left column: an overview of the folder.
 */
export type Library = { 
/**
 * The folder's name as shown to people: the title in `_config.yml`, or else the directory's name.
 */
title: string, 
/**
 * Published questions, newest first, undated last.
 */
questions: Array<QuestionRow>, 
/**
 * The number of published responses on the Unfiled shelf.
 */
unfiled: number, 
/**
 * The number of documents that are not published.
 */
unpublished: number, 
/**
 * The number of problems that the folder check reports.
 */
problems: number, 
/**
 * The number of documents in total.
 */
documents: number, };

/**
 * How a response is linked to its question.
 */
export type Link = "two-way" | "listed" | "points-back";

/**
 * The result of marking several documents as read.
 */
export type MarkedRead = { 
/**
 * The number of documents.
 */
count: number, 
/**
 * The argument of the command that undoes it.
 */
undo: number, };

/**
 * An action of the page that the person chose from the menu or by its key.
 */
export type MenuAction = "back" | "forward" | "search" | "next-response" | "previous-response" | "keyboard-map" | "activity" | "new-draft" | "drafts" | "quote" | "find-replace" | "focus-mode" | "typewriter" | "save-version" | "publish" | "copy-citation" | "versions" | "preview" | "sources" | "news" | "next-unread" | "toggle-read" | "mark-all-read";

/**
 * The state of the two texts in one place.
 */
export type MergeState = "same" | "mine" | "theirs" | "both" | "conflict";

/**
 * Edits by somebody else that did not touch the person's own and have been merged into the text.
 */
export type MergedIn = { 
/**
 * The merged changes, by positions in the text before them. Changes typed in the meantime must be mapped
 * over these.
 */
changes: Array<[number, number, string]>, 
/**
 * The fields as they are now.
 */
fields: DraftFields, 
/**
 * The keys of the fields that changed.
 */
keys: Array<string>, 
/**
 * These edits, together with earlier ones that the person has not seen.
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
 * When the previous visit ended, ms since 1970; none in the first visit.
 */
since: number | null, 
/**
 * What is unread, in no particular order.
 */
unread: Array<Unread>, 
/**
 * The number of news since then: questions, responses, changes, withdrawals.
 */
fresh: number, };

/**
 * A document that is new or has changed.
 */
export type NewsRow = { 
/**
 * The document.
 */
target: Target, 
/**
 * The people who signed it, in one line.
 */
people: string, 
/**
 * The question that a response belongs to.
 */
question: Target | null, 
/**
 * Why it is news. `marked` occurs only in `older`.
 */
why: Why, 
/**
 * It is still unread.
 */
unread: boolean, 
/**
 * When its arrival or change was noticed, ms since 1970; 0 if that was before the person's first visit.
 */
at: number, 
/**
 * When the person last had it open, ms since 1970.
 */
read: number | null, 
/**
 * The changes since the person read it can be shown.
 */
comparable: boolean, };

/**
 * A notice above a text: the last good version is shown, the text is cut, and so on.
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
 * A request by another device.
 */
export type Offer = { "kind": "device", 
/**
 * The device, with the name that it gives itself.
 */
device: Device, } | { "kind": "folder", 
/**
 * The folder's id.
 */
id: string, 
/**
 * Its name as shown to people.
 */
label: string, 
/**
 * The device that offers it.
 */
device: Device, };

/**
 * The folder that is open.
 */
export type OpenFolder = { 
/**
 * A number that no other folder opened before or after has.
 */
number: number, 
/**
 * Its name as shown to people.
 */
title: string, 
/**
 * Its path as shown to people: the home directory is `~`.
 */
place: string, 
/**
 * It is the sample that came with the program.
 */
sample: boolean, 
/**
 * The state of the folder and its mirror.
 */
status: FolderStatus, };

/**
 * A conflict to be settled.
 */
export type OpenedConflict = { 
/**
 * The number of the folder that it belongs to. It can only be settled there.
 */
folder: number, 
/**
 * Its row in the list.
 */
row: ConflictRow, 
/**
 * The argument of `settle_conflict` and `keep_both`. It ensures that what is settled is what was shown.
 */
token: string, 
/**
 * What the text called "mine" is.
 */
mine: SideName, 
/**
 * What the text called "theirs" is.
 */
theirs: SideName, 
/**
 * The common ancestor of both texts is known. Without it, the person must choose at every difference.
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
 * The number of fields and parts in conflict.
 */
open: number, 
/**
 * Why it cannot be settled part by part, in a sentence: not UTF-8, unreadable front matter, or a missing
 * file. Then there are no fields and parts, but `settle_whole` and `keep_both` can be used.
 */
whole: string | null, 
/**
 * Set if the copy can be removed when the conflict is settled.
 */
removal: CopyRemoval | null, 
/**
 * `keep_both` can be used.
 */
canKeepBoth: boolean, };

/**
 * A draft that is open for writing.
 */
export type OpenedDraft = { 
/**
 * The number of the folder that it belongs to. What is typed goes there, even if another folder is open
 * by then.
 */
folder: number, 
/**
 * Its row in the list.
 */
row: DraftRow, 
/**
 * The fields beside the text.
 */
fields: DraftFields, 
/**
 * The text. Its lines end with line feeds only.
 */
body: string, 
/**
 * The largest number of words that the question allows.
 */
wordLimit: number | null, 
/**
 * The calendar day that answers are due, as the question writes it.
 */
due: string | null, 
/**
 * The responses that it replies to.
 */
repliesTo: Array<ReplyTo>, 
/**
 * The sequence number that the next `type_draft` must give.
 */
sequence: number, 
/**
 * If a session ended without its last save: the two texts to choose between.
 */
recovery: Recovery | null, 
/**
 * Why it cannot be edited, in a sentence; none if it can.
 */
readOnly: string | null, 
/**
 * Edits by somebody else in the text that the person has not seen; kept until `merge_seen`.
 */
unseen: UnseenEdits | null, };

/**
 * Another device that shares the folder.
 */
export type Peer = { 
/**
 * The device.
 */
device: Device, 
/**
 * It is connected now.
 */
connected: boolean, 
/**
 * It was paused in Syncthing.
 */
paused: boolean, 
/**
 * The number of our files that it does not have yet, as far as is known.
 */
behind: number, 
/**
 * When it was last connected, ms since 1970.
 */
seen: number | null, };

/**
 * A person who signed a response.
 */
export type Person = { 
/**
 * The path of the contributor's document; none if the contributor is unknown or not published.
 */
path: string | null, 
/**
 * The name; the slug if the contributor is unknown or not published.
 */
name: string, 
/**
 * The position, such as "Professor of Law, York".
 */
position: string | null, 
/**
 * The path of the photo inside the folder, if the photo is there. Shown through the `content:` scheme.
 */
image: string | null, 
/**
 * The bio as HTML. Only filled in on a response's own page and on the contributor's page.
 */
bioHtml: string | null, };

/**
 * One problem in the folder.
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
 * The document to open, if the file is one.
 */
target: Target | null, };

/**
 * The profile that a person enters to sign with.
 */
export type ProfileEntries = { 
/**
 * The full name.
 */
name: string, 
/**
 * The last name, for sorting.
 */
lastName: string, 
/**
 * The position, such as "Professor of Law, York".
 */
position: string, 
/**
 * The bio: a few sentences in Markdown.
 */
bio: string, };

/**
 * The progress of the first reading of a folder.
 */
export type Progress = { 
/**
 * The number of files read.
 */
done: number, 
/**
 * The total number of files, once they are counted.
 */
total: number | null, };

/**
 * What publishing or withdrawing will change in the folder.
 */
export type PublishPlan = { 
/**
 * The argument of `publish`. It ensures that what is done is what was shown.
 */
key: string, 
/**
 * Each file that changes: the response, the question, a contributor, images.
 */
files: Array<FileChange>, 
/**
 * The slug by which the question lists the response.
 */
slug: string, 
/**
 * What to consider first: no title, more words than allowed, past the due day, a quote whose source
 * changed.
 */
warnings: Array<string>, };

/**
 * The result of publishing.
 */
export type Published = { 
/**
 * The response's path in the folder.
 */
response: string, 
/**
 * The question's path, if the draft answers one.
 */
question: string | null, 
/**
 * The argument of `undo`.
 */
undo: number, };

/**
 * A draft in the list of drafts that were put away.
 */
export type PutAwayRow = { 
/**
 * The id: the argument of `bring_back_draft` and `draft_versions`.
 */
id: number, 
/**
 * Its title; empty if it has none.
 */
title: string, 
/**
 * The former name of its file, or its former path in the folder.
 */
file: string, 
/**
 * The number of words in its text.
 */
words: number, 
/**
 * When it was put away, ms since 1970.
 */
at: number, };

/**
 * The result of restoring a text.
 */
export type PutBack = { 
/**
 * The restored document.
 */
target: Target, 
/**
 * Its old name was taken, so it has another.
 */
renamed: boolean, };

/**
 * Screen 1: a question with its responses.
 */
export type QuestionPage = { 
/**
 * Its path.
 */
path: string, 
/**
 * A hash of its content, as a string: the argument of `mark_read`.
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
 * Its date is in the future.
 */
scheduled: boolean, 
/**
 * The text as HTML.
 */
html: string, 
/**
 * The headings in the text.
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
 * The largest number of words that an answer may have.
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
 * If it has `reveal: after-mine`: whether its round is open to the reader.
 */
round: Round | null, 
/**
 * The notices above the text.
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
 * Its date is in the future.
 */
scheduled: boolean, 
/**
 * The number of published responses that belong to it.
 */
responses: number, 
/**
 * The number of responses that it lists but that are not in the folder.
 */
missing: number, 
/**
 * The calendar day that answers are due, as written.
 */
due: string | null, 
/**
 * The responses of others are hidden, and not counted, until the reader has published one.
 */
closed: boolean, };

/**
 * A passage that was just quoted.
 */
export type Quoted = { 
/**
 * The Markdown to insert into the draft.
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
 * Its id.
 */
id: number, 
/**
 * The document that it was quoted from; none if that is gone.
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
 * The state of the source.
 */
state: QuotedState, 
/**
 * The text that is now at the passage's place in the source, if that is certain.
 */
now: string | null, };

/**
 * The state of the source of a quote.
 */
export type QuotedState = "as-it-was" | "changed" | "gone" | "hidden";

/**
 * A folder that was opened before.
 */
export type Recent = { 
/**
 * The id: the argument of `open_recent` and `forget_recent`.
 */
id: number, 
/**
 * Its name as shown to people.
 */
title: string, 
/**
 * Its path, as shown to people.
 */
place: string, };

/**
 * A line of the record.
 */
export type RecordRow = { 
/**
 * Its id.
 */
id: number, 
/**
 * When it was noticed here, ms since 1970; the last time if it was noticed more than once.
 */
at: number, 
/**
 * What happened.
 */
doing: ActivityKind, 
/**
 * The document's present or last path; empty if it happened to more documents than are listed one by
 * one.
 */
path: string, 
/**
 * Its path before it was renamed.
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
 * The names of the people who signed it, in order.
 */
people: Array<string>, 
/**
 * When the document was written according to its file, if that is plausible: ms since 1970.
 */
written: number | null, 
/**
 * What the person did here that caused it; none if somebody else did it.
 */
mine: Mine | null, 
/**
 * How often it happened within an hour.
 */
times: number, 
/**
 * The number of documents.
 */
documents: number, 
/**
 * The number of last texts that are kept.
 */
texts: number, 
/**
 * The id of the first of these texts.
 */
kept: number | null, 
/**
 * The document is in the folder now and can be opened.
 */
isThere: boolean, };

/**
 * What a session that ended without its last save left behind.
 */
export type Recovery = { 
/**
 * When the last change was written to the journal, ms since 1970.
 */
at: number, 
/**
 * The number of words that the journal has and the file does not have.
 */
added: number, 
/**
 * The number of words that the file has and the journal does not have.
 */
removed: number, };

/**
 * A link between a response and a reply to it, as either side shows it.
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
 * The response at the other end, if it is in the folder.
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
 * The response, if it is in the folder.
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
 * Its date is in the future.
 */
scheduled: boolean, 
/**
 * Who signed it, in order.
 */
people: Array<Person>, 
/**
 * The thesis, if there is one.
 */
thesis: string | null, 
/**
 * The description, or else the beginning of the text, as plain text.
 */
excerpt: string, 
/**
 * The stance, if there is one.
 */
stance: string | null, 
/**
 * The number of words in the text.
 */
words: number, 
/**
 * The time it takes to read, in minutes; at least 1.
 */
minutes: number, 
/**
 * How it is linked to the question on whose page it is; none on other pages.
 */
link: Link | null, 
/**
 * The responses that it replies to and that are in the folder.
 */
repliesTo: Array<Target>, 
/**
 * Its front matter cannot be read at present.
 */
broken: boolean, };

/**
 * Screen 2: a response with what surrounds it.
 */
export type ResponsePage = { 
/**
 * The response as a card, without its excerpt.
 */
card: ResponseCard, 
/**
 * The whole title; the card may show only its beginning.
 */
title: string, 
/**
 * The whole thesis; the card may show only its beginning.
 */
thesis: string | null, 
/**
 * A hash of its content, as a string: the argument of `mark_read`.
 */
wording: string, 
/**
 * The question that it belongs to; none on the Unfiled shelf.
 */
question: Target | null, 
/**
 * If the question is not in the folder: its name as written, with similar slugs.
 */
unfiled: string | null, 
/**
 * The text as HTML; if `raw`, plain text to be shown unchanged.
 */
html: string, 
/**
 * The text could not be read as a document and is shown unchanged.
 */
raw: boolean, 
/**
 * The headings in the text.
 */
contents: Array<Heading>, 
/**
 * The responses that it replies to.
 */
repliesTo: Array<Reply>, 
/**
 * The replies to it.
 */
replies: Array<Reply>, 
/**
 * The other responses to the question, in the question's order.
 */
others: Array<ResponseCard>, 
/**
 * The path of the response before it in the question's order.
 */
previous: string | null, 
/**
 * The path of the response after it in the question's order.
 */
next: string | null, 
/**
 * The notices above the text.
 */
notices: Array<Notice>, };

/**
 * How a question with `reveal: after-mine` is shown to whoever reads it.
 */
export type Round = "closed" | "shown" | "open";

/**
 * How the words that the page sent are saved.
 */
export type SaveState = { 
/**
 * The sequence number that the next `type_draft` must give.
 */
sequence: number, 
/**
 * When the file last held all words, ms since 1970; none while it does not.
 */
saved: number | null, 
/**
 * Why the file does not hold all words, in a sentence for the person. The journal holds them.
 */
trouble: string | null, 
/**
 * The reason is that somebody else changed the file where the person changed the text. The conflict with
 * the key `draft:` and the draft's id is then to be settled.
 */
outside: boolean, 
/**
 * Edits by somebody else that were merged into the text just now. They change the text, and `sequence`
 * counts them.
 */
merged: MergedIn | null, };

/**
 * The results of a search.
 */
export type SearchResults = { 
/**
 * The query that these results belong to.
 */
query: string, 
/**
 * The number of documents that match.
 */
total: number, 
/**
 * More documents match than `total`, too many to rank. Those with the words in a title, thesis or name
 * come first.
 */
more: boolean, 
/**
 * The best matches.
 */
hits: Array<Hit>, 
/**
 * The responses to some questions are hidden for now, so there may be more.
 */
hides: boolean, };

/**
 * The result of settling a conflict.
 */
export type Settled = { 
/**
 * The argument of `undo`.
 */
undo: number, 
/**
 * The id of the draft whose text was settled, or that now holds the second text.
 */
draft: number | null, 
/**
 * The path of the file that was written, as shown to people.
 */
file: string, 
/**
 * The copy was removed.
 */
removedCopy: boolean, };

/**
 * A settled key of the front matter.
 */
export type SettledField = { 
/**
 * The key.
 */
key: string, 
/**
 * Its value.
 */
value: FieldValue, };

/**
 * A settled part.
 */
export type SettledPart = { 
/**
 * Its index in `parts` of the page, from 0.
 */
number: number, 
/**
 * Its text, which may have several paragraphs; empty to remove the part.
 */
text: string, };

/**
 * How a person settles a conflict. What is not listed stays as merged; everything in conflict must be
 * listed.
 */
export type Settlement = { 
/**
 * The settled keys of the front matter.
 */
fields: Array<SettledField>, 
/**
 * The settled parts.
 */
parts: Array<SettledPart>, 
/**
 * Whether to remove the sync engine's copy.
 */
removeCopy: boolean, };

/**
 * A folder of Syncthing.
 */
export type SharedFolder = { 
/**
 * The id: the argument of `stop_sharing`.
 */
id: string, 
/**
 * Its name as shown to people.
 */
label: string, 
/**
 * It is the open folder itself, not a larger folder around it.
 */
exact: boolean, 
/**
 * Its state.
 */
state: SharedState, 
/**
 * Why it has stopped, in Syncthing's words.
 */
trouble: string | null, 
/**
 * Changes travel in one direction only.
 */
oneWay: boolean, 
/**
 * Syncthing deletes older conflict copies when there are more than its settings allow.
 */
forgetsConflicts: boolean, 
/**
 * The number of files still to be received or deleted.
 */
comingFiles: number, 
/**
 * Their total size, in bytes.
 */
comingBytes: number, 
/**
 * Files that Syncthing could not sync; only the first few.
 */
problems: Array<SharedProblem>, 
/**
 * The number of conflict copies in the folder.
 */
conflicts: number, 
/**
 * The other devices that share it.
 */
peers: Array<Peer>, };

/**
 * A file that Syncthing could not sync.
 */
export type SharedProblem = { 
/**
 * Its path in the Syncthing folder.
 */
path: string, 
/**
 * The reason, in Syncthing's words.
 */
message: string, };

/**
 * The state of a shared folder.
 */
export type SharedState = "in-step" | "looking" | "fetching" | "paused" | "stopped";

/**
 * What is known of Syncthing on this computer, and of the open folder in it.
 */
export type Sharing = { "kind": "absent" } | { "kind": "unusable", 
/**
 * The reason, and what to do, in sentences.
 */
reason: string, } | { "kind": "present" } & SharingPage;

/**
 * What Syncthing reports.
 */
export type SharingPage = { 
/**
 * This computer.
 */
own: Device, 
/**
 * The Syncthing folder that is the open folder or contains it; none if the open folder is not shared.
 */
folder: SharedFolder | null, 
/**
 * The other devices that Syncthing knows and that do not have this folder.
 */
devices: Array<Device>, 
/**
 * Requests by other devices, and offers that concern this folder.
 */
offers: Array<Offer>, };

/**
 * Which of two texts has a piece.
 */
export type Side = "both" | "removed" | "added";

/**
 * What one of the two texts is.
 */
export type SideName = "yours" | "in-file" | "copy" | "above" | "below";

/**
 * A person who can sign.
 */
export type Signer = { 
/**
 * The slug that the person signs with.
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
 * Something that the page may show and that has changed: the page asks again for what it shows of it.
 */
export type Stale = { "kind": "everything" } | { "kind": "library" } | { "kind": "documents", 
/**
 * Their paths.
 */
paths: Array<string>, } | { "kind": "drafts" } | { "kind": "draft", 
/**
 * The draft's id.
 */
id: number, } | { "kind": "group-drafts" } | { "kind": "conflicts" } | { "kind": "news" } | { "kind": "records" } | { "kind": "activity" };

/**
 * A document that can be opened.
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
 * Light, dark, or the system's choice.
 */
export type Theme = "system" | "light" | "dark";

/**
 * The current day, by which due days are counted: in the folder's time zone if it names one.
 */
export type Today = { 
/**
 * `2021-05-24`
 */
day: string, 
/**
 * When the next day begins, ms since 1970.
 */
turns: number, };

/**
 * One change that a person made while writing.
 */
export type Typed = { "kind": "body", 
/**
 * The pieces, by their positions in the text before this change.
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
 * Why it is there: its question is not in the folder (as written, with similar slugs), or it names none.
 * None while it is being edited.
 */
because: string | null, };

/**
 * A document on the Unpublished list.
 */
export type Unpublished = { 
/**
 * The document.
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
 * True for a question, false for a response.
 */
isQuestion: boolean, 
/**
 * Why it is unread.
 */
why: Why, 
/**
 * The paths of the questions that a response belongs to.
 */
questions: Array<string>, 
/**
 * When its arrival or change was noticed, ms since 1970; 0 if that was before the person's first visit.
 */
at: number, 
/**
 * When the person last had it open, ms since 1970.
 */
read: number | null, 
/**
 * The changes since then can be shown.
 */
comparable: boolean, };

/**
 * All edits by somebody else in the text of a draft that the person has not seen.
 */
export type UnseenEdits = { 
/**
 * When the last of them was merged, ms since 1970.
 */
at: number, 
/**
 * The keys of the fields that they changed.
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
 * All news since the last visit, and what was unread before it.
 */
export type WhatIsNew = { 
/**
 * When the previous visit ended, ms since 1970; none in the first visit.
 */
since: number | null, 
/**
 * Questions and responses that are new or have changed since then; latest first.
 */
fresh: Array<NewsRow>, 
/**
 * What was already unread then; latest first.
 */
older: Array<NewsRow>, 
/**
 * What has left the folder since then; latest first.
 */
withdrawn: Array<GoneRow>, 
/**
 * Documents with a sync engine's conflict copy beside them.
 */
conflicts: Array<Target>, 
/**
 * The total numbers of `fresh`, `older`, `withdrawn` and `conflicts`: the lists themselves are limited
 * in length.
 */
totals: [number, number, number, number], };

/**
 * Which of the two whole texts to take.
 */
export type WholeSide = "mine" | "theirs";

/**
 * A folder that may be a known one at another path, or a copy of it.
 */
export type WhoseDrafts = { 
/**
 * Its path, as shown to people.
 */
place: string, 
/**
 * The paths of the folders whose drafts they may be, as shown to people.
 */
others: Array<string>, };

/**
 * Why something counts as unread.
 */
export type Why = "new" | "changed" | "marked";

/**
 * The state of the window, apart from the folder's content.
 */
export type WindowState = { 
/**
 * The open folder; none on the first-run page.
 */
folder: OpenFolder | null, 
/**
 * Folders opened before, latest first. The open folder is among them.
 */
recents: Array<Recent>, 
/**
 * Light, dark, or the system's choice.
 */
theme: Theme, 
/**
 * The text size in per cent of the normal size, 60 to 240.
 */
textSize: number, 
/**
 * `linux`, `macos` or `windows`: decides how keys are named.
 */
platform: string, 
/**
 * An error from before the page was there, such as a last folder that is missing. Reported once.
 */
trouble: WireError | null, 
/**
 * A folder that is opened only after the person has said whose drafts it gets. Reported once.
 */
whose: WhoseDrafts | null, 
/**
 * The program's version.
 */
version: string, 
/**
 * The desktop shows arrivals while the window does not have the focus.
 */
notify: boolean, };

/**
 * Why a command failed.
 */
export type WireError = { 
/**
 * The kind of error, on which the page may act.
 */
code: ErrorCode, 
/**
 * A text for the person: what happened, to which file, what is safe, and what to do.
 */
message: string, };

/**
 * The result of withdrawing a response.
 */
export type Withdrawn = { 
/**
 * The id of the draft that it has become.
 */
draft: number, 
/**
 * The argument of `undo`.
 */
undo: number, };

/**
 * The person as the author of drafts.
 */
export type WritingAs = { 
/**
 * The slug that the person signs with.
 */
slug: string, 
/**
 * The person as others see them.
 */
person: Person, 
/**
 * The first publishing will create a contributor's file from the profile.
 */
new: boolean, };

/**
 * A draft as the page holds it.
 */
export type Written = { 
/**
 * The fields beside the text.
 */
fields: DraftFields, 
/**
 * The text. Its lines end with line feeds only.
 */
body: string, };

/**
 * What each command answers.
 */
export type Answers = {
  window_state: WindowState;
  choose_folder: WindowState | null;
  open_recent: WindowState;
  forget_recent: WindowState;
  open_sample: WindowState;
  answer_whose: WindowState;
  let_go_of_folder: null;
  set_preferences: WindowState;
  offer_actions: null;
  stop_reading: null;
  go_on_reading: null;
  look_again: null;
  choose_from_menu: null;
  keep_dropped: string;
  keep_copied: string | null;
  selected_text: string | null;
  open_link: Followed;
  library: Library;
  today: Today;
  question: QuestionPage | null;
  response: ResponsePage | null;
  contributor: ContributorPage | null;
  unfiled: Array<Unfiled>;
  unpublished: Array<Unpublished>;
  problems: Array<ProblemRow>;
  search: SearchResults;
  activity: Array<ActivityEntry>;
  keep_note: null;
  records: Array<RecordRow>;
  left_response: number | null;
  kept_together: Array<KeptEntry>;
  kept_text: KeptPage;
  compare_kept: Comparison;
  put_back: PutBack;
  take_out: null;
  closing_heard: null;
  ready_to_close: null;
  drafts: Array<DraftRow>;
  group_drafts: Array<GroupDraft>;
  take_up_draft: number;
  start_draft: number;
  revise: number;
  open_draft: OpenedDraft;
  draft_standing: DraftStanding;
  type_draft: SaveState;
  bring_together: SaveState;
  save_draft: SaveState;
  close_draft: null;
  recover_draft: OpenedDraft;
  share_draft: string;
  discard_draft: null;
  bring_back_draft: null;
  drafts_put_away: Array<PutAwayRow>;
  preview: string;
  add_image: string;
  draft_versions: Array<VersionRow>;
  name_version: Array<VersionRow>;
  compare_version: Comparison;
  compare_recovery: Comparison;
  restore_version: OpenedDraft;
  plan_publishing: PublishPlan;
  publish: Published;
  plan_unpublishing: PublishPlan;
  unpublish: Withdrawn;
  quote: Quoted;
  quotes: Array<QuotedPassage>;
  hidden_by: Target | null;
  show_round: null;
  writing_as: WritingAs | null;
  signers: Array<Signer>;
  write_as: WritingAs;
  make_profile: WritingAs;
  languages: Array<Language>;
  misspelt: Array<string>;
  suggest_words: Array<string>;
  add_word: null;
  ignore_word: null;
  conflicts: Array<ConflictRow>;
  conflict: OpenedConflict | null;
  settle_conflict: Settled;
  settle_whole: Settled;
  keep_both: Settled;
  merge_seen: null;
  undo: null;
  news: News;
  what_is_new: WhatIsNew;
  mark_read: boolean;
  mark_unread: boolean;
  mark_all_read: MarkedRead;
  undo_marking: null;
  next_unread: Target | null;
  compare_read: Changes | null;
  set_notify: WindowState;
  sharing: Sharing;
  share_folder: Sharing;
  share_with: Sharing;
  admit_device: Sharing;
  accept_folder: Sharing;
  stop_sharing: Sharing;
};

export const commands = {
  /** Everything about the window that is not the folder's content. */
  windowState: () => invoke<WindowState>('window_state'),
  /** Shows the system's dialog and opens the folder that is chosen; null where none is. */
  chooseFolder: () => invoke<WindowState | null>('choose_folder'),
  /** Opens a folder that was opened before. */
  openRecent: (id: number) => invoke<WindowState>('open_recent', { id }),
  /** Takes a folder off the list of those that were opened before. */
  forgetRecent: (id: number) => invoke<WindowState>('forget_recent', { id }),
  /** Opens the sample that came with the program. */
  openSample: () => invoke<WindowState>('open_sample'),
  /** Opens the folder of `WindowState.whose` with the drafts of the other folder at that place in its list; null: with none. */
  answerWhose: (other: number | null) => invoke<WindowState>('answer_whose', { other }),
  /** The page has no words left for a folder that is not open any more. */
  letGoOfFolder: (folder: number) => invoke<null>('let_go_of_folder', { folder }),
  /** Chooses light or dark, and the size of text in per cent. */
  setPreferences: (theme: Theme, textSize: number) => invoke<WindowState>('set_preferences', { theme, textSize }),
  /** Which actions of the menu can be done now, the others being grey; whether there is something to copy, and to cut. */
  offerActions: (actions: Array<MenuAction>, copy: boolean, cut: boolean) => invoke<null>('offer_actions', { actions, copy, cut }),
  /** Stops a reading of many files that is under way. */
  stopReading: () => invoke<null>('stop_reading'),
  /** Continues a reading that was stopped. */
  goOnReading: () => invoke<null>('go_on_reading'),
  /** Has the whole folder looked at now. */
  lookAgain: () => invoke<null>('look_again'),
  /** Does what an item of the menu does, by its name there: for keys that the system did not know. */
  chooseFromMenu: (item: string) => invoke<null>('choose_from_menu', { item }),
  /** Copies a picture that was dropped on the window beside the draft, and gives its address for the text. */
  keepDropped: (number: number, index: number) => invoke<string>('keep_dropped', { number, index }),
  /** The same with the picture on the clipboard, where the page does not get it; null where there is none. */
  keepCopied: () => invoke<string | null>('keep_copied'),
  /** The text that is selected in any window, where a middle click pastes it; null where there is none. */
  selectedText: () => invoke<string | null>('selected_text'),
  /** Follows a link as it is written in the text of the document at `from`. */
  openLink: (from: string, href: string) => invoke<Followed>('open_link', { from, href }),
  /** The questions and the counts: the left column and the first page. */
  library: () => invoke<Library>('library'),
  /** The day by which people in this folder count. */
  today: () => invoke<Today>('today'),
  /** The page of a question; null where there is none at that path. */
  question: (path: string) => invoke<QuestionPage | null>('question', { path }),
  /** The page of a response; null where there is none at that path. */
  response: (path: string) => invoke<ResponsePage | null>('response', { path }),
  /** The page of a contributor; null where there is none at that path. */
  contributor: (path: string) => invoke<ContributorPage | null>('contributor', { path }),
  /** Responses whose question is not in the folder. */
  unfiled: () => invoke<Array<Unfiled>>('unfiled'),
  /** Documents that are marked as not published. */
  unpublished: () => invoke<Array<Unpublished>>('unpublished'),
  /** What the program could not make sense of. */
  problems: () => invoke<Array<ProblemRow>>('problems'),
  /** The documents that hold these words, the best first. */
  search: (query: string, limit: number) => invoke<SearchResults>('search', { query, limit }),
  /** What has happened since the program started, newest first. */
  activity: () => invoke<Array<ActivityEntry>>('activity'),
  /** Keeps a note that was shown among what has happened. */
  keepNote: (text: string, warning: boolean) => invoke<null>('keep_note', { text, warning }),
  /** Who did what in the folder, newest first. */
  records: (most: number) => invoke<Array<RecordRow>>('records', { most }),
  /** When the response with that short name left the folder; null where it never was here. */
  leftResponse: (slug: string) => invoke<number | null>('left_response', { slug }),
  /** The last texts of what left together. */
  keptTogether: (record: number) => invoke<Array<KeptEntry>>('kept_together', { record }),
  /** The last text of what left. */
  keptText: (id: number) => invoke<KeptPage>('kept_text', { id }),
  /** A kept text compared with the document at `path`, or with another kept text. */
  compareKept: (id: number, path: string | null, other: number | null) => invoke<Comparison>('compare_kept', { id, path, other }),
  /** Puts a kept text back into the folder, over nothing. */
  putBack: (id: number) => invoke<PutBack>('put_back', { id }),
  /** Takes out again what was put back. */
  takeOut: (id: number) => invoke<null>('take_out', { id }),
  /** The page knows that the window is to close, and sees to it. */
  closingHeard: () => invoke<null>('closing_heard'),
  /** Everything is sent: the window may close. */
  readyToClose: () => invoke<null>('ready_to_close'),
  /** The drafts that are not put away, the latest first. */
  drafts: () => invoke<Array<DraftRow>>('drafts'),
  /** The drafts that others share with the group, the latest first. */
  groupDrafts: () => invoke<Array<GroupDraft>>('group_drafts'),
  /** The number by which the shared draft at that path is opened. */
  takeUpDraft: (path: string) => invoke<number>('take_up_draft', { path }),
  /** Begins a draft in answer to the question, perhaps in reply to a response, and gives its number. */
  startDraft: (question: string | null, repliesTo: string | null, relation: string | null) => invoke<number>('start_draft', { question, repliesTo, relation }),
  /** Begins a new version of a published response, and gives its number. `not-yours` unless `yes` where others signed it. */
  revise: (path: string, yes: boolean) => invoke<number>('revise', { path, yes }),
  /** Opens a draft to be written in. */
  openDraft: (id: number) => invoke<OpenedDraft>('open_draft', { id }),
  /** What has become of a draft that cannot be opened. */
  draftStanding: (id: number) => invoke<DraftStanding>('draft_standing', { id }),
  /** Keeps a change; it is on the disk when this answers. */
  typeDraft: (folder: number, id: number, sequence: number, typed: Typed) => invoke<SaveState>('type_draft', { folder, id, sequence, typed }),
  /** After `out-of-step`: what the page and the program both had, and what the page has. Edits that do not touch are merged, and `merged` says what came into the page's text; others are a conflict. */
  bringTogether: (folder: number, id: number, base: Written, mine: Written) => invoke<SaveState>('bring_together', { folder, id, base, mine }),
  /** Writes the draft's file. */
  saveDraft: (folder: number, id: number) => invoke<SaveState>('save_draft', { folder, id }),
  /** Writes the draft's file, and closes the draft. */
  closeDraft: (folder: number, id: number) => invoke<null>('close_draft', { folder, id }),
  /** Restores, or discards, words that were kept when the program ended without saving them. */
  recoverDraft: (id: number, restore: boolean) => invoke<OpenedDraft>('recover_draft', { id, restore }),
  /** Moves a draft to the folder's place for drafts, and gives its path there. */
  shareDraft: (id: number) => invoke<string>('share_draft', { id }),
  /** Puts a draft away. */
  discardDraft: (id: number) => invoke<null>('discard_draft', { id }),
  /** Brings back a draft that was put away. */
  bringBackDraft: (id: number) => invoke<null>('bring_back_draft', { id }),
  /** The drafts that are put away, the last one first. */
  draftsPutAway: () => invoke<Array<PutAwayRow>>('drafts_put_away'),
  /** A text as HTML, as a reader will see it. */
  preview: (markdown: string) => invoke<string>('preview', { markdown }),
  /** Copies a picture beside the draft, and gives its address for the text. */
  addImage: (name: string, bytes: Array<number>) => invoke<string>('add_image', { name, bytes }),
  /** The versions of a draft, newest first. */
  draftVersions: (id: number) => invoke<Array<VersionRow>>('draft_versions', { id }),
  /** Keeps the draft as it is now, under a name. */
  nameVersion: (id: number, name: string) => invoke<Array<VersionRow>>('name_version', { id, name }),
  /** An older version compared with a later one, or with the draft as it is now. */
  compareVersion: (id: number, version: number, against: number | null) => invoke<Comparison>('compare_version', { id, version, against }),
  /** The file and those words compared. */
  compareRecovery: (id: number) => invoke<Comparison>('compare_recovery', { id }),
  /** Puts a version in the place of the draft's text, which is kept first. */
  restoreVersion: (id: number, version: number) => invoke<OpenedDraft>('restore_version', { id, version }),
  /** What publishing would change. `changed` where the draft's file does not hold what was saved last. */
  planPublishing: (id: number) => invoke<PublishPlan>('plan_publishing', { id }),
  /** Publishes a draft as it was shown. `changed` where the plan is not that one any more. */
  publish: (id: number, key: string) => invoke<Published>('publish', { id, key }),
  /** What taking a response back into a draft would change. */
  planUnpublishing: (path: string) => invoke<PublishPlan>('plan_unpublishing', { path }),
  /** Makes a response a draft again, as it was shown. `not-yours` unless `yes` where others signed it. */
  unpublish: (path: string, key: string, yes: boolean) => invoke<Withdrawn>('unpublish', { path, key, yes }),
  /** A passage as it is shown, with up to 32 characters on each side, quoted for a draft. */
  quote: (id: number, path: string, exact: string, before: string, after: string) => invoke<Quoted>('quote', { id, path, exact, before, after }),
  /** The passages that a draft quotes. */
  quotes: (id: number) => invoke<Array<QuotedPassage>>('quotes', { id }),
  /** The question for which this response is hidden; null where it is not. */
  hiddenBy: (path: string) => invoke<Target | null>('hidden_by', { path }),
  /** Shows the responses to this question before the person has published one, or no longer. */
  showRound: (path: string, shown: boolean) => invoke<null>('show_round', { path, shown }),
  /** Who the person writes as; null before that is chosen. */
  writingAs: () => invoke<WritingAs | null>('writing_as'),
  /** The contributors that can be chosen to sign. */
  signers: () => invoke<Array<Signer>>('signers'),
  /** Chooses who the person writes as. */
  writeAs: (slug: string) => invoke<WritingAs>('write_as', { slug }),
  /** Makes a profile, and has the person write as it. */
  makeProfile: (entries: ProfileEntries, photo: Array<number> | null, photoName: string | null) => invoke<WritingAs>('make_profile', { entries, photo, photoName }),
  /** The languages whose spelling can be checked. */
  languages: () => invoke<Array<Language>>('languages'),
  /** Those of the words that are misspelt. */
  misspelt: (id: number, language: string, words: Array<string>) => invoke<Array<string>>('misspelt', { id, language, words }),
  /** Other spellings for a word. */
  suggestWords: (language: string, word: string) => invoke<Array<string>>('suggest_words', { language, word }),
  /** Adds a word to the person's dictionary. */
  addWord: (language: string, word: string) => invoke<null>('add_word', { language, word }),
  /** Takes a word of that draft for right. */
  ignoreWord: (id: number, word: string) => invoke<null>('ignore_word', { id, word }),
  /** The open conflicts: of drafts, with sync programs' copies, and between git's marks. */
  conflicts: () => invoke<Array<ConflictRow>>('conflicts'),
  /** A conflict to be settled; null where it is settled. */
  conflict: (key: string) => invoke<OpenedConflict | null>('conflict', { key }),
  /** Settles a conflict part by part. `changed` where one of the texts is not what was shown: ask for it anew. */
  settleConflict: (folder: number, key: string, token: string, settlement: Settlement) => invoke<Settled>('settle_conflict', { folder, key, token, settlement }),
  /** Takes the whole of one text in the place of the other, which is kept. */
  settleWhole: (folder: number, key: string, token: string, side: WholeSide, removeCopy: boolean) => invoke<Settled>('settle_whole', { folder, key, token, side, removeCopy }),
  /** Makes a file of its own of each text. */
  keepBoth: (folder: number, key: string, token: string) => invoke<Settled>('keep_both', { folder, key, token }),
  /** The person has seen what came into the draft. */
  mergeSeen: (folder: number, id: number, at: number) => invoke<null>('merge_seen', { folder, id, at }),
  /** Undoes what was published, taken back or settled: every file has the very same bytes again. Refused where one was changed since. The folder is named where it may not be the open one. */
  undo: (undo: number, folder: number | null) => invoke<null>('undo', { undo, folder }),
  /** What is unread. */
  news: () => invoke<News>('news'),
  /** All that is new since the last visit. */
  whatIsNew: () => invoke<WhatIsNew>('what_is_new'),
  /** The document was on the screen for a moment and said `wording`; or, with null, is marked by hand. False where it says something else by now, and nothing was marked. */
  markRead: (path: string, wording: string | null) => invoke<boolean>('mark_read', { path, wording }),
  /** Marks a document as unread. */
  markUnread: (path: string) => invoke<boolean>('mark_unread', { path }),
  /** Marks all of a question as read; null: all of the folder. */
  markAllRead: (question: string | null) => invoke<MarkedRead>('mark_all_read', { question }),
  /** Undoes `mark_all_read`. */
  undoMarking: (undo: number) => invoke<null>('undo_marking', { undo }),
  /** The unread document after the one at that path; null: the first. */
  nextUnread: (from: string | null) => invoke<Target | null>('next_unread', { from }),
  /** What has changed since the person read the document; null where there is nothing to compare. */
  compareRead: (path: string) => invoke<Changes | null>('compare_read', { path }),
  /** Whether the desktop shows a notification of what arrives while the window is not looked at. */
  setNotify: (on: boolean) => invoke<WindowState>('set_notify', { on }),
  /** How Syncthing shares the folder. */
  sharing: () => invoke<Sharing>('sharing'),
  /** Makes the folder one of Syncthing's. */
  shareFolder: (label: string) => invoke<Sharing>('share_folder', { label }),
  /** Invites a device, by its ID as it was typed; `entry` where it is none. */
  shareWith: (device: string, name: string) => invoke<Sharing>('share_with', { device, name }),
  /** Connects with a device that asks to, and gives it the folder where that is shared. */
  admitDevice: (id: string) => invoke<Sharing>('admit_device', { id }),
  /** Receives a folder that is offered. */
  acceptFolder: (id: string, device: string) => invoke<Sharing>('accept_folder', { id, device }),
  /** Ends the sharing from this computer. No file is removed. */
  stopSharing: (id: string) => invoke<Sharing>('stop_sharing', { id }),
};
