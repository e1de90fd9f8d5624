//! What a person has beside the window: a keyboard of any layout, a mouse, and other programs to copy or drag
//! from.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::process::Group;
use crate::program::program;
use crate::window::Window;

/// The pause between two steps of a drag, in which the windows on its way are asked and answer.
const STEP: Duration = Duration::from_millis(150);
/// After this time, a click does not belong to earlier ones.
const CLICKS: Duration = Duration::from_millis(700);

impl Window {
    /// Sets the layout of the display's keyboard, as named for `setxkbmap`: `ru`, or `ru,us` with the first of
    /// them in use.
    pub fn lay_out_keyboard(&self, layout: &str) -> Result<()> {
        self.display.run("setxkbmap", &["-layout", layout])
    }

    /// Presses the last of these keys while the others are held. Each is given by its X key code.
    pub fn press_places(&self, places: &[&str]) -> Result<()> {
        let (last, held) = places.split_last().context("a key is pressed")?;
        let mut steps = Vec::new();
        for key in held {
            steps.extend(["keydown", key]);
        }
        steps.extend(["key", last]);
        for key in held.iter().rev() {
            steps.extend(["keyup", key]);
        }
        self.display.keyboard(&steps)
    }

    /// Starts another program on the display that has a selection or a copy, or files to drag from it:
    /// `arguments` are those of `neighbour`. It ends when the value is dropped.
    pub fn neighbour(&self, arguments: &[String]) -> Result<Group> {
        let neighbour = program("neighbour")?;
        let log = self.home.path().join("neighbour.log");
        let mut group = Group::start(&neighbour.to_string_lossy(), &log, |command| {
            command.args(arguments).env("DISPLAY", self.display.name());
            command
                .env("GDK_BACKEND", "x11")
                .env("NO_AT_BRIDGE", "1")
                .stdout(Stdio::piped());
        })?;
        let output = group.leader.stdout.take().context("its output was asked for")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        ensure!(line.trim() == "ready", "the other program did not start");
        Ok(group)
    }

    /// Drags from a neighbour to a point of the page, and lets go there.
    pub async fn drag_from_neighbour(&self, to: (f64, f64)) -> Result<()> {
        let (x, y) = self.on_screen(to).await?;
        // A drag begins after a few pixels, and each window on its way is asked whether it accepts the data.
        let path = [
            (1550, 150),
            (1560, 160),
            (1400, 300),
            (x + 20, y + 4),
            (x + 2, y),
            (x, y),
        ];
        self.drag_along(&path).await
    }

    /// Clicks a point of the page with a button of the display's mouse.
    pub async fn click_at(&self, point: (f64, f64), button: u8) -> Result<()> {
        let (x, y) = self.on_screen(point).await?;
        self.display.keyboard(&[
            "mousemove",
            &x.to_string(),
            &y.to_string(),
            "click",
            &button.to_string(),
        ])
    }

    /// Clicks a point of the page twice, which selects a word.
    pub async fn click_twice(&self, point: (f64, f64)) -> Result<()> {
        let (x, y) = self.on_screen(point).await?;
        let (x, y) = (x.to_string(), y.to_string());
        self.display.keyboard(&[
            "mousemove",
            &x,
            &y,
            "click",
            "--repeat",
            "2",
            "--delay",
            "60",
            "1",
        ])
    }

    /// Drags what is at one point of the page to another.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        let (x, y) = self.on_screen(from).await?;
        let (to_x, to_y) = self.on_screen(to).await?;
        let path = [
            (x, y),
            (x + 6, y + 1),
            (x + 14, y + 1),
            (to_x - 8, to_y),
            (to_x - 1, to_y),
            (to_x, to_y),
        ];
        // A click soon after two others would count as the third.
        tokio::time::sleep(CLICKS).await;
        self.drag_along(&path).await
    }

    async fn drag_along(&self, path: &[(i64, i64)]) -> Result<()> {
        for (step, (x, y)) in path.iter().enumerate() {
            self.display
                .keyboard(&["mousemove", &x.to_string(), &y.to_string()])?;
            tokio::time::sleep(STEP).await;
            if step == 0 {
                self.display.keyboard(&["mousedown", "1"])?;
                tokio::time::sleep(STEP).await;
            }
        }
        self.display.keyboard(&["mouseup", "1"])
    }

    /// The middle of the element that `css` selects, in the page.
    pub async fn middle_of(&self, css: &str) -> Result<(f64, f64)> {
        self.find(css).await?;
        let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect(); \
                      return [box.left + box.width / 2, box.top + box.height / 2];";
        Ok(serde_json::from_value(self.run(script, vec![css.into()]).await?)?)
    }

    /// The position on the screen of a point of the page: the menu is above the page.
    async fn on_screen(&self, (x, y): (f64, f64)) -> Result<(i64, i64)> {
        let height = self
            .value("innerHeight")
            .await?
            .as_f64()
            .context("it has a height")?;
        let (.., whole) = self.client.get_window_rect().await?;
        Ok((x.round() as i64, (y + whole as f64 - height).round() as i64))
    }
}
