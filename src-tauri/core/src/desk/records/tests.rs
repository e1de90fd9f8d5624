//! What the record holds, and what it lets go.

use super::*;
use crate::content::activity::{LastText, hash_of_file};
use crate::content::kind::Kind;
use crate::desk::drafts::Draft;
use crate::desk::operations::{Operation, OperationFile, OperationKind};
use jiff::Timestamp;

const MINUTE: i64 = 60 * 1000;
const DAY: i64 = 24 * 60 * MINUTE;
/// 1 June 2026.
const NOW: i64 = 1_780_272_000_000;

struct Bench {
    _place: tempfile::TempDir,
    desk: Desk,
}

impl Bench {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let desk = Desk::open_to_record(place.path(), Timestamp::UNIX_EPOCH).unwrap();
        Self { _place: place, desk }
    }

    fn see(&self, at: i64, seen: Observation) {
        self.see_all(at, vec![seen]);
    }

    fn see_all(&self, at: i64, apart: Vec<Observation>) {
        let news = News {
            apart,
            many: Vec::new(),
        };
        self.desk.record(&news, at).unwrap();
    }

    /// What the record says, newest first.
    fn lines(&self) -> Vec<String> {
        let rows = self.desk.records(MOST_RECORDS).unwrap();
        rows.iter()
            .map(|row| {
                let from = row
                    .was_at
                    .as_deref()
                    .map_or(String::new(), |was| format!(" from {was}"));
                let mine = row.mine.map_or(String::new(), |mine| format!(" {mine:?}"));
                format!("{} {}{from}{mine}", name_of(row.doing), row.path)
            })
            .collect()
    }
}

fn seen(doing: ActivityKind, path: &str, text: &str) -> Observation {
    Observation {
        doing,
        path: path.to_owned(),
        was_at: None,
        kind: Kind::Response,
        title: "A title".to_owned(),
        people: vec!["Jane Doe".to_owned()],
        hash: hash_of_file(text.as_bytes(), text.len() as u64),
        modified: NOW - DAY,
        text: (doing == ActivityKind::Withdrawn).then(|| LastText {
            text: text.to_owned(),
            is_whole: true,
        }),
    }
}

#[test]
fn the_same_seen_again_is_one_line_and_one_text() {
    let bench = Bench::new();
    for at in [NOW, NOW + MINUTE] {
        bench.see(at, seen(ActivityKind::Withdrawn, "a.md", "Words."));
    }
    assert_eq!(bench.lines(), ["withdrawn a.md"]);
    let rows = bench.desk.records(9).unwrap();
    assert_eq!((rows[0].at, rows[0].texts), (NOW + MINUTE, 1));
    let kept = bench.desk.kept(rows[0].kept.unwrap()).unwrap().unwrap();
    assert_eq!(kept.text, b"Words.");
}

#[test]
fn what_comes_and_goes_and_comes_has_a_line_each_time() {
    let bench = Bench::new();
    bench.see(NOW, seen(ActivityKind::Arrived, "a.md", "Words."));
    bench.see(NOW + DAY, seen(ActivityKind::Withdrawn, "a.md", "Words."));
    bench.see(NOW + 2 * DAY, seen(ActivityKind::Arrived, "a.md", "Words."));
    assert_eq!(bench.lines(), ["arrived a.md", "withdrawn a.md", "arrived a.md"]);
}

#[test]
fn a_renaming_in_two_steps_is_a_renaming_whichever_comes_first() {
    for order in [
        [ActivityKind::Withdrawn, ActivityKind::Arrived],
        [ActivityKind::Arrived, ActivityKind::Withdrawn],
    ] {
        let bench = Bench::new();
        for doing in order {
            let path = if doing == ActivityKind::Arrived {
                "new.md"
            } else {
                "old.md"
            };
            bench.see(NOW, seen(doing, path, "Words."));
        }
        assert_eq!(bench.lines(), ["renamed new.md from old.md"]);
    }
    // What left long before is another matter; and so is what has other words.
    let bench = Bench::new();
    bench.see(NOW, seen(ActivityKind::Withdrawn, "old.md", "Words."));
    bench.see(NOW, seen(ActivityKind::Arrived, "other.md", "Other words."));
    bench.see(NOW + DAY, seen(ActivityKind::Arrived, "new.md", "Words."));
    assert_eq!(bench.lines()[0], "arrived new.md");
    assert_eq!(bench.lines().len(), 3);
}

#[test]
fn changes_within_an_hour_are_one_line() {
    let bench = Bench::new();
    for (number, minute) in [0, 20, 70, 300].into_iter().enumerate() {
        let text = format!("Words, number {number}.");
        bench.see(NOW + minute * MINUTE, seen(ActivityKind::Changed, "a.md", &text));
    }
    let told: Vec<_> = bench.desk.records(9).unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|row| ((row.at - NOW) / MINUTE, row.times))
        .collect();
    assert_eq!(told, [(300, 1), (70, 3)]);
}

