//! Syncthing's device IDs, as a person types or pastes them, checked by their check characters.

/// The characters for the values from 0, as in the base 32 of RFC 4648.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// The number of ID characters before each check character.
const CHECKED: usize = 13;
/// The number of characters between two dashes.
const GROUP: usize = 7;
/// The number of all characters, including the four check characters.
const LENGTH: usize = 56;

/// Why a text is not a device ID; each message is a sentence for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDeviceId {
    /// Too few characters or too many.
    #[error(
        "A device ID has 56 letters and digits, in eight groups; this has {0}. Copy it whole from the other Syncthing: Actions, Show ID."
    )]
    Length(usize),
    /// A character that no ID has.
    #[error("A device ID has no “{0}” in it. Copy it from the other Syncthing: Actions, Show ID.")]
    Sign(char),
    /// The check characters do not fit.
    #[error(
        "This device ID is mistyped: group {0} or {next} does not fit the rest. Copy it from the other Syncthing: Actions, Show ID.",
        next = .0 + 1
    )]
    Mistyped(usize),
}

/// The device ID that `typed` means, as Syncthing writes it. Spaces, dashes and case are ignored. Digits that
/// look like letters are read as these letters.
///
/// # Errors
/// If the text is not a device ID.
pub fn device_id(typed: &str) -> Result<String, NoDeviceId> {
    let mut signs = Vec::with_capacity(LENGTH);
    for sign in typed
        .chars()
        .filter(|sign| !sign.is_whitespace() && !is_dash(*sign))
    {
        let meant = match sign.to_ascii_uppercase() {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            other => other,
        };
        let value = ALPHABET.iter().position(|known| char::from(*known) == meant);
        signs.push(value.ok_or(NoDeviceId::Sign(sign))?);
    }
    if signs.len() != LENGTH {
        return Err(NoDeviceId::Length(signs.len()));
    }
    for (number, part) in signs.chunks(CHECKED + 1).enumerate() {
        if part.last() != Some(&check(&part[..CHECKED])) {
            return Err(NoDeviceId::Mistyped(number * 2 + 1));
        }
    }
    let groups = signs.chunks(GROUP).map(|group| {
        let letters = group.iter().map(|value| char::from(ALPHABET[*value]));
        letters.collect::<String>()
    });
    Ok(groups.collect::<Vec<_>>().join("-"))
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}')
}

/// The check character of `values`, by the Luhn algorithm with base 32 instead of 10, beginning with factor
/// 1.
fn check(values: &[usize]) -> usize {
    const BASE: usize = 32;
    let weighed = values.iter().enumerate().map(|(place, value)| {
        let product = value * (1 + place % 2);
        product / BASE + product % BASE
    });
    (BASE - weighed.sum::<usize>() % BASE) % BASE
}

#[cfg(test)]
mod tests {
    use super::{NoDeviceId, device_id};

    const GOOD: &str = "EYS72WX-OPI4UKS-2WBLVSL-BMIH54B-XJOWBHQ-3W7H7YT-KA6CNAV-3WGLOAS";

    #[test]
    fn an_id_is_taken_however_it_is_written() {
        for typed in [
            GOOD.to_owned(),
            GOOD.to_lowercase(),
            GOOD.replace('-', " "),
            GOOD.replace('-', ""),
            format!("  {}\n", GOOD.replace('-', "\u{2011}")),
            GOOD.replace('O', "0").replace('I', "1").replace('B', "8"),
        ] {
            assert_eq!(device_id(&typed).as_deref(), Ok(GOOD), "{typed}");
        }
    }

    #[test]
    fn a_wrong_letter_and_two_that_changed_places_are_found_and_said_where() {
        let wrong = GOOD.replace("OPI4UKS", "OPI5UKS");
        assert_eq!(device_id(&wrong), Err(NoDeviceId::Mistyped(1)));
        let turned = GOOD.replace("3WGLOAS", "W3GLOAS");
        assert_eq!(device_id(&turned), Err(NoDeviceId::Mistyped(7)));
        let said = NoDeviceId::Mistyped(7).to_string();
        assert!(said.contains("group 7 or 8"), "{said}");
    }

    #[test]
    fn what_is_no_id_is_refused() {
        assert_eq!(device_id(""), Err(NoDeviceId::Length(0)));
        assert_eq!(device_id(&GOOD[..55]), Err(NoDeviceId::Length(49)));
        assert_eq!(device_id(&GOOD.replace('Y', "9")), Err(NoDeviceId::Sign('9')));
        assert_eq!(device_id("../../etc/passwd"), Err(NoDeviceId::Sign('.')));
    }

    #[test]
    fn every_single_wrong_letter_is_found() {
        for place in (0..GOOD.len()).filter(|place| &GOOD[*place..=*place] != "-") {
            for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".chars() {
                let mut typed = GOOD.to_owned();
                typed.replace_range(place..=place, &letter.to_string());
                assert_eq!(device_id(&typed).is_ok(), typed == GOOD, "{typed}");
            }
        }
    }
}
