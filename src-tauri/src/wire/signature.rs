//! The argument and answer types of a command, taken from the function that is the command, for the page's
//! types.

use ts_rs::{Config, TS, TypeVisitor};

use super::WireError;

/// The types of a command in TypeScript.
pub struct Types {
    /// The types of its arguments, in order.
    pub arguments: Vec<String>,
    /// The type of its answer.
    pub answer: String,
}

/// A function that is a command: its first parameter is the program's handle, the others are `Arguments`.
pub trait Signature<Arguments> {
    /// The command's types. Each is passed to `visitor`.
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
