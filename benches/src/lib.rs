//! Placeholder until the first file of this crate stands.
