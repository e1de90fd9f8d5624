//! Syncthing's `config.xml`: its address and its API key. Nothing else in it is read.

use std::fs::File;
use std::io::Read as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;

use roxmltree::{Document, Node};

use super::SyncthingError;
use crate::disk::folder::is_gone;

/// The largest configuration, in bytes. One with thousands of folders is smaller.
const LARGEST: u64 = 8 * 1024 * 1024;

/// How to reach Syncthing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Access {
    /// Its address on this computer.
    pub address: SocketAddr,
    /// The API key, sent with every request.
    pub key: String,
}

/// The access data in the configuration in `directory`; none if there is no configuration.
pub(super) fn access_in(directory: &Path) -> Result<Option<Access>, SyncthingError> {
    let path = directory.join("config.xml");
    let failed = |why: String| SyncthingError::Config {
        path: path.clone(),
        why,
    };
    let meta = match std::fs::symlink_metadata(&path) {
        Ok(meta) => meta,
        Err(error) if is_gone(&error) => return Ok(None),
        Err(error) => return Err(failed(error.to_string())),
    };
    if !meta.is_file() {
        return Err(failed("it is a link, or no ordinary file".to_owned()));
    }
    let mut text = String::new();
    let file = File::open(&path).map_err(|error| failed(error.to_string()))?;
    let read = file.take(LARGEST + 1).read_to_string(&mut text);
    read.map_err(|error| failed(error.to_string()))?;
    if text.len() as u64 > LARGEST {
        return Err(failed("it is larger than 8 MiB".to_owned()));
    }
    access(&text).map(Some).map_err(failed)
}

/// The access data in `text`, or why they cannot be used: part of a sentence.
fn access(text: &str) -> Result<Access, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let root = document.root_element();
    let gui = child(root, "gui").ok_or("it has no <gui>")?;
    if gui.attribute("enabled").is_some_and(|enabled| enabled != "true") {
        return Err("its interface is switched off".to_owned());
    }
    if gui.attribute("tls") == Some("true") {
        return Err(
            "its interface wants https, which this program does not speak; everything else works".to_owned(),
        );
    }
    let text = |name| {
        child(gui, name)
            .and_then(|node| node.text())
            .unwrap_or_default()
            .trim()
    };
    let (address, key) = (text("address"), text("apikey"));
    // The key is put into a header, so only characters that Syncthing uses in keys are accepted.
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_key {
        return Err("it has no API key".to_owned());
    }
    Ok(Access {
        address: loopback(address)?,
        key: key.to_owned(),
    })
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// The address on this computer that reaches `address`. A Syncthing that listens on all addresses also
/// listens here.
fn loopback(address: &str) -> Result<SocketAddr, String> {
    let elsewhere = || {
        format!(
            "its interface answers at {address}, which is not on this computer alone; this program asks no other computer"
        )
    };
    let (host, port) = address.rsplit_once(':').ok_or_else(elsewhere)?;
    let port: u16 = port.parse().map_err(|_| elsewhere())?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let ip = match host {
        "" | "localhost" => IpAddr::V4(Ipv4Addr::LOCALHOST),
        host => match host.parse().map_err(|_| elsewhere())? {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        },
    };
    if !ip.is_loopback() || port == 0 {
        return Err(elsewhere());
    }
    Ok(SocketAddr::new(ip, port))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Access, access, access_in};

    fn config(gui: &str) -> String {
        format!("<configuration version=\"37\"><folder id=\"a\" path=\"/x\"></folder>{gui}</configuration>")
    }

    fn gui(address: &str) -> String {
        config(&format!(
            "<gui enabled=\"true\" tls=\"false\"><address>{address}</address><apikey>abc</apikey></gui>"
        ))
    }

    #[test]
    fn the_address_and_the_key_are_found() {
        for (written, meant) in [
            ("127.0.0.1:8384", "127.0.0.1:8384"),
            ("localhost:8385", "127.0.0.1:8385"),
            ("0.0.0.0:8384", "127.0.0.1:8384"),
            (":8384", "127.0.0.1:8384"),
            ("[::1]:8384", "[::1]:8384"),
            ("[::]:9000", "[::1]:9000"),
            (" 127.0.0.2:8384\n", "127.0.0.2:8384"),
        ] {
            let found = access(&gui(written)).unwrap();
            let address = meant.parse().unwrap();
            assert_eq!(
                found,
                Access {
                    address,
                    key: "abc".to_owned()
                },
                "{written}"
            );
        }
    }

    #[test]
    fn no_other_computer_is_ever_asked() {
        for address in [
            "192.168.1.5:8384",
            "example.org:8384",
            "127.0.0.1.example.org:8384",
            "/run/syncthing.sock",
            "unix:///run/syncthing.sock",
            "127.0.0.1",
            "127.0.0.1:0",
            "127.0.0.1:99999",
            "localhost:8384@example.org:80",
            "[::ffff:10.0.0.1]:8384",
            "",
        ] {
            let why = access(&gui(address)).unwrap_err();
            assert!(why.contains("not on this computer alone"), "{address}: {why}");
        }
    }

    #[test]
    fn https_an_interface_that_is_off_and_a_missing_key_are_said() {
        let cases = [
            (
                "<gui enabled=\"true\" tls=\"true\"><address>127.0.0.1:1</address><apikey>k</apikey></gui>",
                "https",
            ),
            (
                "<gui enabled=\"false\" tls=\"false\"><address>127.0.0.1:1</address><apikey>k</apikey></gui>",
                "switched off",
            ),
            (
                "<gui enabled=\"true\"><address>127.0.0.1:1</address></gui>",
                "no API key",
            ),
            (
                "<gui><address>127.0.0.1:1</address><apikey>a\r\nHost: x</apikey></gui>",
                "no API key",
            ),
            ("", "no <gui>"),
        ];
        for (gui, said) in cases {
            let why = access(&config(gui)).unwrap_err();
            assert!(why.contains(said), "{why}");
        }
    }

    #[test]
    fn what_is_no_configuration_is_refused_and_no_entity_grows() {
        assert!(access("").is_err());
        assert!(access("<configuration><gui>").is_err());
        let bomb =
            "<!DOCTYPE c [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><c><gui><apikey>&b;</apikey></gui></c>";
        assert!(access(bomb).is_err());
        let outside =
            "<!DOCTYPE c [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><c><gui><apikey>&a;</apikey></gui></c>";
        assert!(access(outside).is_err());
        let deep = format!("<c>{}</c>", "<a>".repeat(100_000));
        assert!(access(&deep).is_err());
    }

    #[test]
    fn a_directory_without_one_has_none_and_a_large_or_linked_one_is_not_read() {
        let place = tempfile::tempdir().unwrap();
        assert!(access_in(place.path()).unwrap().is_none());
        assert!(access_in(&place.path().join("nowhere")).unwrap().is_none());
        let file = place.path().join("config.xml");
        fs::write(&file, gui("127.0.0.1:8384")).unwrap();
        assert!(access_in(place.path()).unwrap().is_some());
        fs::write(
            &file,
            format!("{}{}", gui("127.0.0.1:8384"), " ".repeat(9 * 1024 * 1024)),
        )
        .unwrap();
        let said = access_in(place.path()).unwrap_err().to_string();
        assert!(said.contains("8 MiB"), "{said}");
        #[cfg(unix)]
        {
            fs::rename(&file, place.path().join("other.xml")).unwrap();
            std::os::unix::fs::symlink("other.xml", &file).unwrap();
            assert!(
                access_in(place.path())
                    .unwrap_err()
                    .to_string()
                    .contains("a link")
            );
        }
    }
}
