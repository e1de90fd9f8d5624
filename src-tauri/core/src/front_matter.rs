//! Front matter: where it ends, and the YAML in it read within a budget.
