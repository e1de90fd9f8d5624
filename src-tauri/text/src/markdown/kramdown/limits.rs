//! The bounds on reading a text, so that a hostile one costs its own page and not the program.

/// How deep blocks and spans may lie in one another. People nest five or six deep; each level costs a copy of the
/// text in it and a stretch of the thread's stack.
pub const DEEPEST: usize = 32;

/// The longest text that is rendered with its mark-up, in bytes. The longest that people wrote is a tenth of it.
const LONGEST: usize = 1024 * 1024;

/// How much reading costs, and what it may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// What may still be spent. One unit is some hundred nanoseconds in a debug build, ten in a release build.
    left: usize,
    /// How long what is made of the text may become, in bytes.
    most: usize,
    /// The first limit that was reached.
    reached: Option<Limit>,
}

/// A limit that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The text is longer than is rendered.
    Length,
    /// The text must be looked at too often.
    Work,
    /// Something lies too deep in something else.
    Depth,
    /// There is too much mark-up.
    Marks,
    /// What would be shown is far longer than what is written.
    Size,
    /// The program itself failed.
    Failure,
}

impl Limit {
    /// The limit as a sentence for the reader.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Length => "The text is longer than 1 MiB.",
            Self::Work => {
                "The text has too many marks that nothing closes, or too much that stands in something else."
            }
            Self::Depth => "Lists, quotes or tags lie too deep in one another.",
            Self::Marks => "The text has too many tags and marks.",
            Self::Size => {
                "The text uses something long so often that it would become far longer than it is written."
            }
            Self::Failure => "The text made the program fail, which is our fault and not its writer's.",
        }
    }
}

impl Limits {
    /// The limits for reading `text`; an error where it is too long. An ordinary text costs twice its length.
    pub fn of(text: &str) -> Result<Self, Limit> {
        let length = text.len();
        if length > LONGEST {
            return Err(Limit::Length);
        }
        Ok(Self {
            left: 8 * length + 100_000,
            most: 8 * length + 200_000,
            reached: None,
        })
    }

    /// Spends `cost`. False where nothing is left: the rest is then to be taken as plain words.
    pub fn spend(&mut self, cost: usize) -> bool {
        match self.left.checked_sub(cost) {
            Some(left) => self.left = left,
            None => self.reach(Limit::Work),
        }
        self.reached.is_none()
    }

    /// Spends what it costs to copy `length` bytes that are elsewhere in the text: what is copied is kept until it is shown.
    pub fn spend_on_copy(&mut self, length: usize) -> bool {
        self.spend(1 + length / 4)
    }

    /// Whether what is made of the text may be of `length` bytes. It is asked while that is made.
    pub fn allows_size(&mut self, length: usize) -> bool {
        if length > self.most {
            self.reach(Limit::Size);
        }
        self.reached.is_none()
    }

    /// Spends what it costs to look at a mark after `length` bytes of words: words are passed over quickly.
    pub fn spend_on_mark(&mut self, length: usize) -> bool {
        self.spend(4 + length / 8)
    }

    /// Spends what it costs to find out where `length` bytes of lines belong, and to copy them.
    pub fn spend_on_line(&mut self, length: usize) -> bool {
        self.spend(10 + length / 4)
    }

    /// Whether `depth` is allowed.
    pub fn allows_depth(&mut self, depth: usize) -> bool {
        if depth > DEEPEST {
            self.reach(Limit::Depth);
        }
        self.reached.is_none()
    }

    /// Notes that `limit` was reached.
    pub fn reach(&mut self, limit: Limit) {
        self.reached.get_or_insert(limit);
    }

    /// The first limit that was reached.
    pub fn reached(&self) -> Option<Limit> {
        self.reached
    }

    /// An error where a limit was reached.
    pub fn kept(&self) -> Result<(), Limit> {
        self.reached.map_or(Ok(()), Err)
    }
}
