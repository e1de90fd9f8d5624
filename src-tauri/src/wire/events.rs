//! The events that are sent to the page without a request.

use std::sync::Arc;

use arguendo_core::pages::news::Arrivals;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FolderStatus, Progress, Stale, WindowState, WireError};

/// Where events are sent: to the page, or to a test.
pub type EventSink = Arc<dyn Fn(Event) + Send + Sync>;

/// An action of the page that the person chose from the menu or by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MenuAction {
    /// Go to the previous page.
    Back,
    /// Go to the next page.
    Forward,
    /// Go to the search field.
    Search,
    /// Go to the next response of the question.
    NextResponse,
    /// Go to the previous response of the question.
    PreviousResponse,
    /// Show the keys.
    KeyboardMap,
    /// Go to the list of what has happened.
    Activity,
    /// Start a response to the question on the page.
    NewDraft,
    /// Go to the list of drafts.
    Drafts,
    /// Insert the selected passage into a draft.
    Quote,
    /// Find and replace in the draft.
    FindReplace,
    /// Turn focus mode on or off: all paragraphs but the current one are dimmed.
    FocusMode,
    /// Turn typewriter mode on or off: the current line stays at half height.
    Typewriter,
    /// Save the present text of the draft as a named version.
    SaveVersion,
    /// Show what publishing will change.
    Publish,
    /// Copy the selected passage with its source.
    CopyCitation,
    /// Show the draft's versions.
    Versions,
    /// Show the draft as a reader will see it, or stop that.
    Preview,
    /// Show the draft's sources, or hide them.
    Sources,
    /// Go to the news.
    News,
    /// Go to the next unread document.
    NextUnread,
    /// Mark a document as read or unread: the one on the page, or the one whose card has the focus.
    ToggleRead,
    /// Mark everything about the question on the page as read; without a question, everything in the folder.
    MarkAllRead,
}

/// Files were dropped on the window.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Dropped {
    /// The number of this drop: the argument of `keep_dropped`.
    pub number: u32,
    /// The number of files.
    pub count: usize,
    /// The position from the left of the page, in the page's pixels.
    pub left: f64,
    /// The position from the top of the page, in the page's pixels.
    pub top: f64,
}

/// An event that the page has not asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// See [`Events::window`]; the fields there describe the other events too.
    Window(Box<WindowState>),
    /// What the page must ask for again.
    Stale(Vec<Stale>),
    /// The progress of the first reading; none when it has ended.
    Progress(Option<Progress>),
    /// The state of the folder.
    Status(FolderStatus),
    /// A menu action was chosen.
    Menu(MenuAction),
    /// Something failed.
    Failed(WireError),
    /// The window is about to close.
    Closing,
    /// Documents arrived just now.
    Arrived(Arrivals),
    /// Files were dropped.
    Dropped(Dropped),
}

impl Event {
    /// The name under which the page listens for it: a field of [`Events`].
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

/// The value that each event carries, by the event's name.
#[derive(TS)]
pub struct Events {
    /// The folder, the recent folders, the theme or the text size has changed. With another folder, the page
    /// starts at its library.
    pub window: WindowState,
    /// A change on disk or by a command has made this stale: the page asks again for what it shows of it.
    /// Comes before the command's answer.
    pub stale: Vec<Stale>,
    /// The progress of the first reading of a folder; null at its end.
    pub progress: Option<Progress>,
    /// The folder's status has changed.
    pub status: FolderStatus,
    /// A menu action was chosen.
    pub menu: MenuAction,
    /// Something that the page did not ask for has failed, such as opening a dropped folder.
    pub failed: WireError,
    /// The window is about to close. The page must call `closing_heard` at once, send what it has not sent,
    /// and then call `ready_to_close`, unless the person wants to stay.
    pub closing: (),
    /// Documents arrived just now, for the desktop notification.
    pub arrived: Arrivals,
    /// Files were dropped. If they were dropped on a text, the page calls `keep_dropped`.
    pub dropped: Dropped,
}
