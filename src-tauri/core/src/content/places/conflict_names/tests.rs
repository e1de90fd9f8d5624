//! Names with the marks of sync programs, in many languages, and names that only look like them.

use super::{conflict_bases, has_conflict_mark};

fn bases(name: &str) -> Vec<String> {
    conflict_bases(name)
}

#[test]
fn every_engine_s_mark_leads_to_the_original() {
    for name in [
        "a.sync-conflict-20240131-235959-ABCDEFG.md",
        "a.sync-conflict-20240131-235959.md",
        "a (Anna's conflicted copy 2024-01-31).md",
        "a (Anna\u{2019}s conflicted copy 2024-01-31 (1)).md",
        "a (ANNA-PC's conflicted copy).md",
        "a (conflicted copy 2024-01-31 235959).md",
        "a (conflicted copy Anna B. 2024-01-31 235959).md",
        "a (Copie en conflit de Anna 2024-01-31).md",
        "a (In Konflikt stehende Kopie von Anna 2024-01-31).md",
        "a (Case Conflict).md",
        "a (Case Conflict 1).md",
        "a_conflict-20240131-235959.md",
        "a_conflict-anna-20240131-235959.md",
        "a.Conflict.md",
        "a (Conflicted copy ThinkPad-T14 202401312359).md",
        "a (SFConflict anna@example.org 2024-01-31-23-59-59).md",
        "a_DiskStation_Jan-31-235959-2024_Conflict.md",
        "a-ANNAPC-safeBackup-0001.md",
        "a-ANNAPC.md",
        "a (1).md",
        "a 2.md",
        "a - Copy.md",
        "Copy of a.md",
    ] {
        assert_eq!(bases(name)[0], "a.md", "{name}");
    }
}

#[test]
fn the_base_lies_in_the_same_directory_and_has_the_same_extension() {
    assert_eq!(
        bases("_arguendo/x (1)/a (2).markdown"),
        ["_arguendo/x (1)/a.markdown"]
    );
    assert_eq!(bases("responses/a.b.Conflict.MD"), ["responses/a.b.MD"]);
}

#[test]
fn a_copy_of_a_copy_leads_to_the_original_first() {
    assert_eq!(
        bases("a.sync-conflict-20240131-235959-ABCDEFG.sync-conflict-20240201-000000-GFEDCBA.md"),
        ["a.md", "a.sync-conflict-20240131-235959-ABCDEFG.md"]
    );
}

#[test]
fn a_computer_named_by_windows_has_a_dash_of_its_own() {
    assert_eq!(bases("a-b-DESKTOP-1A2B3C4.md"), ["a-b-DESKTOP.md", "a-b.md"]);
    assert_eq!(
        bases("a-b-DESKTOP-1A2B3C4-2.md"),
        ["a-b-DESKTOP-1A2B3C4.md", "a-b-DESKTOP.md", "a-b.md"]
    );
    assert_eq!(
        bases("a-b-DESKTOP-1A2B3C4-safeBackup-0001.md"),
        ["a-b-DESKTOP.md", "a-b.md"]
    );
}

#[test]
fn a_computer_s_name_may_hold_dashes() {
    for name in [
        "a-b-Anns-MacBook-Pro.md",
        "a-b-anns-macbook-pro.md",
        "a-b-ann-laptop.md",
        "a-b-Anns-iMac-2.md",
        "a-b-LAPTOP-ANN-safeBackup-0001.md",
    ] {
        assert!(
            bases(name).contains(&"a-b.md".to_owned()),
            "{name}: {:?}",
            bases(name)
        );
    }
}

#[test]
fn a_number_may_stand_behind_any_mark() {
    for (name, is_marked) in [
        ("a.sync-conflict-20240131-235959-ABCDEFG (1).md", true),
        ("a (Ann's conflicted copy 2024-01-31) (2).md", true),
        ("a (Conflicted copy ThinkPad-T14 202401312359) (1).md", true),
        ("a (SFConflict ann@example.org 2024-01-31-23-59-59) (1).md", true),
        ("a_DiskStation_Jan-31-235959-2024_Conflict (1).md", true),
        ("a.Conflict (1).md", true),
        ("a-ANNAPC-safeBackup-0001 (1).md", true),
        ("a-ANNAPC (1).md", false),
        ("a - Kopie (2).md", false),
        ("a 2 (1).md", false),
    ] {
        assert!(
            bases(name).contains(&"a.md".to_owned()),
            "{name}: {:?}",
            bases(name)
        );
        assert_eq!(has_conflict_mark(name), is_marked, "{name}");
    }
}

#[test]
fn only_the_last_part_of_a_slug_is_taken_for_a_computer() {
    assert_eq!(bases("why-culture-matters.md"), ["why-culture.md"]);
}

#[test]
fn a_mark_that_nobody_writes_by_hand_is_known_without_the_original() {
    for (name, is_marked) in [
        ("x/a.sync-conflict-20240131-235959-ABCDEFG.md", true),
        ("x/a (ANNA-PC's conflicted copy).md", true),
        ("x/a (Copie en conflit de Anna 2024-01-31).md", true),
        ("x/a (Case Conflict 1).md", false),
        ("x/a_conflict-anna-20240131-235959.md", true),
        ("x/a.Conflict.md", true),
        ("x/a (Conflicted copy ThinkPad-T14 202401312359).md", true),
        ("x/a (SFConflict ann 2024-01-31-23-59-59).md", true),
        ("x/a_Disk-Station_Jan-31-235959-2024_Conflict.md", true),
        ("x/a_b_Smarch-31-235959-2024_Conflict.md", false),
        ("x/a - Copy.md", false),
        ("x/a-ANNAPC-safeBackup-0001.md", true),
        ("x/a-ANNAPC.md", false),
        ("x/a (1).md", false),
        ("x/a 2.md", false),
        ("x/a (the conflict of laws).md", false),
        ("x/a (the conflict of 1914-07-28).md", false),
        ("x/a (case conflict).md", false),
        ("x/a.conflict.md", false),
        ("x.Conflict/a.md", false),
    ] {
        assert_eq!(has_conflict_mark(name), is_marked, "{name}");
    }
}

#[test]
fn near_misses_are_no_conflict_copies() {
    for name in [
        "a.sync-conflict-2024-235959-ABCDEFG.md".replace('-', "_"),
        "a.sync.md".into(),
        "a (the conflict of laws).md".into(),
        "a (on the conflicted copy of the treaty).md".into(),
        "a (2024).md".into(),
        "a (01).md".into(),
        "a (0).md".into(),
        "a(1).md".into(),
        "a 1.md".into(),
        "a 02.md".into(),
        "a 2024.md".into(),
        "a ().md".into(),
        "a (1.md".into(),
        "a_conflict.md".into(),
        "a_Conflict.md".into(),
        "a (a conflict in 202401).md".into(),
        "copy.md".into(),
        " - Copy.md".into(),
        "Copy of .md".into(),
        "conflict.md".into(),
        "a.conflicts.md".into(),
        " 2.md".into(),
        " (1).md".into(),
        "-HOST.md".into(),
        ".Conflict.md".into(),
        "a".into(),
        "".into(),
        ".md".into(),
    ] {
        assert!(bases(&name).is_empty(), "{name}: {:?}", bases(&name));
    }
}
