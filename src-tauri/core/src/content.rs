//! What the folder means: its documents, the place of each one, and what is wrong with them.

pub mod activity;
pub(crate) mod descent;
pub mod document;
pub mod kind;
pub mod list_change;
pub mod places;
pub mod problem;
pub mod profile;
pub mod rounds;
pub mod site_config;
