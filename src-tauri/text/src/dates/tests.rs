//! Tests of [`Date::parse`] and [`rfc3339`].

use super::*;

fn in_zone(text: &str, zone: &str) -> Option<String> {
    let timezone = jiff::tz::TimeZoneDatabase::bundled().get(zone).unwrap();
    Date::parse(text, &timezone).map(|date| date.rfc3339())
}

fn utc(text: &str) -> Option<String> {
    in_zone(text, "UTC")
}

#[test]
fn every_form_of_yaml_and_jekyll_is_read() {
    for (text, expected) in [
        ("2021-05-24", "2021-05-24T00:00:00Z"),
        ("2021-5-4", "2021-05-04T00:00:00Z"),
        ("2021-05-24 00:05:00", "2021-05-24T00:05:00Z"),
        ("2021-05-24 00:05", "2021-05-24T00:05:00Z"),
        ("2021-05-24 9:05", "2021-05-24T09:05:00Z"),
        ("2014-12-08T15:08:00.000Z", "2014-12-08T15:08:00Z"),
        ("2014-12-08t15:08:00z", "2014-12-08T15:08:00Z"),
        ("2014-12-08 15:08:00 -0500", "2014-12-08T20:08:00Z"),
        ("2014-12-08 15:08:00 +05:30", "2014-12-08T09:38:00Z"),
        ("2014-12-08 15:08:00+0530", "2014-12-08T09:38:00Z"),
        ("2014-12-08 15:08:00 Z", "2014-12-08T15:08:00Z"),
        ("2014-12-08 15:08:00 -5", "2014-12-08T20:08:00Z"),
        ("2014-12-08 15:08:00 UTC", "2014-12-08T15:08:00Z"),
        ("2014-12-08 15:08:00 EST", "2014-12-08T20:08:00Z"),
        ("2014-12-08   15:08:00.5\t-05:00", "2014-12-08T20:08:00.500Z"),
        ("  2021-05-24  ", "2021-05-24T00:00:00Z"),
        ("2021/05/24", "2021-05-24T00:00:00Z"),
        ("20210524", "2021-05-24T00:00:00Z"),
        ("24 May 2021", "2021-05-24T00:00:00Z"),
        ("May 24, 2021", "2021-05-24T00:00:00Z"),
        ("may 24th 2021 2:30 pm", "2021-05-24T14:30:00Z"),
        ("Mon, 24 May 2021 14:30:00 +0200", "2021-05-24T12:30:00Z"),
        ("Sept. 1, 2021, 12:00 AM", "2021-09-01T00:00:00Z"),
        ("2016-12-31 23:59:60", "2016-12-31T23:59:59Z"),
    ] {
        assert_eq!(utc(text).as_deref(), Some(expected), "{text:?}");
    }
}

