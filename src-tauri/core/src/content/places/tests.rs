//! Tests of [`of_file`] and [`walks_into`].

use super::*;

fn place(path: &str) -> Place {
    of_file(path, &SiteConfig::default())
}

fn walks(path: &str) -> bool {
    walks_into(path, &SiteConfig::default())
}

#[test]
fn either_set_of_names_holds_documents_in_subfolders_too() {
    for (path, kind) in [
        ("_arguendo-questions/a.md", Kind::Question),
        ("questions/a.md", Kind::Question),
        ("_arguendo/a.md", Kind::Response),
        ("responses/2016/spring/a.md", Kind::Response),
        ("_contributors/a.md", Kind::Contributor),
        ("contributors/a.md", Kind::Contributor),
        ("_drafts/arguendo/a.md", Kind::Draft),
        ("_drafts/arguendo/x/a.md", Kind::Draft),
        ("drafts/a.md", Kind::Draft),
        ("seminar-a/drafts/a.md", Kind::Draft),
        ("seminar-a/_arguendo/a.md", Kind::Response),
        ("seminar-a/week 1/questions/a.md", Kind::Question),
    ] {
        assert_eq!(place(path), Place::Document(kind), "{path}");
    }
}

#[test]
fn every_markdown_extension_in_any_case_is_a_document_and_nothing_else_is() {
    for name in [
        "a.md",
        "a.MD",
        "a.markdown",
        "a.Mkd",
        "a.mkdn",
        "a.mkdown",
        "a.b.md",
    ] {
        assert_eq!(
            place(&format!("questions/{name}")),
            Place::Document(Kind::Question),
            "{name}"
        );
    }
    for name in ["a.txt", "a.md.png", "a", "md", "a.html", "a.mdx"] {
        assert_eq!(place(&format!("questions/{name}")), Place::Other, "{name}");
    }
}

#[test]
fn the_first_known_name_from_the_root_decides() {
    assert_eq!(place("responses/questions/a.md"), Place::Document(Kind::Response));
    assert_eq!(place("drafts/responses/a.md"), Place::Document(Kind::Draft));
}

#[test]
fn a_jekyll_folder_inside_a_place_for_documents_is_left_alone_as_jekyll_leaves_it() {
    assert_eq!(place("_arguendo/_drafts/arguendo/a.md"), Place::Skipped);
    assert!(!walks("_arguendo/_drafts"));
}

#[test]
fn texts_outside_the_places_are_something_else() {
    assert_eq!(place("readme.md"), Place::Other);
    assert_eq!(place("uploads/photo.jpg"), Place::Other);
    assert_eq!(place("Questions/a.md"), Place::Other);
}

#[test]
fn other_collections_are_left_alone_with_everything_under_them() {
    for directory in [
        "_news",
        "_site",
        "_data",
        "_drafts/news",
        "_site/questions",
        "x/_opinion",
    ] {
        assert!(!walks(directory), "{directory}");
        assert_eq!(place(&format!("{directory}/a.md")), Place::Skipped, "{directory}");
    }
    assert_eq!(place("_drafts/a.md"), Place::Skipped);
    assert!(walks("_drafts"));
}

#[test]
fn hidden_and_temporary_names_of_editors_and_sync_engines_are_skipped() {
    for name in [
        ".a.md",
        "_a.md",
        "#a.md",
        "#a.md#",
        "~a.md",
        "a.md~",
        ".syncthing.a.md.tmp",
        "~syncthing~a.md.tmp",
        "a.md.tmp",
        "a.md.part",
        "a.md.partial",
        "a.md.filepart",
        ".~lock.a.md#",
        "~$a.md",
        ".a.md.swp",
        "a.md.swp",
        "4913",
        ".#a.md",
        "a.md.!Sync",
        "a.md.!sync",
        ".a.md.icloud",
        ".DS_Store",
        ".stignore",
        ".dropbox",
    ] {
        assert_eq!(place(&format!("responses/{name}")), Place::Skipped, "{name}");
    }
}

#[test]
fn directories_of_engines_and_tools_are_not_walked() {
    for name in [
        ".git",
        ".x",
        "#x",
        "~x",
        "x~",
        "_x",
        "node_modules",
        ".stversions",
        ".stfolder",
        ".sync",
        ".dropbox.cache",
        ".tmp.driveupload",
        ".tmp.drivedownload",
        ".obsidian",
        ".seafile-data",
        ".SeaDrive",
        ".SynologyWorkingDirectory",
        "@eaDir",
        "..",
        ".",
    ] {
        for directory in [
            name.to_owned(),
            format!("seminar/{name}"),
            format!("questions/{name}"),
        ] {
            assert!(!walks(&directory), "{directory}");
            assert!(!walks(&format!("{directory}/deeper")), "{directory}");
            assert_eq!(
                place(&format!("{directory}/questions/a.md")),
                Place::Skipped,
                "{directory}"
            );
        }
    }
}

#[test]
fn the_root_and_plain_directories_are_walked() {
    for directory in [
        "",
        "seminar-a",
        "seminar-a/2024",
        "_arguendo",
        "_arguendo/x",
        "questions",
        "uploads",
    ] {
        assert!(walks(directory), "{directory}");
    }
}

#[test]
fn collections_may_lie_in_a_directory_of_any_name() {
    for collections_dir in ["_collections", "site/.collections", "questions"] {
        let config = SiteConfig {
            collections_dir: collections_dir.into(),
            ..SiteConfig::default()
        };
        for (directory, kind) in [("_arguendo", Kind::Response), ("_drafts/arguendo", Kind::Draft)] {
            let directory = format!("{collections_dir}/{directory}");
            assert_eq!(
                of_file(&format!("{directory}/a.md"), &config),
                Place::Document(kind),
                "{directory}"
            );
            assert!(walks_into(&directory, &config), "{directory}");
        }
        assert!(walks_into(collections_dir, &config));
        assert_eq!(
            of_file(&format!("{collections_dir}/_news/a.md"), &config),
            Place::Skipped
        );
    }
    let config = SiteConfig {
        collections_dir: "site/_all".into(),
        ..SiteConfig::default()
    };
    assert!(walks_into("site", &config));
    assert!(!walks_into("site/_all-but-this", &config));
    assert!(walks_into("responses", &config));
}

#[test]
fn what_the_config_excludes_is_skipped_by_path_beginning_or_glob() {
    let exclude = ["responses/old/", "*.bak.md", "/drafts", "questions/[0-9]*", ""]
        .map(String::from)
        .to_vec();
    let config = SiteConfig {
        exclude,
        ..SiteConfig::default()
    };
    for path in [
        "responses/old/a.md",
        "responses/a.bak.md",
        "drafts/a.md",
        "questions/1.md",
    ] {
        assert_eq!(of_file(path, &config), Place::Skipped, "{path}");
    }
    for path in [
        "responses/older/a.md",
        "responses/a.md",
        "seminar/drafts/a.md",
        "questions/a1.md",
    ] {
        assert_ne!(of_file(path, &config), Place::Skipped, "{path}");
    }
    assert!(!walks_into("responses/old", &config));
    assert!(!walks_into("drafts", &config));
    assert!(walks_into("responses", &config));
}
