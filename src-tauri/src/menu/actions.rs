//! The menu items that the page executes: their names, labels and keys.

use crate::wire::MenuAction;

/// On macOS, keys and positions of items follow Apple's rules.
pub(super) const MAC: bool = cfg!(target_os = "macos");

/// The actions of the page.
pub const ACTIONS: [MenuAction; 23] = [
    MenuAction::Back,
    MenuAction::Forward,
    MenuAction::Search,
    MenuAction::NextResponse,
    MenuAction::PreviousResponse,
    MenuAction::KeyboardMap,
    MenuAction::Activity,
    MenuAction::NewDraft,
    MenuAction::Drafts,
    MenuAction::Quote,
    MenuAction::FindReplace,
    MenuAction::FocusMode,
    MenuAction::Typewriter,
    MenuAction::SaveVersion,
    MenuAction::Publish,
    MenuAction::CopyCitation,
    MenuAction::Versions,
    MenuAction::Preview,
    MenuAction::Sources,
    MenuAction::News,
    MenuAction::NextUnread,
    MenuAction::ToggleRead,
    MenuAction::MarkAllRead,
];

/// An action's id, label and key.
pub fn face(action: MenuAction) -> (&'static str, &'static str, Option<&'static str>) {
    match action {
        MenuAction::Back => ("back", "&Back", Some(if MAC { "Cmd+[" } else { "Alt+Left" })),
        MenuAction::Forward => (
            "forward",
            "&Forward",
            Some(if MAC { "Cmd+]" } else { "Alt+Right" }),
        ),
        MenuAction::Search => ("search", "&Search", Some("CmdOrCtrl+Shift+F")),
        MenuAction::NextResponse => ("next-response", "&Next Response", None),
        MenuAction::PreviousResponse => ("previous-response", "&Previous Response", None),
        MenuAction::KeyboardMap => ("keyboard-map", "&Keyboard Map", Some("F1")),
        MenuAction::Activity => ("activity", "A&ctivity", None),
        MenuAction::NewDraft => ("new-draft", "&Draft a Response", Some("CmdOrCtrl+D")),
        MenuAction::Drafts => ("drafts", "&All Drafts", Some("CmdOrCtrl+Shift+D")),
        MenuAction::Quote => ("quote", "&Quote in My Draft", None),
        MenuAction::FindReplace => ("find-replace", "Find and &Replace…", None),
        MenuAction::FocusMode => ("focus-mode", "&Focus on the Paragraph", None),
        MenuAction::Typewriter => ("typewriter", "&Typewriter Scrolling", None),
        MenuAction::SaveVersion => ("save-version", "&Save a Version…", Some("CmdOrCtrl+Shift+S")),
        MenuAction::Publish => ("publish", "&Publish…", Some("CmdOrCtrl+Shift+Enter")),
        MenuAction::CopyCitation => ("copy-citation", "&Copy with Citation", None),
        MenuAction::Versions => ("versions", "&Versions", None),
        MenuAction::Preview => ("preview", "Pre&view", None),
        MenuAction::Sources => ("sources", "S&ources", None),
        MenuAction::News => ("news", "&What is New", None),
        MenuAction::NextUnread => ("next-unread", "Next &Unread", None),
        MenuAction::ToggleRead => ("toggle-read", "Mark as &Read or Unread", None),
        MenuAction::MarkAllRead => ("mark-all-read", "Mark &All as Read", None),
    }
}
