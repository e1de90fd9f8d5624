//! `cargo xtask bench [--long]`: how fast and how large the mirror is, compared with the machine itself in
//! the same run.

mod baselines;
mod figures;
mod merging;
mod mirror;
mod news;
mod plot;
mod process;
mod rounds;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use arguendo_tests::corpus::Source;
use arguendo_tests::folder::repository;

use figures::Figures;

/// Folder sizes at which the costs are measured.
const SIZES: [usize; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];
/// The sizes at which everything is measured.
const WHOLE: [usize; 2] = [10_000, 100_000];
/// The size that `--long` adds.
const LONG: usize = 1_000_000;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => all(&SIZES),
        ["--long"] => all(&[&SIZES[..], &[LONG]].concat()),
        ["--documents", number] => all(&[number.parse().context("--documents takes a number")?]),
        ["--merging"] => {
            let mut figures = Figures::new(0);
            merging::measure(&mut figures)?;
            figures.print();
            Ok(())
        }
        // Parts that are measured in their own process.
        ["part", name, folder, data] => process::part(name, Path::new(folder), Path::new(data)),
        _ => bail!("`cargo xtask bench` takes --long, --merging, or --documents NUMBER, or nothing"),
    }
}

fn all(sizes: &[usize]) -> Result<()> {
    let directory = output()?;
    let source = Source::read()?;
    let mut measured = Vec::new();
    for documents in sizes {
        let is_whole = WHOLE.contains(documents) || sizes.len() == 1;
        let figures = measure(&source, *documents, is_whole)?;
        figures.print();
        figures.save(&directory)?;
        measured.push(figures);
    }
    if measured.len() > 1 {
        let file = directory.join("mirror.svg");
        fs::write(&file, plot::of(&measured))?;
        println!("\nCost against folder size: {}", file.display());
    }
    println!("Figures: {}", directory.display());
    Ok(())
}

fn measure(source: &Source, documents: usize, is_whole: bool) -> Result<Figures> {
    let place = tempfile::tempdir()?;
    let root = place.path().canonicalize()?.join("folder");
    println!("\nwriting {documents} documents …");
    let files = source.write(&root, documents)?;
    let mut figures = Figures::new(documents);
    merging::measure(&mut figures)?;
    baselines::measure(&root, &files, place.path(), &mut figures)?;
    mirror::measure(&root, &files, &place.path().join("data"), is_whole, &mut figures)?;
    Ok(figures)
}

/// `target/bench`.
fn output() -> Result<PathBuf> {
    let directory = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| repository().join("target"), PathBuf::from)
        .join("bench");
    fs::create_dir_all(&directory)?;
    Ok(directory)
}
