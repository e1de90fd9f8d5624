//! A test that cannot run for want of something notes it, and is counted as skipped and not as passed.

use std::io::Write as _;

/// Names the file in which `cargo xtask test` finds the skipped tests.
const LIST: &str = "ARGUENDO_SKIPPED";

/// Notes that the test of this thread is skipped: what it wants, in a word that `cargo xtask test` may be asked to
/// insist on, and the reason.
///
/// # Panics
/// Where that cannot be noted.
pub fn skipped(want: &str, why: &str) {
    let thread = std::thread::current();
    let line = format!("{want}\t{}: {why}", thread.name().unwrap_or("a test"));
    println!("skipped for want of {line}");
    let Some(list) = std::env::var_os(LIST) else {
        return;
    };
    let file = std::fs::File::options().create(true).append(true).open(list);
    // In one piece: others write into it, too.
    let noted = file.and_then(|mut file| file.write_all(format!("{line}\n").as_bytes()));
    assert!(noted.is_ok(), "{line}, which could not be noted: {noted:?}");
}
