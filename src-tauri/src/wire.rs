//! The values that are sent to the page, besides those in `arguendo_core::pages`.

mod drafts;
mod error;
mod events;
mod happening;
#[cfg(test)]
mod signature;
mod stale;
#[cfg(test)]
mod typescript;
mod window;

pub use self::drafts::{DraftStanding, Language, OpenedConflict, OpenedDraft, Quoted};
pub use self::error::{ErrorCode, WireError};
pub use self::events::{Dropped, Event, EventSink, Events, MenuAction};
pub use self::happening::{ActivityEntry, Happening};
pub use self::stale::Stale;
#[cfg(test)]
pub use self::typescript::Typescript;
pub use self::window::{
    Because, FolderStatus, Followed, OpenFolder, Progress, Recent, Theme, WhoseDrafts, WindowState,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_has_the_form_that_is_declared() {
        let status = FolderStatus::Polling {
            reason: "why".into(),
            because: Because::Limit,
        };
        let json = serde_json::to_value(status).unwrap();
        assert_eq!(
            json,
            serde_json::json!({"kind": "polling", "reason": "why", "because": "limit"})
        );
        let error = serde_json::to_value(WireError::new(ErrorCode::NoFolder, "m")).unwrap();
        assert_eq!(error, serde_json::json!({"code": "no-folder", "message": "m"}));
        let event = Event::Progress(None);
        assert_eq!(
            (event.name(), serde_json::to_value(&event).unwrap()),
            ("progress", serde_json::Value::Null)
        );
        let event = serde_json::to_value(Event::Menu(MenuAction::NextResponse)).unwrap();
        assert_eq!(event, serde_json::json!("next-response"));
        let stale = Event::Stale(vec![Stale::GroupDrafts, Stale::Draft { id: 7 }]);
        assert_eq!(
            serde_json::to_value(stale).unwrap(),
            serde_json::json!([{"kind": "group-drafts"}, {"kind": "draft", "id": 7}])
        );
        let what = serde_json::to_value(Happening::FoundBySweep { files: 2 }).unwrap();
        assert_eq!(what, serde_json::json!({"kind": "found-by-sweep", "files": 2}));
    }
}
