//! What the program remembers between starts: recent folders, theme, text size. It is one small file in the
//! data directory, never in a content folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use arguendo_core::disk::filesystem::{patient, private};
use serde::{Deserialize, Serialize};

use crate::wire::Theme;

/// The text sizes of the menu, in per cent. The first and the last are the limits.
pub const TEXT_SIZES: [u32; 11] = [60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 240];
const NORMAL_TEXT_SIZE: u32 = 100;
const MOST_RECENTS: usize = 12;

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// Light, dark, or the system's choice.
    pub theme: Theme,
    /// In per cent of the normal size.
    pub text_size: u32,
    /// Folders opened before, latest first.
    pub recents: Vec<Remembered>,
    /// The place that was open last.
    pub last: Option<Place>,
    /// The desktop shows arrivals while the window does not have the focus.
    pub notify: bool,
}

/// A place that a window can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Place {
    /// The sample that came with the program.
    Sample,
    /// A folder of the person's own.
    Folder(PathBuf),
}

/// A folder opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// Its number, unique among the recents.
    pub id: u32,
    /// Its path.
    pub path: PathBuf,
    /// Its name as shown to people.
    pub title: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_size: NORMAL_TEXT_SIZE,
            recents: Vec::new(),
            last: None,
            notify: false,
        }
    }
}

impl Settings {
    /// Loads the settings from the directory `data`; the defaults if there are none. A file that cannot be
    /// read as settings is renamed to `settings.unreadable.json`.
    #[must_use]
    pub fn load(data: &Path) -> Self {
        let file = data.join("settings.json");
        let Ok(bytes) = fs::read(&file) else {
            return Self::default();
        };
        serde_json::from_slice(&bytes).unwrap_or_else(|_| {
            let _ = patient::rename(&file, &data.join("settings.unreadable.json"));
            Self::default()
        })
    }

    /// Saves the settings in the directory `data`: writes a file beside the old one, then replaces it.
    ///
    /// # Errors
    /// If the file cannot be written. Then the old one stays.
    pub fn save(&self, data: &Path) -> io::Result<()> {
        let beside = data.join("settings.json.new");
        private::write(&beside, &serde_json::to_vec_pretty(self)?)?;
        patient::rename(&beside, &data.join("settings.json"))
    }

    /// Makes `place` the one that the next start opens, and the first recent folder unless it is the sample.
    pub fn opened(&mut self, place: &Place, title: &str) {
        self.last = Some(place.clone());
        let Place::Folder(path) = place else { return };
        let known = self.recents.iter().position(|recent| recent.path == *path);
        let mut recent = match known {
            Some(at) => self.recents.remove(at),
            None => Remembered {
                id: self.unused_id(),
                path: path.clone(),
                title: String::new(),
            },
        };
        recent.title = title.to_owned();
        self.recents.insert(0, recent);
        self.recents.truncate(MOST_RECENTS);
    }

    /// Removes the folder numbered `id` from the recent folders.
    pub fn forget(&mut self, id: u32) {
        self.recents.retain(|recent| recent.id != id);
    }

    /// Sets the text size, within the limits.
    pub fn set_text_size(&mut self, per_cent: u32) {
        let [least, .., most] = TEXT_SIZES;
        self.text_size = per_cent.clamp(least, most);
    }

    /// Makes the text one step larger (`direction` > 0) or smaller (< 0), or of normal size (0).
    pub fn step_text_size(&mut self, direction: i32) {
        let now = self.text_size;
        let next = match direction {
            0 => Some(NORMAL_TEXT_SIZE),
            1.. => TEXT_SIZES.into_iter().find(|size| *size > now),
            _ => TEXT_SIZES.into_iter().rev().find(|size| *size < now),
        };
        self.text_size = next.unwrap_or(now);
    }

    fn unused_id(&self) -> u32 {
        self.recents
            .iter()
            .map(|recent| recent.id)
            .max()
            .map_or(1, |most| most.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &str) -> Place {
        Place::Folder(path.into())
    }

    #[test]
    fn settings_come_back_at_the_next_start() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(Settings::load(data.path()), Settings::default());
        let mut settings = Settings {
            theme: Theme::Dark,
            ..Settings::default()
        };
        settings.opened(&folder("/a"), "A");
        settings.opened(&Place::Sample, "Sample");
        settings.save(data.path()).unwrap();
        assert_eq!(Settings::load(data.path()), settings);
        assert_eq!(
            fs::read_dir(data.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn unreadable_settings_are_set_aside() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join("settings.json"), "{ half").unwrap();
        assert_eq!(Settings::load(data.path()), Settings::default());
        assert!(data.path().join("settings.unreadable.json").exists());
        fs::write(data.path().join("settings.json"), r#"{"theme":"dark","later":1}"#).unwrap();
        assert_eq!(
            Settings::load(data.path()).theme,
            Theme::Dark,
            "unknown keys do no harm"
        );
    }

    #[test]
    fn recents_keep_their_numbers_and_the_latest_is_first() {
        let mut settings = Settings::default();
        for n in 0..20 {
            settings.opened(&folder(&format!("/{n}")), "n");
        }
        assert_eq!(settings.recents.len(), MOST_RECENTS);
        let tenth = settings.recents[9].clone();
        settings.opened(&Place::Folder(tenth.path.clone()), "new name");
        assert_eq!(settings.recents[0].id, tenth.id);
        assert_eq!(settings.recents[0].title, "new name");
        settings.forget(tenth.id);
        assert!(settings.recents.iter().all(|recent| recent.path != tenth.path));
    }

    #[test]
    fn the_text_size_steps_between_its_limits() {
        let mut settings = Settings::default();
        let mut step = |from, direction| {
            settings.set_text_size(from);
            settings.step_text_size(direction);
            settings.text_size
        };
        assert_eq!((step(100, 1), step(100, -1)), (110, 90));
        assert_eq!(
            (step(130, 1), step(130, -1)),
            (150, 125),
            "to the next step from between two"
        );
        assert_eq!((step(5, -1), step(9999, 1)), (60, 240));
        assert_eq!((step(240, 0), step(100, 0)), (100, 100));
    }
}
