//! Publishing, taking back, and undoing either.

use arguendo_core::document::Kind;
use arguendo_core::folder::CONTRIBUTORS;
use arguendo_core::pages::drafts::{PublishPlan, Published, Unpublished};
use arguendo_core::publishing::Publishing;
use arguendo_core::signing;
use jiff::Zoned;
use tauri::{AppHandle, Runtime};

use super::drafts::write;
use crate::open_folder::OpenFolder;
use crate::wire::WireError;
use crate::writing::Writing;
