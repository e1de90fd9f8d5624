//! The house without its windows: documents, the folder, the mirror and what a reader asks of them.
//!
//! Modules are rooms on three floors, and none looks at a floor below its own in this list:
//! *pure* (text in, values out), *resources* (the only I/O), *verbs* (what the program does).

// pure
pub mod problem;

pub mod changes;
pub mod dates;
mod descent;
pub mod device_ids;
pub mod diff;
pub mod document;
pub mod file_names;
pub mod front_matter;
pub mod list_change;
pub mod markdown;
pub mod merge;
pub mod names;
pub mod pages;
pub mod places;
pub mod profile;
pub mod quotes;
pub mod records;
pub mod rounds;
pub mod site_config;
pub mod spelling;
pub mod words;

// resources
pub mod data;
pub mod desk;
pub mod filesystem;
pub mod folder;
pub mod images;
pub mod memory;
pub mod mirror;
pub mod syncthing;
pub mod watch;
pub mod writing;

pub mod recovery;

// verbs
pub mod sync;

pub mod live;
pub mod reading;

pub mod pictures;
pub mod quoting;
pub mod signing;

pub mod publishing;

pub mod checkup;
pub mod conflicts;
pub mod drafting;
pub mod dump;
pub mod looking_back;
pub mod news;
pub mod search;
pub mod sharing;
