//! What a reader finds in a piece of HTML: words, links, and the order of its tags.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Tags that do not divide words.
const INSIDE_WORDS: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "tt", "u",
];

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words in order.
    pub words: Vec<String>,
    /// The addresses of links in order.
    pub links: Vec<String>,
    /// Opening tags as `<p>` and closing tags as `</p>`, in order.
    pub tags: Vec<String>,
    /// The ids in order.
    pub ids: Vec<String>,
}

/// Reads `html`.
pub fn read(html: &str) -> Reading {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let text = tokenizer.sink.text.into_inner();
    let mut reading = tokenizer.sink.reading.into_inner();
    reading.words = text.split_whitespace().map(str::to_owned).collect();
    reading
}

#[derive(Default)]
struct Sink {
    text: RefCell<String>,
    reading: RefCell<Reading>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::TagToken(tag) => return self.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        if !INSIDE_WORDS.contains(&name.as_str()) {
            self.text.borrow_mut().push(' ');
        }
        let mut reading = self.reading.borrow_mut();
        if tag.kind == TagKind::EndTag {
            reading.tags.push(format!("</{name}>"));
            return TokenSinkResult::Continue;
        }
        for attribute in &tag.attrs {
            match &*attribute.name.local {
                "href" if name == "a" => reading.links.push(attribute.value.to_string()),
                "id" => reading.ids.push(attribute.value.to_string()),
                _ => {}
            }
        }
        reading.tags.push(format!("<{name}>"));
        match name.as_str() {
            "script" | "style" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
            _ => TokenSinkResult::Continue,
        }
    }
}