#[test]
fn a_time_that_cannot_be_true_is_not_told() {
    let bench = Bench::new();
    for (path, modified) in [("good.md", NOW - DAY), ("ahead.md", NOW + DAY), ("nothing.md", 0)] {
        let seen = Observation {
            modified,
            ..seen(ActivityKind::Arrived, path, path)
        };
        bench.see(NOW, seen);
    }
    let rows = bench.desk.records(9).unwrap();
    let written: Vec<_> = rows.iter().map(|row| row.written).collect();
    assert_eq!(written, [None, None, Some(NOW - DAY)]);
}

#[test]
fn what_was_published_here_is_ones_own_until_somebody_changes_it() {
    let bench = Bench::new();
    let publication = Operation {
        at: NOW,
        kind: OperationKind::Publish,
        files: vec![
            OperationFile {
                in_folder: true,
                path: "mine.md".to_owned(),
                before: None,
                after: Some(b"My words.".to_vec()),
            },
            OperationFile {
                in_folder: true,
                path: "drafts/mine.md".to_owned(),
                before: Some(b"My draft.".to_vec()),
                after: None,
            },
        ],
        ..Operation::default()
    };
    bench.desk.begin_operation(&publication).unwrap();
    bench.see(NOW, seen(ActivityKind::Arrived, "mine.md", "My words."));
    bench.see(NOW, seen(ActivityKind::Withdrawn, "drafts/mine.md", "My draft."));
    bench.see(
        NOW + DAY,
        seen(ActivityKind::Changed, "mine.md", "My words, bettered."),
    );
    assert_eq!(
        bench.lines(),
        [
            "changed mine.md",
            "withdrawn drafts/mine.md Published",
            "arrived mine.md Published"
        ]
    );
}

#[test]
fn the_saving_of_ones_own_shared_draft_is_no_news() {
    let bench = Bench::new();
    let draft = Draft {
        file: "drafts/mine.md".to_owned(),
        shared: true,
        ..Draft::default()
    };
    bench.desk.add_draft(&draft).unwrap();
    bench.see(NOW, seen(ActivityKind::Arrived, "drafts/mine.md", "One."));
    bench.see(
        NOW + DAY,
        seen(ActivityKind::Changed, "drafts/mine.md", "One. Two."),
    );
    assert_eq!(bench.lines(), ["arrived drafts/mine.md Draft"]);
}

#[test]
fn many_that_leave_together_are_one_line_and_every_text_is_kept() {
    let bench = Bench::new();
    // As the mirror gives them, in parts.
    for part in [0..256, 256..300] {
        let apart = part.map(|number| {
            seen(
                ActivityKind::Withdrawn,
                &format!("{number}.md"),
                &format!("Text {number}."),
            )
        });
        let news = News {
            apart: apart.collect(),
            many: Vec::new(),
        };
        bench.desk.record(&news, NOW).unwrap();
    }
    let rows = bench.desk.records(9).unwrap();
    assert_eq!((rows.len(), rows[0].documents, rows[0].texts), (1, 300, 300));
    let kept = bench.desk.kept_of(rows[0].id, 1_000).unwrap();
    let last = kept.iter().find(|row| row.path == "299.md").unwrap();
    assert_eq!(bench.desk.kept(last.id).unwrap().unwrap().text, b"Text 299.");
}

#[test]
fn what_a_sync_engine_brings_one_by_one_is_one_line_from_some_number_on() {
    let bench = Bench::new();
    for number in 0..5_000 {
        let path = format!("{number}.md");
        bench.see(NOW + number * 500, seen(ActivityKind::Arrived, &path, &path));
    }
    let rows = bench.desk.records(MOST_RECORDS).unwrap();
    assert_eq!(rows.len(), MOST_APART + 1);
    let all: u32 = rows.iter().map(|row| row.documents).sum();
    assert_eq!(all, 5_000);
    // After a while, one is one again.
    bench.see(NOW + DAY, seen(ActivityKind::Arrived, "one.md", "One."));
    assert_eq!(bench.lines()[0], "arrived one.md");
}

#[test]
fn a_text_is_kept_for_ninety_days() {
    let bench = Bench::new();
    bench.see(NOW, seen(ActivityKind::Withdrawn, "a.md", "Words."));
    let texts = || bench.desk.kept_at("a.md").unwrap().len();
    for day in 1..=90 {
        bench.see(NOW + day * DAY, seen(ActivityKind::Withdrawn, "b.md", "Others."));
        assert_eq!(texts(), 1, "after {day} days");
    }
    let until = bench.desk.kept_until(bench.desk.kept_at("a.md").unwrap()[0].id);
    assert_eq!(until.unwrap(), Some(NOW + 90 * DAY));
    for day in [91, 92, 93] {
        bench.see(NOW + day * DAY, seen(ActivityKind::Withdrawn, "b.md", "Others."));
    }
    assert_eq!(texts(), 0);
}

/// 1 January 2100, and 2 January 1970.
const WRONG: [i64; 2] = [4_102_444_800_000, DAY];

