//! The desktop program: one window on one folder. It wires the core to the page and decides nothing itself.

pub mod wire;
