//! What a document cites: document numbers.
