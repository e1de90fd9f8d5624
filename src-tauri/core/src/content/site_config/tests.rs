//! Tests of [`read`] and [`SiteConfig::defaults_for`].

use super::*;
use crate::content::kind::Kind;

fn config(text: &str) -> SiteConfig {
    let (config, problems) = read(text.as_bytes());
    assert_eq!(problems, []);
    config
}

fn default_of(config: &SiteConfig, kind: Kind, path: &str, key: &str) -> Option<String> {
    let found = config
        .defaults_for(kind, path)
        .into_iter()
        .find(|entry| entry.key == key);
    found.and_then(|entry| entry.value.text()).map(String::from)
}

#[test]
fn the_settings_that_we_honour_are_read_and_the_rest_is_left_alone() {
    let config = config(
        "\u{feff}# site\ntitle: ' A title '\nurl: https://example.org/\ntimezone: Europe/Paris\nexclude: [a, 'b/*']\n\
         collections_dir: ./_all/\nexcerpt_separator: \"\\n\\n\"\nplugins:\n  - x\ncollections:\n  arguendo:\n    output: true\n",
    );
    assert_eq!(config.title.as_deref(), Some("A title"));
    assert_eq!(config.url.as_deref(), Some("https://example.org"));
    assert_eq!(config.timezone.iana_name(), Some("Europe/Paris"));
    assert_eq!(config.exclude, ["a", "b/*"]);
    assert_eq!(config.collections_dir, "_all");
    assert_eq!(config.excerpt_separator.as_deref(), Some("\n\n"));
    assert_eq!(config.clone(), config);
}

#[test]
fn an_empty_config_is_the_default() {
    for text in [
        "",
        "# nothing\n",
        "---\n",
        "title:\nexclude:\ndefaults:\nurl: /\nexcerpt_separator: ''\n",
    ] {
        assert_eq!(config(text), SiteConfig::default(), "{text:?}");
    }
}

#[test]
fn a_config_that_is_not_yaml_is_left_out_of_account_and_said_with_its_line() {
    for bytes in [
        "title: A\nurl: b: c\n".as_bytes(),
        b"- a\n",
        b"title: \xff\n",
        b"a: *unknown\n",
    ] {
        let (config, problems) = read(bytes);
        assert_eq!(config, SiteConfig::default());
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].code, ProblemCode::ConfigInvalid);
    }
    assert_eq!(read(b"title: A\nurl: b: c\n").1[0].line, Some(2));
}

#[test]
fn one_setting_that_cannot_be_meant_costs_only_itself() {
    let text = "defaults: x\ntitle: [a]\ntimezone: Mars/Base\nexclude: {a: b}\ncollections_dir: ../x\nurl: http://x\n";
    let (config, problems) = read(text.as_bytes());
    assert_eq!(
        config,
        SiteConfig {
            url: Some("http://x".into()),
            ..SiteConfig::default()
        }
    );
    assert_eq!(
        problems.iter().map(|problem| problem.line).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5].map(Some)
    );
}

#[test]
fn ruby_s_tags_do_not_break_a_config() {
    let config = config("--- !ruby/object:Foo\ntitle: A\nx: !ruby/regexp /a/\ny: !!python/name:os.system\n");
    assert_eq!(config.title.as_deref(), Some("A"));
}

#[test]
fn defaults_reach_the_documents_of_their_path_and_type() {
    let config = config(
        "defaults:\n- {scope: {path: ''}, values: {stance: all}}\n- {scope: {path: '', type: arguendo}, values: {stance: r}}\n\
         - {scope: {path: '', type: drafts}, values: {published: false}}\n- {scope: {path: _arguendo/old}, values: {stance: old}}\n",
    );
    let stance = |kind, path| default_of(&config, kind, path, "stance");
    assert_eq!(stance(Kind::Question, "questions/a.md").as_deref(), Some("all"));
    assert_eq!(stance(Kind::Response, "responses/a.md").as_deref(), Some("r"));
    assert_eq!(
        stance(Kind::Response, "_arguendo/old/a.md").as_deref(),
        Some("old")
    );
    assert_eq!(
        default_of(&config, Kind::Draft, "drafts/a.md", "published").as_deref(),
        Some("false")
    );
    assert_eq!(
        default_of(&config, Kind::Response, "_arguendo/a.md", "published"),
        None
    );
}

