//! The real window of the real program: opens it on a folder, reads it, clicks, types, takes pictures.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::wd::Locator;
use serde_json::Value;
use tempfile::TempDir;

use crate::display::Display;
use crate::driver::Driver;
use crate::folder::Folder;
use crate::program::{built, program};

/// How long to wait for something on a busy machine. Nothing takes this long if all is well.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a whole test may take.
const WHOLE: Duration = Duration::from_secs(180);

/// Width and height of the window in pixels, its menu included.
pub const SIZE: (u32, u32) = (1280, 860);

/// The program's data directory inside its home.
const DATA: &str = "data";

/// One window at a time, because each needs the whole machine to be quick.
static ONE: Mutex<()> = Mutex::new(());

/// A window that is open on a folder.
#[derive(Debug)]
pub struct Window {
    /// The folder that the window shows.
    pub folder: Folder,
    pub(crate) client: Client,
    // The order in which they are dropped: the program, its display, its home.
    driver: Driver,
    pub(crate) display: Display,
    pub(crate) home: TempDir,
}

/// Opens a window on `folder`, takes `steps` in it and closes it.
///
/// If a step fails, the error names the directory with a picture of the window and the program's output.
pub fn in_window(folder: Folder, steps: impl AsyncFnOnce(&Window) -> Result<()>) -> Result<()> {
    in_prepared_window(folder, |_, _| Ok(()), steps)
}

/// Like [`in_window`], but calls `prepare` first with the folder and the program's data directory.
pub fn in_prepared_window(
    folder: Folder,
    prepare: impl FnOnce(&Folder, &Path) -> Result<()>,
    steps: impl AsyncFnOnce(&Window) -> Result<()>,
) -> Result<()> {
    let path = folder.path().display().to_string();
    drive(folder, Some(path), prepare, steps)
}

/// Opens the window as at the very first start, without a folder. The window's `folder` is an empty one
/// beside it.
pub fn in_first_window(steps: impl AsyncFnOnce(&Window) -> Result<()>) -> Result<()> {
    drive(Folder::empty()?, None, |_, _| Ok(()), steps)
}

/// Opens a window on `folder` and takes the `first` steps in it. Then kills the program in the middle of its
/// work, opens it again in the same home, and takes the `second` steps.
pub fn in_killed_window(
    folder: Folder,
    first: impl AsyncFnOnce(&Window) -> Result<()>,
    second: impl AsyncFnOnce(&Window) -> Result<()>,
) -> Result<()> {
    let path = folder.path().display().to_string();
    drive_twice(folder, Some(path), |_, _| Ok(()), first, Some(second))
}

fn drive(
    folder: Folder,
    named: Option<String>,
    prepare: impl FnOnce(&Folder, &Path) -> Result<()>,
    steps: impl AsyncFnOnce(&Window) -> Result<()>,
) -> Result<()> {
    drive_twice(
        folder,
        named,
        prepare,
        steps,
        None::<fn(&Window) -> std::future::Ready<Result<()>>>,
    )
}

fn drive_twice(
    folder: Folder,
    named: Option<String>,
    prepare: impl FnOnce(&Folder, &Path) -> Result<()>,
    first: impl AsyncFnOnce(&Window) -> Result<()>,
    second: Option<impl AsyncFnOnce(&Window) -> Result<()>>,
) -> Result<()> {
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let kept = kept_for_this_test()?;
        let home = tempfile::Builder::new().prefix("arguendo-home-").tempdir()?;
        prepare(&folder, &home.path().join(DATA))?;
        let mut window = Window::open(folder, named.clone(), home, &kept).await?;
        let mut outcome = within_time(first(&window)).await;
        if let (Ok(()), Some(second)) = (&outcome, second) {
            let (folder, home) = window.killed().await?;
            window = Window::open(folder, named, home, &kept).await?;
            outcome = within_time(second(&window)).await;
        }
        if outcome.is_err() {
            let _ = window.save_picture(&kept.join("window.png")).await;
        }
        window.close().await;
        outcome.with_context(|| {
            format!(
                "the window and the program's words are kept in {}",
                kept.display()
            )
        })
    })
}

async fn within_time(steps: impl Future<Output = Result<()>>) -> Result<()> {
    match tokio::time::timeout(WHOLE, steps).await {
        Ok(outcome) => outcome,
        Err(_) => Err(anyhow!("not done after {} s", WHOLE.as_secs())),
    }
}

impl Window {
    /// Starts the program with the folder `named` as its argument. Its output is kept in the directory
    /// `kept`.
    async fn open(folder: Folder, named: Option<String>, home: TempDir, kept: &Path) -> Result<Self> {
        let display = Display::start(home.path())?;
        let arguendo = program("arguendo")?;
        let data = home.path().join(DATA);
        let mut args = vec!["--data".to_owned(), data.display().to_string()];
        args.extend(named);
        let (driver, client) = Driver::start(&display, home.path(), kept, &arguendo, &args).await?;
        let window = Self {
            folder,
            client,
            driver,
            display,
            home,
        };
        window.resize(SIZE.0, SIZE.1).await?;
        Ok(window)
    }

