//! What the page can ask for. A command checks nothing and decides nothing: it passes one question on, on a thread
//! where it may take its time. A document's path is only ever looked up in the mirror, never made into a file's path.

pub mod activity;
mod blocking;
pub mod closing;
pub mod conflicts;
pub mod drafts;
pub mod folder;
pub mod link;
pub mod news;
pub mod operations;
pub mod publishing;
pub mod quoting;
pub mod reading;
pub mod records;
pub mod rounds;
pub mod sharing;
pub mod signing;
pub mod spelling;
#[cfg(test)]
mod tests;
pub mod versions;
pub mod window;

use tauri::Runtime;
use tauri::ipc::Invoke;

/// Makes of the list of commands what hears them, and the page's way to ask each: its name, docs, arguments and answer are
/// those of the function.
macro_rules! commands {
    ($($module:ident: $($name:ident),+;)+) => {
        /// Hears every command.
        pub fn all<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($($module::$name),+),+]
        }

        /// The page's types, and its way to ask every command.
        #[cfg(test)]
        pub fn typescript() -> crate::wire::Typescript {
            let mut typescript = crate::wire::Typescript::with_events();
            $(
                let source = include_str!(concat!("commands/", stringify!($module), ".rs"));
                $(typescript.command(stringify!($name), source, &$module::$name::<tauri::Wry>);)+
            )+
            typescript
        }
    };
}

commands! {
    folder: window_state, choose_folder, open_recent, forget_recent, open_sample, answer_whose,
        let_go_of_folder, set_preferences, offer_actions, stop_reading, go_on_reading, look_again;
    window: choose_from_menu, keep_dropped, keep_copied, selected_text;
    link: open_link;
    reading: library, today, question, response, contributor, unfiled, unpublished, problems, search;
    activity: activity, keep_note;
    records: records, left_response, kept_together, kept_text, compare_kept, put_back, take_out;
    closing: closing_heard, ready_to_close;
    drafts: drafts, group_drafts, take_up_draft, start_draft, revise, open_draft, draft_standing,
        type_draft, bring_together, save_draft, close_draft, recover_draft, share_draft, discard_draft,
        bring_back_draft, drafts_put_away, preview, add_image;
    versions: draft_versions, name_version, compare_version, compare_recovery, restore_version;
    publishing: plan_publishing, publish, plan_unpublishing, unpublish;
    quoting: quote, quotes;
    rounds: hidden_by, show_round;
    signing: writing_as, signers, write_as, make_profile;
    spelling: languages, misspelt, suggest_words, add_word, ignore_word;
    conflicts: conflicts, conflict, settle_conflict, settle_whole, keep_both, merge_seen;
    operations: undo;
    news: news, what_is_new, mark_read, mark_unread, mark_all_read, undo_marking, next_unread,
        compare_read, set_notify;
    sharing: sharing, share_folder, share_with, admit_device, accept_folder, stop_sharing;
}