/// The results of Ruby 3.1's `Time.parse`, which Jekyll 4.3 uses, in UTC.
#[test]
fn every_other_form_that_ruby_takes_is_read_as_ruby_reads_it() {
    for (text, expected) in [
        ("24.05.2021", "2021-05-24T00:00:00Z"),
        ("24/05/2021", "2021-05-24T00:00:00Z"),
        ("5/6/2021", "2021-06-05T00:00:00Z"),
        ("24-05-2021", "2021-05-24T00:00:00Z"),
        ("2021.05.24", "2021-05-24T00:00:00Z"),
        ("24.5.21", "2024-05-21T00:00:00Z"),
        ("21-05-24", "2021-05-24T00:00:00Z"),
        ("May 2021", "2021-05-01T00:00:00Z"),
        ("2021/05", "2021-05-01T00:00:00Z"),
        ("05/2021", "2021-05-01T00:00:00Z"),
        ("24-May-2021", "2021-05-24T00:00:00Z"),
        ("24-may-21", "2021-05-24T00:00:00Z"),
        ("May 24 '21", "2021-05-24T00:00:00Z"),
        ("24-may-71", "1971-05-24T00:00:00Z"),
        ("24May2021", "2021-05-24T00:00:00Z"),
        ("2021 May 24", "2021-05-24T00:00:00Z"),
        ("May/24/2021", "2021-05-24T00:00:00Z"),
        ("3rd Sept. 2021", "2021-09-03T00:00:00Z"),
        ("24th of May 2021 at 10:00", "2021-05-24T10:00:00Z"),
        ("2021-144", "2021-05-24T00:00:00Z"),
        ("2021-02-30", "2021-03-02T00:00:00Z"),
        ("2021-05-24 (a Monday)", "2021-05-24T00:00:00Z"),
        ("2021-05-24 10:00:00 CET", "2021-05-24T10:00:00Z"),
        ("2021-05-24 10:00:00 BST", "2021-05-24T10:00:00Z"),
        ("2021-05-24 10:00:00 UTC+2", "2021-05-24T10:00:00Z"),
        ("2021-05-24 10:00:00 Europe/Berlin", "2021-05-24T10:00:00Z"),
        (
            "2021-05-24 10:00:00 Eastern Standard Time",
            "2021-05-24T10:00:00Z",
        ),
        (
            "2021-05-24 10:00:00 W. Europe Standard Time",
            "2021-05-24T10:00:00Z",
        ),
        ("2021-05-24 10:00:00 PDT", "2021-05-24T17:00:00Z"),
        ("2021-05-24 10:00:00 A", "2021-05-24T09:00:00Z"),
        ("2021-05-24 10:00:00 Y", "2021-05-24T22:00:00Z"),
        ("2021-05-24 10:00:00 +05:30:15", "2021-05-24T04:29:45Z"),
        ("2021-05-24 24:00:00", "2021-05-25T00:00:00Z"),
        ("2021-05-24 10", "2021-05-24T10:00:00Z"),
        ("2021-05-24 10h", "2021-05-24T10:00:00Z"),
        ("2021-05-24 10h30", "2021-05-24T10:30:00Z"),
        ("2021-05-24 10h30m15s", "2021-05-24T10:30:15Z"),
        ("2021-05-24 10am", "2021-05-24T10:00:00Z"),
        ("2021-05-24 10:30 p.m.", "2021-05-24T22:30:00Z"),
        ("2021-05-24, 10:00", "2021-05-24T10:00:00Z"),
        ("2021-05-24 10:00 Uhr", "2021-05-24T10:00:00Z"),
        ("2021-05-24 10:00:00,5", "2021-05-24T10:00:00.500Z"),
        ("10:00 24 May 2021", "2021-05-24T10:00:00Z"),
        ("Mon May 24 10:00:00 2021", "2021-05-24T10:00:00Z"),
        ("Mon May 24 10:00:00 CEST 2021", "2021-05-24T10:00:00Z"),
        ("24 May 2021, 10:00 PM EST", "2021-05-25T03:00:00Z"),
        ("20210524T101530Z", "2021-05-24T10:15:30Z"),
        ("202105241015", "2021-05-24T10:15:00Z"),
        ("20210524101530", "2021-05-24T10:15:30Z"),
    ] {
        assert_eq!(utc(text).as_deref(), Some(expected), "{text:?}");
    }
}

#[test]
fn a_zone_s_name_counts_where_it_is_the_site_s_own() {
    assert_eq!(
        in_zone("2021-05-24 10:00 CET", "Europe/Berlin").unwrap(),
        "2021-05-24T09:00:00Z"
    );
    assert_eq!(
        in_zone("2021-05-24 10:00 CEST", "Europe/Berlin").unwrap(),
        "2021-05-24T08:00:00Z"
    );
    assert_eq!(
        in_zone("2021-05-24 10:00 JST", "Europe/Berlin").unwrap(),
        "2021-05-24T08:00:00Z"
    );
}

#[test]
fn the_end_of_a_day_is_told_as_that_day() {
    let date = Date::parse("2021-05-24 24:00", &TimeZone::UTC).unwrap();
    assert_eq!(
        (date.day.as_str(), date.rfc3339().as_str()),
        ("2021-05-24", "2021-05-25T00:00:00Z")
    );
}

