//! The state of the running program: its settings and the one open folder.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use arguendo_core::disk::data::{DataDir, DataError};
use arguendo_core::mirror::homes::Whose;
use arguendo_core::mirror::live::LiveError;
use arguendo_core::mirror::{MirrorError, Reader, sync};

use crate::activity::Activity;
use crate::lock::lock;
use crate::open_folder::{OpenFolder, for_people};
use crate::settings::{Place, Settings};
use crate::wire::{self, ErrorCode, Event, Recent, WhoseDrafts, WindowState, WireError};

/// The settings and the open folder. There is one for the whole program.
pub struct AppState {
    data: DataDir,
    sample: PathBuf,
    settings: Mutex<Settings>,
    folder: RwLock<Option<Arc<OpenFolder>>>,
    /// Folders that were open before, and for which the page may still have unsent words.
    left: Mutex<Vec<Arc<OpenFolder>>>,
    trouble: Mutex<Option<WireError>>,
    asked: Mutex<Option<Asked>>,
    activity: Arc<Activity>,
}

/// A folder for which the person is asked whose drafts it gets.
struct Asked {
    place: Place,
    root: PathBuf,
    others: Vec<PathBuf>,
    /// The page has received the question.
    is_told: bool,
}

impl AppState {
    /// A state with no open folder. It keeps its data in `data` and finds the sample at `sample`.
    #[must_use]
    pub fn new(data: DataDir, sample: PathBuf) -> Self {
        let settings = Mutex::new(Settings::load(data.path()));
        Self {
            data,
            sample,
            settings,
            folder: RwLock::default(),
            left: Mutex::default(),
            trouble: Mutex::default(),
            asked: Mutex::default(),
            activity: Arc::default(),
        }
    }

    /// Opens `place` in place of the open folder. If that fails, nothing changes. If the person must say
    /// whose drafts the folder gets, nothing changes either, and [`Self::state`] asks the person.
    ///
    /// # Errors
    /// If there is no such folder, or no mirror can be made of it.
    pub fn open(&self, place: Place, tell: impl Fn(Event) + Send + Sync + 'static) -> Result<(), WireError> {
        self.open_with(place, &Whose::Known, tell)
    }

    /// Opens the folder that was asked about, with the drafts of the folder at that index of the list; with
    /// none if it is none.
    ///
    /// # Errors
    /// As [`Self::open`], and if nothing was asked.
    pub fn open_as_answered(
        &self,
        other: Option<usize>,
        tell: impl Fn(Event) + Send + Sync + 'static,
    ) -> Result<(), WireError> {
        let asked = lock(&self.asked).take();
        let whose = asked.as_ref().map(|asked| match other {
            Some(other) => asked.others.get(other).cloned().map(Whose::Of),
            None => Some(Whose::Nobodys),
        });
        match (asked, whose.flatten()) {
            (Some(asked), Some(whose)) => self.open_with(asked.place, &whose, tell),
            _ => {
                let message = "Nothing is asked any more. Open the folder again.";
                Err(WireError::new(ErrorCode::NotFound, message))
            }
        }
    }

    fn open_with(
        &self,
        place: Place,
        whose: &Whose,
        tell: impl Fn(Event) + Send + Sync + 'static,
    ) -> Result<(), WireError> {
        let asked = match place {
            Place::Sample => self.sample.clone(),
            Place::Folder(path) => path,
        };
        // One folder is one place, by whatever path it is reached. A missing folder is named by the path that
        // was asked for.
        let root = asked.canonicalize().unwrap_or(asked);
        let is_sample = self.sample.canonicalize().is_ok_and(|sample| sample == root);
        let place = if is_sample {
            Place::Sample
        } else {
            Place::Folder(root.clone())
        };
        lock(&self.asked).take();
        match self.data.of_folder_as(&root, whose) {
            Err(DataError::Unsure { root, others }) => {
                *lock(&self.asked) = Some(Asked {
                    place,
                    root,
                    others,
                    is_told: false,
                });
                return Ok(());
            }
            Err(error) => return Err(LiveError::from(error).into()),
            Ok(_) => {}
        }
        let already = self.current().is_some_and(|folder| folder.place == place);
        if !already {
            let left = lock(&self.left).extract_if(.., |left| left.place == place).next();
            let folder = match left {
                Some(folder) => {
                    folder.come_back();
                    folder
                }
                None => {
                    let activity = Arc::clone(&self.activity);
                    Arc::new(OpenFolder::open(place, &root, &self.data, activity, tell)?)
                }
            };
            if let Some(before) = self.replace(folder) {
                before.leave();
                lock(&self.left).push(before);
            }
        }
        self.remember();
        Ok(())
    }

    /// Forgets the recent folder numbered `id` and its mirror. When it is opened again, it is accepted as it
    /// is then.
    pub fn forget(&self, id: u32) {
        if let Ok(Place::Folder(root)) = self.recent(id)
            && let Ok(databases) = self.data.of_folder(&root)
        {
            // A mirror that cannot be deleted now simply stays.
            let _ = sync::forget(&databases);
        }
        if let Some(folder) = self.current() {
            folder.recheck();
        }
    }

    /// The open folder.
    ///
    /// # Errors
    /// `no-folder` if none is open.
    pub fn folder(&self) -> Result<Arc<OpenFolder>, WireError> {
        self.current()
            .ok_or_else(|| WireError::new(ErrorCode::NoFolder, "No folder is open. Open one first."))
    }

