//! Writing an answer: drafts, publishing them, quoting others and signing.

pub mod drafting;
pub mod operations;
pub mod pictures;
pub mod publishing;
pub mod quoting;
pub mod signing;
