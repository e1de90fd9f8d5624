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

/// Every command, by the name that `wire::Answers` gives it.
pub fn all<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        folder::window_state,
        window::choose_from_menu,
        folder::choose_folder,
        folder::open_recent,
        folder::forget_recent,
        folder::open_sample,
        folder::answer_whose,
        folder::let_go_of_folder,
        folder::set_preferences,
        folder::offer_actions,
        folder::stop_reading,
        folder::go_on_reading,
        link::open_link,
        reading::library,
        reading::today,
        reading::question,
        reading::response,
        reading::contributor,
        reading::unfiled,
        reading::unpublished,
        reading::problems,
        reading::search,
        activity::activity,
        activity::keep_note,
        records::records,
        records::left_response,
        records::kept_together,
        records::kept_text,
        records::compare_kept,
        records::put_back,
        records::take_out,
        folder::look_again,
        closing::closing_heard,
        closing::ready_to_close,
        drafts::drafts,
        drafts::group_drafts,
        drafts::take_up_draft,
        drafts::start_draft,
        drafts::revise,
        drafts::open_draft,
        drafts::draft_standing,
        drafts::type_draft,
        drafts::bring_together,
        drafts::save_draft,
        drafts::close_draft,
        drafts::recover_draft,
        drafts::share_draft,
        drafts::discard_draft,
        drafts::bring_back_draft,
        drafts::drafts_put_away,
        drafts::preview,
        drafts::add_image,
        window::keep_dropped,
        window::keep_copied,
        window::selected_text,
        versions::draft_versions,
        versions::name_version,
        versions::compare_version,
        versions::compare_recovery,
        versions::restore_version,
        publishing::plan_publishing,
        publishing::publish,
        publishing::plan_unpublishing,
        publishing::unpublish,
        publishing::undo_publishing,
        quoting::quote,
        quoting::quotes,
        rounds::hidden_by,
        rounds::show_round,
        signing::writing_as,
        signing::signers,
        signing::write_as,
        signing::make_profile,
        spelling::languages,
        spelling::misspelt,
        spelling::suggest_words,
        spelling::add_word,
        spelling::ignore_word,
        conflicts::conflicts,
        conflicts::conflict,
        conflicts::settle_conflict,
        conflicts::settle_whole,
        conflicts::keep_both,
        conflicts::undo_settlement,
        conflicts::merge_seen,
        news::news,
        news::what_is_new,
        news::mark_read,
        news::mark_unread,
        news::mark_all_read,
        news::undo_marking,
        news::next_unread,
        news::compare_read,
        news::set_notify,
        sharing::sharing,
        sharing::share_folder,
        sharing::share_with,
        sharing::admit_device,
        sharing::accept_folder,
        sharing::stop_sharing,
    ]
}