    /// Reads from the open folder's mirror, on this thread.
    ///
    /// # Errors
    /// If no folder is open, or an error of the mirror.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader) -> Result<T, MirrorError>) -> Result<T, WireError> {
        Ok(self.folder()?.read(ask)?)
    }

    /// The folder with that number: the open one, or one that was open before and that the page still needs.
    ///
    /// # Errors
    /// `no-folder` if there is none.
    pub fn folder_numbered(&self, number: u32) -> Result<Arc<OpenFolder>, WireError> {
        let left = lock(&self.left).clone();
        let mut folders = self.current().into_iter().chain(left);
        folders.find(|folder| folder.number == number).ok_or_else(|| {
            let message = "The folder that this belongs to is not open any more. Nothing was changed in another one. Open it again; your words are kept here until then.";
            WireError::new(ErrorCode::NoFolder, message)
        })
    }

    /// The page has no unsent words left for a folder that was open before.
    pub fn let_go(&self, number: u32) {
        let gone: Vec<_> = lock(&self.left)
            .extract_if(.., |left| left.number == number)
            .collect();
        for folder in gone {
            folder.close();
        }
    }

    /// Saves the drafts that are open, and ends their sessions.
    pub fn end_sessions(&self) {
        let left = lock(&self.left).clone();
        for folder in self.current().into_iter().chain(left) {
            folder.end_sessions();
        }
    }

    /// The place that the next start opens if no folder is named.
    #[must_use]
    pub fn last(&self) -> Option<Place> {
        lock(&self.settings).last.clone()
    }

    /// The recent folder numbered `id`.
    ///
    /// # Errors
    /// If it is no longer among the recent folders.
    pub fn recent(&self, id: u32) -> Result<Place, WireError> {
        let settings = lock(&self.settings);
        let recent = settings.recents.iter().find(|recent| recent.id == id);
        recent
            .map(|recent| Place::Folder(recent.path.clone()))
            .ok_or_else(|| {
                WireError::new(
                    ErrorCode::FolderUnusable,
                    "That folder is no longer among the recent ones.",
                )
            })
    }

    /// The present settings.
    #[must_use]
    pub fn settings(&self) -> Settings {
        lock(&self.settings).clone()
    }

    /// Changes the settings and saves them.
    ///
    /// # Errors
    /// If they cannot be saved; they still hold until the program ends.
    pub fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<(), WireError> {
        let mut settings = lock(&self.settings);
        let before = settings.clone();
        change(&mut settings);
        if *settings == before {
            return Ok(());
        }
        settings.save(self.data.path()).map_err(|error| {
            let data = self.data.path().display();
            let message = format!(
                "Your settings could not be kept in {data} ({error}). They hold until you quit; nothing else is affected."
            );
            WireError::new(ErrorCode::Settings, message)
        })
    }

    /// What has happened since the program started.
    #[must_use]
    pub fn activity(&self) -> &Activity {
        &self.activity
    }

    /// Keeps an error until the page can show it.
    pub fn set_trouble(&self, trouble: WireError) {
        *lock(&self.trouble) = Some(trouble);
    }

    /// The state of the window, apart from the folder's content.
    #[must_use]
    pub fn state(&self) -> WindowState {
        let home = std::env::home_dir();
        let settings = self.settings();
        let recents = settings.recents.into_iter().map(|recent| Recent {
            id: recent.id,
            place: for_people(&recent.path, home.as_deref()),
            title: recent.title,
        });
        WindowState {
            folder: self.current().map(|folder| wire::OpenFolder {
                number: folder.number,
                title: title_of(&folder),
                place: for_people(folder.root(), home.as_deref()),
                sample: folder.place == Place::Sample,
                status: folder.status(),
            }),
            recents: recents.collect(),
            theme: settings.theme,
            text_size: settings.text_size,
            platform: std::env::consts::OS.to_owned(),
            trouble: lock(&self.trouble).take(),
            whose: self.ask_whose(home.as_deref()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            notify: settings.notify,
        }
    }

    fn ask_whose(&self, home: Option<&Path>) -> Option<WhoseDrafts> {
        let mut asked = lock(&self.asked);
        let asked = asked.as_mut().filter(|asked| !asked.is_told)?;
        asked.is_told = true;
        let others = asked.others.iter();
        Some(WhoseDrafts {
            place: for_people(&asked.root, home),
            others: others.map(|other| for_people(other, home)).collect(),
        })
    }

    /// Makes the open folder, under its present title, the first recent folder and the one that the next
    /// start opens.
    pub fn remember(&self) {
        let Some(folder) = self.current() else { return };
        let title = title_of(&folder);
        if let Err(trouble) = self.change_settings(|settings| settings.opened(&folder.place, &title)) {
            self.set_trouble(trouble);
        }
    }

    fn current(&self) -> Option<Arc<OpenFolder>> {
        self.folder.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn replace(&self, folder: Arc<OpenFolder>) -> Option<Arc<OpenFolder>> {
        self.folder
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .replace(folder)
    }
}

/// The folder's name as shown to people; the directory's name until the mirror knows the title.
fn title_of(folder: &OpenFolder) -> String {
    let config = folder.read(sync::config_of).unwrap_or_default();
    config.title.unwrap_or_else(|| {
        let root = folder.root();
        let name = root.file_name().unwrap_or(root.as_os_str());
        name.to_string_lossy().into_owned()
    })
}
