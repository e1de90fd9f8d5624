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
 * Shows the system's dialog and opens what is chosen; null if nothing is. No arguments.
 */
choose_folder: WindowState | null, 
/**
 * `{ id }`
 */
open_recent: WindowState, 
/**
 * `{ id }`
 */
forget_recent: WindowState, 
/**
 * No arguments.
 */
open_sample: WindowState, 
/**
 * `{ theme, textSize }`
 */
set_preferences: WindowState, 
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
keep_note: null, };

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
 * What to tell above the text.
 */
notices: Array<Notice>, };

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
slug: string, };

/**
 * What kind of error it is.
 */
export type ErrorCode = "no-folder" | "folder-unusable" | "mirror" | "settings" | "browser" | "internal";

/**
 * What each event carries, by the event's name.
 */
export type Events = { 
/**
 * Another folder, other recents, theme or text size. With another folder: start at its library.
 */
window: WindowState, 
/**
 * Content has changed on disk.
 */
stale: Stale, 
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
 * Something has happened: ask for `activity` where it is shown.
 */
activity: null, };

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
reason: string, } | { "kind": "watching" } | { "kind": "stopped" } | { "kind": "gone-on" } | { "kind": "note", 
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
snippet: Array<SnippetPart>, };

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
 * What the person chose from the menu (or its key) and the page does.
 */
export type MenuAction = "back" | "forward" | "search" | "next-response" | "previous-response" | "keyboard-map" | "activity";

/**
 * Something to tell above a text: the last good version is shown, the text is cut, and so on.
 */
export type Notice = { 
/**
 * A problem's code, or `last-good`, `raw`, `unpublished`, `conflict-copy`.
 */
code: string, 
/**
 * One sentence.
 */
message: string, };

/**
 * The folder that is open.
 */
export type OpenFolder = { 
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
 * Screen 1: a question.
 */
export type QuestionPage = { 
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
missing: number, };

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
hits: Array<Hit>, };

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
 * What has become stale on the page: ask again for what is shown of it.
 */
export type Stale = { 
/**
 * All of it.
 */
everything: boolean, 
/**
 * The left column and the lists.
 */
library: boolean, 
/**
 * The pages of these documents, by path.
 */
documents: Array<string>, };

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
 * The program's version.
 */
version: string, };

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
