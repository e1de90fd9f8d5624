//! The native menu. The program does here what it can do by itself; everything else is sent to the page as a
//! `MenuAction`.
//!
//! The keys in this menu belong to it, and the page must not handle them too:
//!
//! | key (⌘ for Ctrl on macOS) | does |
//! |---|---|
//! | Ctrl+Shift+O, Ctrl+Q | Open Folder, Quit |
//! | Ctrl+=, Ctrl+-, Ctrl+0 | text larger, smaller, normal |
//! | Alt+←, Alt+→ (macOS ⌘[, ⌘]) | `back`, `forward` |
//! | Ctrl+Shift+F | `search` |
//! | F1 | `keyboard-map` |
//! | Ctrl+D, Ctrl+Shift+D | `new-draft`, `drafts` |
//! | Ctrl+Shift+S, Ctrl+Shift+Enter | `save-version`, `publish` |
//!
//! If the only keyboard layout is of another script, GTK recognises no keys but the arrows, F1 and Enter.
//! Then the page chooses by the position of the key (`menu-keys.ts`).
//!
//! The page handles all other keys: J, K, N, M, ?, F6, Ctrl+F, the text size keys by other names (Ctrl with +
//! or on the number pad), and all editing keys. Next and Previous Response, and the items about reading, are
//! in the menu without a key, because a single letter there would be lost to text fields.

mod actions;

use tauri::menu::{
    AboutMetadata, CheckMenuItem, IsMenuItem, Menu, MenuItem, MenuItemKind, PredefinedMenuItem, Submenu,
};
use tauri::{AppHandle, Runtime};

use self::actions::MAC;
pub use self::actions::{ACTIONS, face};
use crate::settings::Remembered;
use crate::wire::{MenuAction, Theme};

/// The menu items for the themes: name, label, theme.
pub const THEMES: [(&str, &str, Theme); 3] = [
    ("theme-system", "As the &System", Theme::System),
    ("theme-light", "&Light", Theme::Light),
    ("theme-dark", "&Dark", Theme::Dark),
];

/// The whole menu, as it is before a folder is opened.
///
/// # Errors
/// An error of the system.
pub fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let menu = Menu::new(app)?;
    if MAC {
        menu.append(&program_menu(app)?)?;
    }
    menu.append_items(&[
        &file_menu(app)?,
        &edit_menu(app)?,
        &view_menu(app)?,
        &go_menu(app)?,
        &draft_menu(app)?,
    ])?;
    let help = submenu(
        app,
        "help",
        "&Help",
        &[
            &action(app, MenuAction::KeyboardMap)?,
            &action(app, MenuAction::Activity)?,
        ],
    )?;
    if !MAC {
        help.append_items(&[&separator(app)?, &about(app)?])?;
    }
    menu.append(&help)?;
    Ok(menu)
}

fn program_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    submenu(
        app,
        "program",
        "Arguendo",
        &[
            &about(app)?,
            &separator(app)?,
            &PredefinedMenuItem::services(app, None)?,
            &separator(app)?,
            &PredefinedMenuItem::hide(app, None)?,
            &PredefinedMenuItem::hide_others(app, None)?,
            &PredefinedMenuItem::show_all(app, None)?,
            &separator(app)?,
            &item(app, "quit", "Quit Arguendo", Some("Cmd+Q"))?,
        ],
    )
}

fn file_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    let file = submenu(
        app,
        "file",
        "&File",
        &[
            &item(app, "open-folder", "&Open Folder…", Some("CmdOrCtrl+Shift+O"))?,
            &submenu(app, "recents", "Open &Recent", &[])?,
            &item(app, "open-sample", "Open the &Sample", None)?,
            &separator(app)?,
        ],
    )?;
    if MAC {
        file.append(&PredefinedMenuItem::close_window(app, None)?)?;
    } else {
        file.append(&item(app, "quit", "&Quit", Some("CmdOrCtrl+Q"))?)?;
    }
    Ok(file)
}

/// The Edit menu. On Linux the ready-made items send key strokes through X11 and do nothing under Wayland, so
/// the web engine is asked instead.
fn edit_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    if cfg!(target_os = "linux") {
        return submenu(
            app,
            "edit",
            "&Edit",
            &[
                &item(app, "edit-undo", "&Undo", None)?,
                &item(app, "edit-redo", "&Redo", None)?,
                &separator(app)?,
                &item(app, "edit-cut", "Cu&t", None)?,
                &item(app, "edit-copy", "&Copy", None)?,
                &item(app, "edit-paste", "&Paste", None)?,
                &item(app, "edit-select-all", "Select &All", None)?,
            ],
        );
    }
    submenu(
        app,
        "edit",
        "&Edit",
        &[
            &PredefinedMenuItem::undo(app, None)?,
            &PredefinedMenuItem::redo(app, None)?,
            &separator(app)?,
            &PredefinedMenuItem::cut(app, None)?,
            &PredefinedMenuItem::copy(app, None)?,
            &PredefinedMenuItem::paste(app, None)?,
            &PredefinedMenuItem::select_all(app, None)?,
        ],
    )
}

fn view_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    let themes = submenu(app, "themes", "T&heme", &[])?;
    for (id, label, theme) in THEMES {
        let chosen = theme == Theme::System;
        themes.append(&CheckMenuItem::with_id(
            app,
            id,
            label,
            true,
            chosen,
            None::<&str>,
        )?)?;
    }
    submenu(
        app,
        "view",
        "&View",
        &[
            &item(app, "text-larger", "Text &Larger", Some("CmdOrCtrl+="))?,
            &item(app, "text-smaller", "Text &Smaller", Some("CmdOrCtrl+-"))?,
            &item(app, "text-normal", "Text &Normal", Some("CmdOrCtrl+0"))?,
            &separator(app)?,
            &themes,
        ],
    )
}

