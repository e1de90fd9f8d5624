//! What a command takes and answers, read from the function that is the command, for the page's types.

use ts_rs::{Config, TS, TypeVisitor};

use super::WireError;

/// The types of a command, as TypeScript writes them.
pub struct Types {
    /// Of its arguments, in their order.
    pub arguments: Vec<String>,
    /// Of its answer.
    pub answer: String,
}

/// A function that is a command: after the handle of the program, it takes `Arguments`.
pub trait Signature<Arguments> {
    /// Its types, each shown to `visitor`.
    fn types(&self, config: &Config, visitor: &mut impl TypeVisitor) -> Types;
}

macro_rules! signature {
    ($($argument:ident)*) => {
        impl<Function, Handle, Answering, Answer, $($argument),*> Signature<(Handle, $($argument,)*)> for Function
        where
            Function: Fn(Handle, $($argument),*) -> Answering,
            Answering: Future<Output = Result<Answer, WireError>>,
            Answer: TS + 'static,
            $($argument: TS + 'static,)*
        {
            fn types(&self, config: &Config, visitor: &mut impl TypeVisitor) -> Types {
                $(visitor.visit::<$argument>();)*
                visitor.visit::<Answer>();
                Types {
                    arguments: vec![$($argument::name(config)),*],
                    answer: Answer::name(config),
                }
            }
        }
    };
}

signature!();
signature!(A);
signature!(A B);
signature!(A B C);
signature!(A B C D);
signature!(A B C D E);
