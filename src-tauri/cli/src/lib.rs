//! The subcommands, shared by `arguendo-cli` and the desktop program.
