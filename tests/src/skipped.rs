//! Records a test that cannot run because something is missing, so that it counts as skipped and not as
//! passed.

use std::io::Write as _;

/// The variable with the file in which `cargo xtask test` finds the skipped tests.
const LIST: &str = "ARGUENDO_SKIPPED";

/// Records that the test of this thread is skipped: what is missing, in a word that `cargo xtask test` can be
/// made to require, and the reason.
///
/// # Panics
/// If that cannot be recorded.
pub fn skipped(want: &str, why: &str) {
    let thread = std::thread::current();
    let line = format!("{want}\t{}: {why}", thread.name().unwrap_or("a test"));
    println!("skipped for want of {line}");
    let Some(list) = std::env::var_os(LIST) else {
        return;
    };
    let file = std::fs::File::options().create(true).append(true).open(list);
    // In one write, because other tests write into the file too.
    let noted = file.and_then(|mut file| file.write_all(format!("{line}\n").as_bytes()));
    assert!(noted.is_ok(), "{line}, which could not be noted: {noted:?}");
}
