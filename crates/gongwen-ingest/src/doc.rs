//! DOC.
