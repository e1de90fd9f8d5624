//! The events that the page gets without having asked.

use std::sync::Arc;

use arguendo_core::pages::news::Arrivals;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FolderStatus, Progress, Stale, WindowState, WireError};

/// Where events go: to the page, or to a test.
pub type EventSink = Arc<dyn Fn(Event) + Send + Sync>;

/// What the person chose from the menu (or its key) and the page does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MenuAction {
    /// To the page before.
    Back,
    /// To the page after.
    Forward,
    /// To the search field.
    Search,
    /// To the next response of the question.
    NextResponse,
    /// To the response before it.
    PreviousResponse,
    /// Show the keys.
    KeyboardMap,
    /// To the list of what has happened.
    Activity,
    /// Begin a response to the question that is shown.
    NewDraft,
    /// To the list of drafts.
    Drafts,
    /// Put the selected passage into a draft.
    Quote,
    /// Find and replace in the draft.
    FindReplace,
    /// Show the paragraph that is written in, and the rest faintly; or no longer.
    FocusMode,
    /// Keep the line that is written in at half height; or no longer.
    Typewriter,
    /// Keep the draft as it is now, under a name.
    SaveVersion,
    /// Show what publishing will change.
    Publish,
    /// Copy the selected passage with its source.
    CopyCitation,
    /// Show the draft's versions.
    Versions,
    /// Show the draft as a reader will see it, or no longer.
    Preview,
    /// Show the draft's sources, or no longer.
    Sources,
    /// To all that is new.
    News,
    /// To the next document that is unread.
    NextUnread,
    /// Mark the document that is shown, or whose card has the focus, as read, or as unread.
    ToggleRead,
    /// Mark all of the question that is shown as read, or all of the folder where none is.
    MarkAllRead,
}

/// Files were dropped on the window.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Dropped {
    /// The number of this drop, for `keep_dropped`.
    pub number: u32,
    /// How many files.
    pub count: usize,
    /// Where, in the page's pixels.
    pub left: f64,
    /// From the page's top.
    pub top: f64,
}

/// Something that the page gets without having asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// See [`Events::window`]; so for the others.
    Window(Box<WindowState>),
    /// What to ask again.
    Stale(Vec<Stale>),
    /// How far the first reading is; none when it is over.
    Progress(Option<Progress>),
    /// The state of the folder.
    Status(FolderStatus),
    /// What was chosen from the menu.
    Menu(MenuAction),
    /// What has failed.
    Failed(WireError),
    /// The window is about to close.
    Closing,
    /// Documents came at this moment.
    Arrived(Arrivals),
    /// Files were dropped.
    Dropped(Dropped),
}

impl Event {
    /// The name that the page listens for: a field of [`Events`].
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Window(_) => "window",
            Self::Stale(_) => "stale",
            Self::Progress(_) => "progress",
            Self::Status(_) => "status",
            Self::Menu(_) => "menu",
            Self::Failed(_) => "failed",
            Self::Closing => "closing",
            Self::Arrived(_) => "arrived",
            Self::Dropped(_) => "dropped",
        }
    }
}

/// What each event carries, by the event's name.
#[derive(TS)]
pub struct Events {
    /// Another folder, other recents, theme or text size. With another folder: start at its library.
    pub window: WindowState,
    /// A change, on disk or by a command, has made this stale: ask again for what is shown of it. Comes before
    /// the command answers.
    pub stale: Vec<Stale>,
    /// The first reading of a folder goes on; null at its end.
    pub progress: Option<Progress>,
    /// The folder's status has changed.
    pub status: FolderStatus,
    /// Something was chosen from the menu.
    pub menu: MenuAction,
    /// Something that was not asked by the page, such as opening a dropped folder, has failed.
    pub failed: WireError,
    /// The window is to close: call `closing_heard` at once, send what has not been sent, then call `ready_to_close`, unless the
    /// person would rather stay.
    pub closing: (),
    /// Documents came at this moment, for the desktop's notice of them.
    pub arrived: Arrivals,
    /// Files were dropped: ask for `keep_dropped` where they fell on a text.
    pub dropped: Dropped,
}
