//! Makes the page part of the program.

use std::path::Path;
use std::process::exit;

fn main() {
    // The page is compiled in: another page is another program.
    println!("cargo:rerun-if-changed=../ui/dist");
    let is_page_served = std::env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_none();
    if !is_page_served && !Path::new("../ui/dist/index.html").is_file() {
        eprintln!(
            "\nThe window's page is not built: there is no ui/dist/index.html.\n\
             Run `cargo xtask run`, which builds all of it, or in the folder ui: `npm ci` and `npm run build`.\n"
        );
        exit(1);
    }
    tauri_build::build();
}