#[test]
fn the_more_specific_scope_wins_whatever_the_order_and_the_later_of_equal_ones() {
    let config = config(
        "defaults:\n- {scope: {path: _arguendo/x}, values: {a: deep}}\n- {scope: {path: _arguendo}, values: {a: shallow, b: only}}\n\
         - {scope: {path: '', type: contributors}, values: {a: typed}}\n- {scope: {path: ''}, values: {a: untyped}}\n\
         - {values: {c: first}}\n- {values: {c: second}}\n",
    );
    let of = |kind, path, key| default_of(&config, kind, path, key).unwrap();
    assert_eq!(of(Kind::Response, "_arguendo/x/a.md", "a"), "deep");
    assert_eq!(of(Kind::Response, "_arguendo/x/a.md", "b"), "only");
    assert_eq!(of(Kind::Contributor, "_contributors/a.md", "a"), "typed");
    assert_eq!(of(Kind::Question, "questions/a.md", "c"), "second");
}

#[test]
fn a_scope_may_be_a_glob_and_leave_out_the_collections_directory() {
    let config = config(
        "collections_dir: all\ndefaults:\n- {scope: {path: '_arguendo/*/old'}, values: {a: glob}}\n\
         - {scope: {path: /all/_contributors}, values: {a: inside}}\n",
    );
    assert_eq!(
        default_of(&config, Kind::Response, "all/_arguendo/2016/old/a.md", "a").as_deref(),
        Some("glob")
    );
    assert_eq!(
        default_of(&config, Kind::Response, "all/_arguendo/old/a.md", "a"),
        None
    );
    assert_eq!(
        default_of(&config, Kind::Contributor, "all/_contributors/a.md", "a").as_deref(),
        Some("inside")
    );
}

#[test]
fn sets_that_are_none_are_passed_over() {
    let config =
        config("defaults:\n- x\n- {scope: {path: ''}}\n- {values: [a]}\n- {scope: x, values: {a: b}}\n");
    assert_eq!(
        default_of(&config, Kind::Question, "questions/a.md", "a").as_deref(),
        Some("b")
    );
    assert_eq!(config.defaults.len(), 1);
}

#[test]
fn days_are_counted_in_the_zone_that_is_named_else_in_the_persons_own() {
    let now: jiff::ZonedDateTime = "2026-11-26T22:00:00-05:00[America/New_York]".parse().unwrap();
    let day = |config: &str| {
        let (config, _) = read(config.as_bytes());
        config.on_calendar(&now).date().to_string()
    };
    assert_eq!(day("title: Seminar\n"), "2026-11-26");
    assert_eq!(day("timezone: UTC\n"), "2026-11-27");
    assert_eq!(day("timezone: Pacific/Honolulu\n"), "2026-11-26");
    assert_eq!(day("timezone: Europe/Paris\n"), "2026-11-27");
}

#[test]
fn aliases_and_what_is_taken_over_are_read_as_jekyll_reads_them() {
    let text = "title: &name Seminar\nurl: *name\nshared: &shared\n  stance: open\ndefaults:\n  - scope: {path: \"\", type: arguendo}\n    values:\n      <<: *shared\n      thesis: T\n";
    let (config, problems) = read(text.as_bytes());
    assert_eq!(problems, []);
    assert_eq!(config.title.as_deref(), Some("Seminar"));
    assert_eq!(config.url.as_deref(), Some("Seminar"));
    let values = config.defaults_for(Kind::Response, "_arguendo/a.md");
    let values: Vec<_> = values
        .into_iter()
        .map(|entry| (entry.key.as_str(), entry.value.text()))
        .collect();
    assert_eq!(values, [("stance", Some("open")), ("thesis", Some("T"))]);
}

#[test]
fn what_is_more_than_is_read_costs_its_own_key_and_not_the_settings() {
    let deep = format!("{}{}", "[".repeat(30), "]".repeat(30));
    let text = format!("title: Seminar\nplugin: {deep}\ntimezone: Europe/Berlin\n");
    let (config, problems) = read(text.as_bytes());
    assert_eq!(config.title.as_deref(), Some("Seminar"));
    assert!(config.has_timezone);
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (problem.code, problem.line))
        .collect();
    assert_eq!(told, [(ProblemCode::ConfigInvalid, Some(2))]);
}