fn go_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    submenu(
        app,
        "go",
        "&Go",
        &[
            &action(app, MenuAction::Back)?,
            &action(app, MenuAction::Forward)?,
            &separator(app)?,
            &action(app, MenuAction::Search)?,
            &separator(app)?,
            &action(app, MenuAction::NextResponse)?,
            &action(app, MenuAction::PreviousResponse)?,
            &separator(app)?,
            &action(app, MenuAction::News)?,
            &action(app, MenuAction::NextUnread)?,
            &action(app, MenuAction::ToggleRead)?,
            &action(app, MenuAction::MarkAllRead)?,
        ],
    )
}

fn draft_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    submenu(
        app,
        "draft",
        "&Draft",
        &[
            &action(app, MenuAction::NewDraft)?,
            &action(app, MenuAction::Drafts)?,
            &separator(app)?,
            &action(app, MenuAction::Quote)?,
            &action(app, MenuAction::CopyCitation)?,
            &action(app, MenuAction::FindReplace)?,
            &separator(app)?,
            &action(app, MenuAction::Sources)?,
            &action(app, MenuAction::Preview)?,
            &action(app, MenuAction::FocusMode)?,
            &action(app, MenuAction::Typewriter)?,
            &separator(app)?,
            &action(app, MenuAction::Versions)?,
            &action(app, MenuAction::SaveVersion)?,
            &action(app, MenuAction::Publish)?,
        ],
    )
}

/// Lists `recents` in the Open Recent menu.
pub fn show_recents<R: Runtime>(app: &AppHandle<R>, recents: &[Remembered]) {
    let Some(menu) = find(app, "file").and_then(|file| child(&file, "recents")) else {
        return;
    };
    // If the menu cannot be changed, it shows older entries; the page has the list too.
    let _ = fill_recents(app, &menu, recents);
}

fn fill_recents<R: Runtime>(
    app: &AppHandle<R>,
    menu: &Submenu<R>,
    recents: &[Remembered],
) -> tauri::Result<()> {
    while menu.remove_at(0)?.is_some() {}
    for recent in recents {
        let label = recent.title.replace('&', "&&");
        menu.append(&item(app, &format!("recent-{}", recent.id), &label, None)?)?;
    }
    menu.set_enabled(!recents.is_empty())
}

/// Marks `theme` as the chosen theme.
pub fn show_theme<R: Runtime>(app: &AppHandle<R>, theme: Theme) {
    let Some(menu) = find(app, "view").and_then(|view| child(&view, "themes")) else {
        return;
    };
    for (id, _, of_item) in THEMES {
        if let Some(MenuItemKind::Check(item)) = menu.get(id) {
            let _ = item.set_checked(of_item == theme);
        }
    }
}

/// Enables the items for `actions`, which the page can do now, and disables all others. `copy` and `cut` do
/// the same for Copy and Cut.
pub fn offer<R: Runtime>(app: &AppHandle<R>, actions: &[MenuAction], copy: bool, cut: bool) {
    let offered = ACTIONS
        .iter()
        .map(|action| (face(*action).0, actions.contains(action)));
    let offered: Vec<_> = offered.chain([("edit-copy", copy), ("edit-cut", cut)]).collect();
    for menu in ["edit", "go", "draft", "help"] {
        let Some(menu) = find(app, menu) else { continue };
        for (id, is_offered) in &offered {
            if let Some(MenuItemKind::MenuItem(item)) = menu.get(*id) {
                // An item that cannot be disabled reports when it is chosen that nothing can be done.
                let _ = item.set_enabled(*is_offered);
            }
        }
    }
}

fn find<R: Runtime>(app: &AppHandle<R>, id: &str) -> Option<Submenu<R>> {
    app.menu()?.get(id)?.as_submenu().cloned()
}

fn child<R: Runtime>(menu: &Submenu<R>, id: &str) -> Option<Submenu<R>> {
    menu.get(id)?.as_submenu().cloned()
}

fn submenu<R: Runtime>(
    app: &AppHandle<R>,
    id: &str,
    label: &str,
    items: &[&dyn IsMenuItem<R>],
) -> tauri::Result<Submenu<R>> {
    Submenu::with_id_and_items(app, id, label, true, items)
}

fn item<R: Runtime>(
    app: &AppHandle<R>,
    id: &str,
    label: &str,
    key: Option<&str>,
) -> tauri::Result<MenuItem<R>> {
    MenuItem::with_id(app, id, label, true, key)
}

fn action<R: Runtime>(app: &AppHandle<R>, action: MenuAction) -> tauri::Result<MenuItem<R>> {
    let (id, label, key) = face(action);
    item(app, id, label, key)
}

fn separator<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<PredefinedMenuItem<R>> {
    PredefinedMenuItem::separator(app)
}

fn about<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<PredefinedMenuItem<R>> {
    let metadata = AboutMetadata {
        name: Some("Arguendo".into()),
        version: Some(env!("CARGO_PKG_VERSION").into()),
        comments: Some("Read a question, weigh the signed answers, write your own.".into()),
        license: Some("MIT OR Apache-2.0".into()),
        ..AboutMetadata::default()
    };
    PredefinedMenuItem::about(app, None, Some(metadata))
}