#[test]
fn what_is_no_date_is_not_guessed_at() {
    for text in [
        "",
        " ",
        "soon",
        "2021",
        "2021-05",
        "2021-13-01",
        "2021-05-32",
        "2021-05-24 25:00",
        "2021-05-24 24:30",
        "2021-05-24 10:60",
        "2021-05-24 10:5",
        "2021-05-24 10:00 +5:99",
        "2021-05-24 10:00 +99:00",
        "2021-05-24 13:00 pm",
        "2021-05-24x",
        "2021-05/24",
        "05/24/2021",
        "5/24/21",
        "24 May",
        "24. Mai 2021",
        "Spring 2021",
        "1621850400",
        "12 2021",
        "Maybe 24, 2021",
        "12021-05-24",
        "2021-05-241",
        "9999-12-31 23:59 -12",
        "２０２１-05-24",
        "é",
        "'",
        "2021-05é",
        "2021é",
    ] {
        assert_eq!(utc(text), None, "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn anything_may_stand_where_a_date_is_expected(text in "[0-9a-zA-Zé:/.,'() +-]{0,30}") {
        let _ = utc(&text);
    }
}

#[test]
fn the_day_is_the_one_written_wherever_the_instant_falls() {
    let date = Date::parse(" 2014-12-8 23:08:00 -0500 ", &TimeZone::UTC).unwrap();
    assert_eq!(date.written, "2014-12-8 23:08:00 -0500");
    assert_eq!(date.day, "2014-12-08");
    assert_eq!(date.rfc3339(), "2014-12-09T04:08:00Z");
}

#[test]
fn without_a_zone_of_its_own_a_date_is_in_the_site_s() {
    assert_eq!(
        in_zone("2021-05-24 00:05", "America/New_York").unwrap(),
        "2021-05-24T04:05:00Z"
    );
    assert_eq!(
        in_zone("2021-05-24 00:05 Z", "America/New_York").unwrap(),
        "2021-05-24T00:05:00Z"
    );
}

#[test]
fn an_hour_that_the_clocks_skip_or_repeat_is_read_all_the_same() {
    assert_eq!(
        in_zone("2021-03-14 02:30", "America/New_York").unwrap(),
        "2021-03-14T07:30:00Z"
    );
    assert_eq!(
        in_zone("2021-11-07 01:30", "America/New_York").unwrap(),
        "2021-11-07T05:30:00Z"
    );
}

#[test]
fn a_fraction_of_a_second_is_written_only_where_there_is_one() {
    assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
    assert_eq!(rfc3339(1_621_814_700_120), "2021-05-24T00:05:00.120Z");
    assert_eq!(rfc3339(-1), "1969-12-31T23:59:59.999Z");
}

#[test]
fn an_instant_beyond_the_calendar_is_shown_as_its_end() {
    assert!(rfc3339(i64::MAX).starts_with("9999-12-"));
    assert!(rfc3339(i64::MIN).starts_with("-009999-01-"));
}

#[test]
fn a_day_turns_at_its_midnight_wherever_the_clocks_go_that_night() {
    let cases = [
        // An ordinary night: before, at and after midnight.
        (
            "2026-11-26T23:59:59-05:00[America/New_York]",
            "2026-11-26",
            "2026-11-27T05:00:00Z",
        ),
        (
            "2026-11-27T00:00:00-05:00[America/New_York]",
            "2026-11-27",
            "2026-11-28T05:00:00Z",
        ),
        // The same moment in another time zone.
        (
            "2026-11-27T14:00:00+09:00[Asia/Tokyo]",
            "2026-11-27",
            "2026-11-27T15:00:00Z",
        ),
        // A day of 25 hours, and one of 23.
        (
            "2026-11-01T00:30:00-04:00[America/New_York]",
            "2026-11-01",
            "2026-11-02T05:00:00Z",
        ),
        (
            "2026-03-08T01:30:00-05:00[America/New_York]",
            "2026-03-08",
            "2026-03-09T04:00:00Z",
        ),
        // Midnight is skipped: the day begins at one o'clock.
        (
            "2018-11-03T12:00:00-03:00[America/Sao_Paulo]",
            "2018-11-03",
            "2018-11-04T03:00:00Z",
        ),
        // A whole day is skipped.
        (
            "2011-12-29T12:00:00-10:00[Pacific/Apia]",
            "2011-12-29",
            "2011-12-30T10:00:00Z",
        ),
    ];
    for (now, day, turns) in cases {
        let (found, at) = day_at(&now.parse().unwrap());
        assert_eq!((found.as_str(), rfc3339(at).as_str()), (day, turns), "{now}");
    }
}

#[test]
fn a_day_is_told_in_words() {
    assert_eq!(in_words("2026-03-01"), "1 March 2026");
    assert_eq!(in_words("one day"), "one day");
}
