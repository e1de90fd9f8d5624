//! What the page can ask for, and what it is answered.

use arguendo_core::desk::versions::VersionRow;
use arguendo_core::pages::conflicts::{ConflictRow, Settled};
use arguendo_core::pages::drafts::{
    DraftRow, Kept, PublishPlan, Published, PutAwayRow, QuotedPassage, Signer, Withdrawn, WritingAs,
};
use arguendo_core::pages::group::GroupDraft;
use arguendo_core::pages::news::{Changes, MarkedRead, News, WhatIsNew};
use arguendo_core::pages::records::{KeptEntry, KeptPage, PutBack, RecordRow};
use arguendo_core::pages::sharing::Sharing;
use arguendo_core::pages::{
    ContributorPage, Library, ProblemRow, QuestionPage, ResponsePage, SearchResults, Target, Today, Unfiled,
    Unpublished,
};
use arguendo_text::diff::Comparison;
use ts_rs::TS;

use super::{
    ActivityEntry, DraftStanding, Followed, Language, OpenedConflict, OpenedDraft, Quoted, WindowState,
};

/// What each command answers, by the command's name.
#[derive(TS)]
pub struct Answers {
    /// No arguments.
    pub window_state: WindowState,
    /// `{ item }`: does what an item of the menu does, by its name there. For keys that the system did not know.
    pub choose_from_menu: (),
    /// Shows the system's dialog and opens what is chosen; null if nothing is. No arguments.
    pub choose_folder: Option<WindowState>,
    /// `{ id }`
    pub open_recent: WindowState,
    /// `{ other }`: opens the folder of `WindowState.whose` with the drafts of the other one of that place in the list; null: with none.
    pub answer_whose: WindowState,
    /// `{ id }`
    pub forget_recent: WindowState,
    /// `{ folder }`: the page has no words left for a folder that is not open any more.
    pub let_go_of_folder: (),
    /// No arguments.
    pub open_sample: WindowState,
    /// `{ theme, textSize }`
    pub set_preferences: WindowState,
    /// `{ actions, copy, cut }`: what the menu can do now; all else in it that the page does is grey. Whether there is something to copy,
    /// or to cut.
    pub offer_actions: (),
    /// Stops a reading of many files that is on its way. No arguments.
    pub stop_reading: (),
    /// Goes on with a reading that was stopped. No arguments.
    pub go_on_reading: (),
    /// No arguments.
    pub library: Library,
    /// The day by which people in this folder count. No arguments.
    pub today: Today,
    /// `{ path }`; null if there is no such question.
    pub question: Option<QuestionPage>,
    /// `{ path }`; null if there is no such response.
    pub response: Option<ResponsePage>,
    /// `{ path }`; null if there is no such contributor.
    pub contributor: Option<ContributorPage>,
    /// No arguments.
    pub unfiled: Vec<Unfiled>,
    /// No arguments.
    pub unpublished: Vec<Unpublished>,
    /// No arguments.
    pub problems: Vec<ProblemRow>,
    /// `{ query, limit }`
    pub search: SearchResults,
    /// `{ from, href }`: the page's path, if it is a document's, and the link as it is in the text.
    pub open_link: Followed,
    /// What has happened since the program started, newest first. No arguments.
    pub activity: Vec<ActivityEntry>,
    /// `{ text, warning }`: keeps a note that was shown among what has happened.
    pub keep_note: (),
    /// `{ most }`: who did what in the folder, newest first.
    pub records: Vec<RecordRow>,
    /// `{ record }`: the last texts of what left together.
    pub kept_together: Vec<KeptEntry>,
    /// When the response that is called so left the folder; none where it never was here.
    #[ts(type = "number | null")]
    pub left_response: Option<i64>,
    /// `{ id }`: the last text of what left.
    pub kept_text: KeptPage,
    /// `{ id, path, other }`: compared with the document at `path`, or with another kept text.
    pub compare_kept: Comparison,
    /// `{ id }`: puts the text back into the folder, over nothing.
    pub put_back: PutBack,
    /// `{ id }`: takes it out again.
    pub take_out: (),
    /// Looks at the whole folder now. No arguments.
    pub look_again: (),
    /// The page has heard that the window is to close, and sees to it. No arguments.
    pub closing_heard: (),
    /// Everything is sent: the window may close. No arguments.
    pub ready_to_close: (),

