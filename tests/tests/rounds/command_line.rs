//! The command line takes the same side, and says so.

use arguendo_tests::program::program;

use crate::round;

#[test]
fn on_the_command_line_search_hides_them_and_says_so_and_all_else_tells_all() {
    let (seminar, data) = (round(), tempfile::tempdir().unwrap());
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(program("arguendo-cli").unwrap());
        let command = command.env("ARGUENDO_DATA", data.path()).arg(arguments[0]);
        let output = command
            .arg(seminar.folder.path())
            .args(&arguments[1..])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let hidden = run(&["search", "zebrafish text"]);
    assert!(
        hidden.starts_with("Nothing found.\n") && hidden.contains("--all"),
        "{hidden}"
    );
    assert!(run(&["search", "zebrafish text", "--all"]).contains("Zebrafish one"));
    let counted: serde_json::Value = serde_json::from_str(&run(&["search", "zebrafish", "--json"])).unwrap();
    assert_eq!((&counted["total"], &counted["hides"]), (&0.into(), &true.into()));
    for arguments in [&["show", "zebrafish-one"][..], &["check"], &["dump"]] {
        assert!(run(arguments).contains("zebrafish-one"), "{arguments:?}");
    }
}