#[test]
fn one_start_with_a_wrong_clock_costs_no_text_that_is_kept_for_ninety_days() {
    for wrong in WRONG {
        let bench = Bench::new();
        let paths = || {
            ["old.md", "today.md", "wrong.md", "next.md"].map(|path| bench.desk.kept_at(path).unwrap().len())
        };
        bench.see(NOW, seen(ActivityKind::Withdrawn, "old.md", "Old words."));
        for day in 1..=89 {
            bench.see(
                NOW + day * DAY,
                seen(ActivityKind::Withdrawn, "daily.md", "Words."),
            );
        }
        let today = NOW + 89 * DAY;
        bench.see(
            today,
            seen(ActivityKind::Withdrawn, "today.md", "Words of today."),
        );
        bench.see(
            wrong,
            seen(ActivityKind::Withdrawn, "wrong.md", "Words under a wrong clock."),
        );
        assert_eq!(paths(), [1, 1, 1, 0], "at {wrong}");
        bench.see(
            today + MINUTE,
            seen(ActivityKind::Withdrawn, "next.md", "Words of the next start."),
        );
        assert_eq!(paths(), [1, 1, 1, 1], "after {wrong}");
        // What was kept under it grows old with the rest.
        for day in 1..=95 {
            bench.see(
                today + day * DAY,
                seen(ActivityKind::Withdrawn, "daily.md", "Words."),
            );
        }
        assert_eq!(paths(), [0, 0, 0, 0], "long after {wrong}");
    }
}

#[test]
fn starts_with_a_right_and_a_wrong_clock_in_turn_cost_no_text_of_the_week() {
    let bench = Bench::new();
    bench.see(NOW, seen(ActivityKind::Withdrawn, "a.md", "Words."));
    for turn in 0..20 {
        for at in [WRONG[0], WRONG[1], NOW + turn * DAY / 4] {
            bench.see(at, seen(ActivityKind::Withdrawn, "other.md", "Others."));
        }
    }
    assert_eq!(bench.desk.kept_at("a.md").unwrap().len(), 1);
}

#[test]
fn what_was_seen_under_a_wrong_clock_stands_in_its_place_among_the_rest_and_draws_nothing_to_it() {
    let bench = Bench::new();
    bench.see(NOW, seen(ActivityKind::Arrived, "first.md", "First."));
    let many = (0..MOST_APART).map(|number| {
        seen(
            ActivityKind::Arrived,
            &format!("{number}.md"),
            &format!("{number}"),
        )
    });
    bench.see_all(WRONG[0], many.collect());
    bench.see(
        WRONG[0],
        seen(ActivityKind::Changed, "first.md", "First, changed."),
    );
    bench.see(NOW + MINUTE, seen(ActivityKind::Arrived, "last.md", "Last."));
    bench.see(
        NOW + MINUTE,
        seen(ActivityKind::Changed, "first.md", "First, changed again."),
    );
    let lines = bench.lines();
    assert_eq!(
        lines[..3],
        ["changed first.md", "arrived last.md", "changed first.md"]
    );
    assert_eq!(lines.last().unwrap(), "arrived first.md");
    let rows = bench.desk.records(1).unwrap();
    assert_eq!((rows[0].at, rows[0].times), (NOW + MINUTE, 1));
}

#[test]
fn where_there_is_too_much_the_texts_go_first_that_were_kept_first_whatever_the_clock_said() {
    let bench = Bench::new();
    for (at, path) in [
        (NOW, "first.md"),
        (WRONG[1], "second.md"),
        (NOW + DAY, "third.md"),
    ] {
        bench.see(at, seen(ActivityKind::Withdrawn, path, path));
    }
    let size = format!("UPDATE kept SET size = {}", KEPT_BYTES / 3);
    bench.desk.connection.execute(&size, []).unwrap();
    bench.see(NOW + DAY, seen(ActivityKind::Withdrawn, "fourth.md", "Fourth."));
    let kept = ["first.md", "second.md", "third.md", "fourth.md"]
        .map(|path| bench.desk.kept_at(path).unwrap().len());
    assert_eq!(kept, [0, 1, 1, 1]);
}

#[test]
fn the_record_is_bounded_and_the_newest_stays() {
    let bench = Bench::new();
    bench.see(NOW, seen(ActivityKind::Withdrawn, "kept.md", "Words."));
    for round in 0..i64::from(MOST_RECORDS) / 100 + 2 {
        let many = (0..100).map(|number| {
            let path = format!("{round}-{number}.md");
            seen(ActivityKind::Arrived, &path, &path)
        });
        bench.see_all(NOW + 1 + round * CROWD * 2, many.collect());
    }
    let number: u32 = bench
        .desk
        .connection
        .query_row("SELECT count(*) FROM record", [], |row| row.get(0))
        .unwrap();
    // A line whose text is kept stays as long as that.
    assert_eq!(number, MOST_RECORDS + 1);
    assert_eq!(bench.desk.kept_at("kept.md").unwrap().len(), 1);
}
