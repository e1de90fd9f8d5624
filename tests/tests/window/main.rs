//! End to end, in the real window: a person reads, searches and follows links while others edit the folder.
#![cfg(target_os = "linux")]

mod accessibility;
mod activity;
mod changes;
mod conflicts;
mod corpus;
mod desktop;
mod drafting;
mod finding;
mod first_use;
mod hostile;
mod keys;
mod links;
mod long_texts;
mod looks;
mod news;
mod pasting;
mod reading;
mod rounds;
mod scripts;
mod search;
mod seminar;
mod sharing;
