//! A virtual display, and pictures of it.

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::process::Group;

/// Width and height of the display in pixels: a large screen, so that a window can be made wide.
const SCREEN: (u32, u32) = (1920, 1080);

/// An X server that draws into a file.
#[derive(Debug)]
pub struct Display {
    _server: Group,
    name: String,
    frame: PathBuf,
}

impl Display {
    /// Starts a server on a free display number. `place` gets its picture and its log.
    pub fn start(place: &Path) -> Result<Self> {
        let screen = format!("{}x{}x24", SCREEN.0, SCREEN.1);
        let mut server = Group::start("Xvfb", &place.join("xvfb.log"), |command| {
            command.args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &screen,
                "-nolisten",
                "tcp",
                "-noreset",
            ]);
            command.arg("-fbdir").arg(place).stdout(Stdio::piped());
        })?;
        let output = server.leader.stdout.take().context("its output was asked for")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        let number = number.trim();
        ensure!(
            !number.is_empty(),
            "Xvfb did not start; `cargo xtask test` installs what it needs"
        );
        Ok(Self {
            _server: server,
            name: format!(":{number}"),
            frame: place.join("Xvfb_screen0"),
        })
    }

    /// The value of `DISPLAY` for programs on it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Presses keys on the display's keyboard: `arguments` are those of xdotool.
    pub fn keyboard(&self, arguments: &[&str]) -> Result<()> {
        self.run("xdotool", arguments)
    }

    /// Runs a program on the display, to its end.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let status = Command::new(program)
            .args(arguments)
            .env("DISPLAY", &self.name)
            .status();
        let status =
            status.with_context(|| format!("{program} is missing; `cargo xtask test` installs it"))?;
        ensure!(status.success(), "{program} could not {}", arguments.join(" "));
        Ok(())
    }

    /// Copies `content` as another program does. It can be pasted only as the type `target`.
    pub fn copy(&self, target: &str, content: &[u8]) -> Result<()> {
        let mut command = Command::new("xclip");
        command
            .args(["-selection", "clipboard", "-t", target, "-i"])
            .env("DISPLAY", &self.name);
        // It stays in the background to provide the content until something else is copied or the display
        // ends.
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut xclip = command
            .spawn()
            .context("xclip is missing; `cargo xtask test` installs it")?;
        let mut input = xclip.stdin.take().context("its input was asked for")?;
        input.write_all(content)?;
        drop(input);
        ensure!(xclip.wait()?.success(), "xclip could not copy");
        Ok(())
    }

    /// Saves what the display shows now as a PNG file: `size` pixels from its upper left corner.
    pub fn save_picture(&self, to: &Path, size: (u32, u32)) -> Result<()> {
        let dump = fs::read(&self.frame).context("the display keeps no picture")?;
        let (width, height, pixels) = read_window_dump(&dump, size)?;
        let file = fs::File::create(to).with_context(|| format!("could not write {}", to.display()))?;
        let mut encoder = png::Encoder::new(BufWriter::new(file), width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&pixels)?;
        Ok(())
    }
}

/// Reads an X window dump (`XWDFile.h`) with true-colour pixels, at most `size` of it: width, height, and
/// red, green and blue bytes.
fn read_window_dump(dump: &[u8], size: (u32, u32)) -> Result<(u32, u32, Vec<u8>)> {
    let word = |index: usize| -> Result<u32> {
        let bytes = dump
            .get(index * 4..index * 4 + 4)
            .context("the picture is cut short")?;
        Ok(u32::from_be_bytes(bytes.try_into()?))
    };
    let (header, width, height) = (word(0)? as usize, word(4)?.min(size.0), word(5)?.min(size.1));
    let (bits, line, colours) = (word(11)?, word(12)? as usize, word(19)? as usize);
    if bits != 32 {
        bail!("the picture has {bits} bits a pixel, not 32");
    }
    let start = header + colours * 12; // each colour of the (unused) table takes 12 bytes
    let mut pixels = Vec::with_capacity(width as usize * height as usize * 3);
    for row in 0..height as usize {
        let at = start + row * line;
        let row = dump
            .get(at..at + width as usize * 4)
            .context("the picture is cut short")?;
        // Little-endian pixels: blue, green, red, nothing.
        pixels.extend(
            row.chunks_exact(4)
                .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]),
        );
    }
    Ok((width, height, pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_dump_is_read_without_its_padding() {
        let mut words = [0_u32; 25];
        (words[0], words[4], words[5], words[11], words[12], words[19]) = (104, 2, 1, 32, 12, 1);
        let mut dump: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        dump.extend([0; 4 + 12]); // the window's name, and one colour
        dump.extend([3, 2, 1, 0, 6, 5, 4, 0, 9, 9, 9, 9]);
        assert_eq!(
            read_window_dump(&dump, (9, 9)).unwrap(),
            (2, 1, vec![1, 2, 3, 4, 5, 6])
        );
        assert_eq!(read_window_dump(&dump, (1, 9)).unwrap(), (1, 1, vec![1, 2, 3]));
        assert!(read_window_dump(&dump[..dump.len() - 8], (9, 9)).is_err());
    }
}
