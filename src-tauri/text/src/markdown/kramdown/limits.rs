//! Limits on parsing a text, so that a hostile text spoils only its own page and not the program.

/// The largest nesting depth of blocks and spans. People nest five or six levels; each level costs a copy of
/// its text and some of the thread's stack.
pub const DEEPEST: usize = 32;

/// The longest text that is rendered, in bytes. It is ten times as long as the longest that people wrote.
const LONGEST: usize = 1024 * 1024;

/// The costs of parsing a text, and their limits.
#[derive(Debug, Clone)]
pub struct Limits {
    /// What may still be spent. One unit is some hundred nanoseconds in a debug build, and ten in a release
    /// build.
    left: usize,
    /// The largest length of the output, in bytes.
    most: usize,
    /// The first limit that was reached.
    reached: Option<Limit>,
}

/// A limit that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The text is too long to be rendered.
    Length,
    /// Parsing the text takes too much work.
    Work,
    /// Blocks or spans are nested too deeply.
    Depth,
    /// There is too much mark-up.
    Marks,
    /// The output would be far longer than the text.
    Size,
    /// The program failed because of a bug.
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
    /// The limits for parsing `text`; an error if it is too long. An ordinary text costs twice its length.
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

    /// Spends `cost`. False if a limit was reached: the rest must then be treated as plain words.
    pub fn spend(&mut self, cost: usize) -> bool {
        match self.left.checked_sub(cost) {
            Some(left) => self.left = left,
            None => self.reach(Limit::Work),
        }
        self.reached.is_none()
    }

    /// Spends the cost of copying `length` bytes from another place in the text. The copy is kept until it is
    /// shown.
    pub fn spend_on_copy(&mut self, length: usize) -> bool {
        self.spend(1 + length / 4)
    }

    /// True if the output may have `length` bytes. This is checked while the output is written.
    pub fn allows_size(&mut self, length: usize) -> bool {
        if length > self.most {
            self.reach(Limit::Size);
        }
        self.reached.is_none()
    }

    /// Spends the cost of checking a mark after `length` bytes of words. Words are skipped quickly.
    pub fn spend_on_mark(&mut self, length: usize) -> bool {
        self.spend(4 + length / 8)
    }

    /// Spends the cost of assigning `length` bytes of lines to blocks and copying them.
    pub fn spend_on_line(&mut self, length: usize) -> bool {
        self.spend(10 + length / 4)
    }

    /// True if the nesting depth `depth` is allowed.
    pub fn allows_depth(&mut self, depth: usize) -> bool {
        if depth > DEEPEST {
            self.reach(Limit::Depth);
        }
        self.reached.is_none()
    }

    /// Records that `limit` was reached.
    pub fn reach(&mut self, limit: Limit) {
        self.reached.get_or_insert(limit);
    }

    /// The first limit that was reached.
    pub fn reached(&self) -> Option<Limit> {
        self.reached
    }

    /// An error if a limit was reached.
    pub fn kept(&self) -> Result<(), Limit> {
        self.reached.map_or(Ok(()), Err)
    }
}