    /// Makes the window this wide and high, in pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.client
            .set_window_rect(0, 0, width, height)
            .await
            .context("resizing the window")?;
        self.until(
            "the page is as wide as the window",
            &format!("innerWidth === {width}"),
        )
        .await
    }

    /// Closes the window; the programs end when the value is dropped.
    async fn close(self) {
        let _ = tokio::time::timeout(Duration::from_secs(5), self.client.close()).await;
    }

    /// Kills the program (SIGKILL), and returns the folder and the home that it leaves.
    async fn killed(self) -> Result<(Folder, TempDir)> {
        let arguendo = program("arguendo")?;
        let home = self.home.path().display().to_string();
        for entry in fs::read_dir("/proc")? {
            let process = entry?.path();
            let is_ours = fs::read_link(process.join("exe")).is_ok_and(|exe| exe == arguendo)
                && fs::read_to_string(process.join("cmdline")).is_ok_and(|words| words.contains(&home));
            if is_ours && let Some(id) = process.file_name() {
                std::process::Command::new("kill").arg("-9").arg(id).status()?;
            }
        }
        let _ = tokio::time::timeout(Duration::from_secs(5), self.client.close()).await;
        Ok((self.folder, self.home))
    }

    /// Runs a script in the page with `args` as its arguments, and returns its result.
    pub async fn run(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        self.client
            .execute(script, args)
            .await
            .with_context(|| format!("in the page: {script}"))
    }

    /// The value of an expression in the page.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        self.run(&format!("return ({expression});"), Vec::new()).await
    }

    /// Waits until `expression` is true in the page. `what` describes it.
    pub async fn until(&self, what: &str, expression: &str) -> Result<()> {
        let script = format!("try {{ return !!({expression}); }} catch (error) {{ return String(error); }}");
        let until = Instant::now() + PATIENCE;
        loop {
            let value = self.run(&script, Vec::new()).await?;
            if value == Value::Bool(true) {
                return Ok(());
            }
            if Instant::now() > until {
                let text = self
                    .value("document.body.innerText.slice(0, 1500)")
                    .await
                    .unwrap_or_default();
                bail!(
                    "not so: {what}\n({expression} is {value})\nthe page reads:\n{}",
                    text.as_str().unwrap_or_default()
                );
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until the page's text contains `text`.
    pub async fn until_text(&self, text: &str) -> Result<()> {
        let wanted = Value::from(text);
        self.until(
            &format!("the page reads {wanted}"),
            &format!("document.body.textContent.includes({wanted})"),
        )
        .await
    }

    /// Waits for the element that `css` selects.
    pub async fn find(&self, css: &str) -> Result<Element> {
        self.until(
            &format!("there is {css}"),
            &format!("document.querySelector({})", Value::from(css)),
        )
        .await?;
        self.client
            .find(Locator::Css(css))
            .await
            .with_context(|| format!("finding {css}"))
    }

    /// Waits for the element that `css` selects, scrolls it into view and clicks it.
    pub async fn click(&self, css: &str) -> Result<()> {
        let element = self.find(css).await?;
        // A list may not lay out distant items before it is scrolled to them.
        let selector = Value::from(css);
        let in_sight = format!(
            "(() => {{ const element = document.querySelector({selector}); element.scrollIntoView({{ block: 'nearest' }}); \
             const box = element.getBoundingClientRect(); \
             return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; }})()"
        );
        self.until(&format!("{css} is in sight"), &in_sight).await?;
        element.click().await.with_context(|| format!("clicking {css}"))
    }

    /// Presses a key on the display's keyboard, as a person does, so that the menu receives it too:
    /// `ctrl+shift+f`.
    pub fn press(&self, key: &str) -> Result<()> {
        self.display.keyboard(&["key", "--clearmodifiers", key])
    }

    /// Types `text` into the focused element.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.display.keyboard(&["type", "--delay", "5", text])
    }

    /// Puts `content` on the clipboard as another program does, with the type `target`: `text/html`,
    /// `UTF8_STRING`.
    pub fn copy(&self, target: &str, content: &str) -> Result<()> {
        self.display.copy(target, content.as_bytes())
    }

    /// The text of the only draft that the program has.
    pub fn only_draft(&self) -> Result<String> {
        let mut folders = vec![self.home.path().join(DATA)];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if folder.ends_with("drafts") && path.extension().is_some_and(|end| end == "md") {
                    found.push(path);
                }
            }
        }
        match found.as_slice() {
            [draft] => Ok(fs::read_to_string(draft)?),
            _ => bail!("there is not one draft, but {found:?}"),
        }
    }

    /// Waits until fonts and visible photos are loaded and all changes are drawn.
    pub async fn until_drawn(&self) -> Result<()> {
        let photos = "[...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight)";
        self.until(
            "photos and fonts are there",
            &format!("document.fonts.status === 'loaded' && {photos}"),
        )
        .await?;
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.run_async(frames, Vec::new()).await.map(drop)
    }

    /// Runs a script that calls its last argument with its result, at once or later.
    pub async fn run_async(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        self.client
            .execute_async(script, args)
            .await
            .with_context(|| format!("in the page: {script}"))
    }

    /// Waits until the program has given `link` to the system's browser.
    pub async fn until_opened(&self, link: &str) -> Result<()> {
        let until = Instant::now() + PATIENCE;
        loop {
            let opened = self.opened_links()?;
            if opened.iter().any(|opened| opened == link) {
                return Ok(());
            }
            if Instant::now() > until {
                bail!("{link} was not handed to the browser; so far: {opened:?}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// The links that were given to the system's browser so far.
    pub fn opened_links(&self) -> Result<Vec<String>> {
        self.driver.opened_links()
    }

    /// Saves a picture of the window, including its menu, as a PNG file.
    pub async fn save_picture(&self, to: &Path) -> Result<()> {
        let (.., width, height) = self
            .client
            .get_window_rect()
            .await
            .context("asking for the window's size")?;
        self.display
            .save_picture(to, (u32::try_from(width)?, u32::try_from(height)?))
    }
}

/// An empty folder beside the built tests, named after the test that runs.
fn kept_for_this_test() -> Result<PathBuf> {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("window").replace("::", "-");
    let kept = built()?.join("window-tests").join(name);
    let _ = fs::remove_dir_all(&kept);
    fs::create_dir_all(&kept).with_context(|| format!("could not make {}", kept.display()))?;
    Ok(kept)
}
