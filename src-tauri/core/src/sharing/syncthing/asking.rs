//! One request to Syncthing, and its answer: plain HTTP to this computer, with limits on time and size.
//! Redirects are not followed.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Request;

use super::SyncthingError;

/// The longest wait. A program on this computer answers sooner, unless it is busy with a large folder.
const PATIENCE: Duration = Duration::from_secs(5);
/// The largest answer, in bytes. An answer about thousands of folders is smaller.
const LARGEST: u64 = 8 * 1024 * 1024;
/// How much of an error message from Syncthing is shown, in characters.
const SAID: usize = 200;

#[derive(Debug)]
pub(super) struct Asking {
    agent: Agent,
    address: SocketAddr,
    key: String,
}

impl Asking {
    pub fn new(address: SocketAddr, key: String) -> Self {
        let agent = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        Self { agent, address, key }
    }

    pub fn ask(
        &self,
        method: &str,
        what: &str,
        values: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Value, SyncthingError> {
        let mut url = format!("http://{}/rest/{what}", self.address);
        for (place, (name, value)) in values.iter().enumerate() {
            let _ = write!(
                url,
                "{}{name}={}",
                if place == 0 { '?' } else { '&' },
                encoded(value)
            );
        }
        let unexpected = || SyncthingError::Unexpected {
            asked: what.to_owned(),
        };
        let silent = |_| SyncthingError::Silent {
            address: self.address.to_string(),
        };
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header("X-API-Key", &self.key);
        let answer = match body {
            Some(body) => {
                let body = serde_json::to_vec(body).map_err(|_| unexpected())?;
                self.agent.run(request.body(body).map_err(|_| unexpected())?)
            }
            None => self.agent.run(request.body(()).map_err(|_| unexpected())?),
        };
        let mut answer = answer.map_err(silent)?;
        let status = answer.status();
        let text = answer.body_mut().with_config().limit(LARGEST).read_to_string();
        let text = text.map_err(|_| unexpected())?;
        if status.is_redirection() || status == 404 {
            return Err(unexpected());
        }
        if !status.is_success() {
            let said: String = text
                .trim()
                .chars()
                .filter(|sign| !sign.is_control())
                .take(SAID)
                .collect();
            let said = if said.is_empty() { status.to_string() } else { said };
            return Err(SyncthingError::Refused { said });
        }
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&text).map_err(|_| unexpected())
    }
}

/// `text`, percent-encoded as one segment of a URL.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::thread::JoinHandle;

    use super::{Asking, encoded};

    /// A server that answers one request with `answer`. Its thread returns the request.
    fn answering(answer: String) -> (Asking, JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = vec![0; 64 * 1024];
            let length = stream.read(&mut asked).unwrap();
            // The client may close the connection when it has read enough.
            let _ = stream.write_all(answer.as_bytes());
            String::from_utf8_lossy(&asked[..length]).into_owned()
        });
        (Asking::new(address, "the-key".to_owned()), asked)
    }

    fn http(status: &str, body: &str) -> String {
        format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    }

    #[test]
    fn a_question_carries_the_key_and_its_values_cannot_leave_their_place() {
        let (asking, asked) = answering(http("200 OK", "{\"a\":1}"));
        let answer = asking
            .ask("GET", "db/status", &[("folder", "a&b=c/../d é")], None)
            .unwrap();
        assert_eq!(answer["a"], 1);
        let asked = asked.join().unwrap();
        assert!(
            asked.starts_with("GET /rest/db/status?folder=a%26b%3Dc%2F%2E%2E%2Fd%20%C3%A9 HTTP/1.1\r\n"),
            "{asked}"
        );
        assert!(asked.to_lowercase().contains("x-api-key: the-key\r\n"), "{asked}");
    }

    #[test]
    fn it_is_never_led_elsewhere() {
        let elsewhere = "HTTP/1.1 302 Found\r\nLocation: http://example.invalid/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let (asking, _asked) = answering(elsewhere.to_owned());
        let error = asking.ask("GET", "system/status", &[], None).unwrap_err();
        assert!(error.to_string().contains("unexpected"), "{error}");
    }

    #[test]
    fn what_it_says_about_an_error_is_shown_and_is_short() {
        let (asking, _asked) = answering(http(
            "500 Oh",
            &format!("folder is\u{1b}[31m in use {}", "x".repeat(5000)),
        ));
        let said = asking
            .ask("DELETE", "config/folders/a", &[], None)
            .unwrap_err()
            .to_string();
        assert!(
            said.contains("folder is[31m in use") && said.len() < 400,
            "{said}"
        );
    }

    #[test]
    fn an_answer_without_end_is_given_up() {
        let (asking, _asked) = answering(format!(
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\"{}",
            "x".repeat(9 * 1024 * 1024)
        ));
        let error = asking.ask("GET", "config/folders", &[], None).unwrap_err();
        assert!(error.to_string().contains("unexpected"), "{error}");
    }

    #[test]
    fn where_nobody_answers_that_is_said() {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let error = Asking::new(address, "k".to_owned())
            .ask("GET", "system/ping", &[], None)
            .unwrap_err();
        assert!(error.to_string().contains("does not answer"), "{error}");
    }

    #[test]
    fn a_part_of_an_address_has_no_sign_that_divides_it() {
        assert_eq!(encoded("abc-12_~"), "abc-12_~");
        assert_eq!(encoded("a/b?c#d%.."), "a%2Fb%3Fc%23d%25%2E%2E");
    }
}
