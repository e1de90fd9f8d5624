//! `cargo xtask`: run, test, bench and screenshots, each with all the set-up that it needs.
fn main() {}