    /// The drafts that are not put away, the latest first. No arguments.
    pub drafts: Vec<DraftRow>,
    /// The drafts that others share with the group, the latest first. No arguments.
    pub group_drafts: Vec<GroupDraft>,
    /// `{ path }`: the number by which the shared draft at that path is opened.
    #[ts(type = "number")]
    pub take_up_draft: i64,
    /// `{ question, repliesTo, relation }`, paths: begins a draft, and gives its number.
    #[ts(type = "number")]
    pub start_draft: i64,
    /// `{ path, yes }`: begins a new version of a published response. `not-yours` unless `yes` where others signed it.
    #[ts(type = "number")]
    pub revise: i64,
    /// `{ id }`: begins a session.
    pub open_draft: OpenedDraft,
    /// `{ id }`: what has become of a draft that cannot be opened.
    pub draft_standing: DraftStanding,
    /// `{ folder, id, sequence, typed }`: keeps a change; it is on the disk when this answers.
    pub type_draft: Kept,
    /// `{ folder, id, base, mine }`: after `out-of-step`. What the page and the program both had, and what the page has. Edits that
    /// do not touch come together; `merged` says what came into the page's text. Others are a conflict.
    pub bring_together: Kept,
    /// `{ folder, id }`: writes the file.
    pub save_draft: Kept,
    /// `{ folder, id }`: writes the file and ends the session.
    pub close_draft: (),
    /// `{ id, restore }`: what becomes of the words of a session that ended without its last save.
    pub recover_draft: OpenedDraft,
    /// `{ id }`: the file and those words compared.
    pub compare_recovery: Comparison,
    /// `{ id }`, newest first.
    pub draft_versions: Vec<VersionRow>,
    /// `{ id, name }`: keeps the draft as it is now.
    pub name_version: Vec<VersionRow>,
    /// `{ id, version, against }`: an older version and a later one, or the draft as it is now.
    pub compare_version: Comparison,
    /// `{ id, version }`: what is there now is kept first.
    pub restore_version: OpenedDraft,
    /// `{ id }`: moves it to the folder's place for drafts, and gives its path there. Ends its session.
    pub share_draft: String,
    /// `{ id }`: puts it away.
    pub discard_draft: (),
    /// `{ id }`: after `discard_draft`.
    pub bring_back_draft: (),
    /// The drafts that are put away, the last one first. No arguments.
    pub drafts_put_away: Vec<PutAwayRow>,
    /// `{ markdown }`: the text as HTML, as a reader will see it.
    pub preview: String,
    /// `{ name, bytes }`: copies a picture beside the draft, and gives the address for the text.
    pub add_image: String,
    /// `{ number, index }`: the same with a file that was dropped.
    pub keep_dropped: String,
    /// The same with the picture on the clipboard, where the page does not get it; null where there is none. No arguments.
    pub keep_copied: Option<String>,
    /// The text that is selected in any window, where a middle click pastes it; null where there is none. No arguments.
    pub selected_text: Option<String>,

    /// `{ id }`: `changed` where the draft's file does not hold what `save_draft` last reported.
    pub plan_publishing: PublishPlan,
    /// `{ id, key }`: `changed` where the plan is not that one any more.
    pub publish: Published,
    /// `{ path }`
    pub plan_unpublishing: PublishPlan,
    /// `{ path, key, yes }`
    pub unpublish: Withdrawn,
    /// `{ undo }`
    pub undo_publishing: (),

    /// `{ id, path, exact, before, after }`: a passage as it is shown, and up to 32 characters on each side.
    pub quote: Quoted,
    /// `{ id }`
    pub quotes: Vec<QuotedPassage>,

    /// `{ path }`: the question for which this response is hidden; null if it is not.
    pub hidden_by: Option<Target>,
    /// `{ path, shown }`: shows the responses to this question before the person has published one, or no longer.
    pub show_round: (),

    /// Who the person writes as; null before it is chosen. No arguments.
    pub writing_as: Option<WritingAs>,
    /// The contributors that can be chosen. No arguments.
    pub signers: Vec<Signer>,
    /// `{ slug }`
    pub write_as: WritingAs,
    /// `{ entries, photo, photoName }`
    pub make_profile: WritingAs,

    /// No arguments.
    pub languages: Vec<Language>,
    /// `{ id, language, words }`: those that are wrong.
    pub misspelt: Vec<String>,
    /// `{ language, word }`
    pub suggest_words: Vec<String>,
    /// `{ language, word }`
    pub add_word: (),
    /// `{ id, word }`
    pub ignore_word: (),

    /// The open conflicts: of drafts, with sync engines' copies, between git's marks. No arguments.
    pub conflicts: Vec<ConflictRow>,
    /// `{ key }`; null where it is settled.
    pub conflict: Option<OpenedConflict>,
    /// `{ folder, key, token, settlement }`: `changed` where one of the texts is not what was shown: ask for it anew. Both texts are in
    /// the versions.
    pub settle_conflict: Settled,
    /// `{ folder, key, token, side, removeCopy }`: one text takes the place of the other, which is kept: for those that cannot be settled
    /// by parts, and for whoever wants the whole of one.
    pub settle_whole: Settled,
    /// `{ folder, key, token }`: both become files of their own.
    pub keep_both: Settled,
    /// `{ folder, undo }`: every file has the very same bytes again; not where one was changed since.
    pub undo_settlement: (),
    /// `{ folder, id }`: the person has seen what came into her draft.
    pub merge_seen: (),
    /// What is unread. No arguments.
    pub news: News,
    /// All news since the last visit. No arguments.
    pub what_is_new: WhatIsNew,
    /// `{ path, wording }`: the document was on the screen for a moment and said that; or, with null, is marked by hand.
    /// False where it says something else by now: nothing was marked.
    pub mark_read: bool,
    /// `{ path }`
    pub mark_unread: bool,
    /// `{ question }`: a path; null for all of the folder.
    pub mark_all_read: MarkedRead,
    /// `{ undo }`: after `mark_all_read`.
    pub undo_marking: (),
    /// `{ from }`: a path, or null: the unread document after it.
    pub next_unread: Option<Target>,
    /// `{ path }`: what has changed since the person read it; null where there is nothing to compare.
    pub compare_read: Option<Changes>,
    /// `{ on }`: whether the desktop shows what arrives while the window is not looked at.
    pub set_notify: WindowState,
    /// How Syncthing shares the folder. No arguments.
    pub sharing: Sharing,
    /// `{ label }`: makes the folder one of Syncthing's.
    pub share_folder: Sharing,
    /// `{ device, name }`: a device ID as it was typed; `entry` where it is none.
    pub share_with: Sharing,
    /// `{ id }`: a device that asks to connect is known from now on, and has the folder where that is shared.
    pub admit_device: Sharing,
    /// `{ id, device }`: receives a folder that is offered.
    pub accept_folder: Sharing,
    /// `{ id }`: no file goes.
    pub stop_sharing: Sharing,
}
