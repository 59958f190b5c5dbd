//! What a document cites: document numbers (发文字号).

pub mod document_number;
