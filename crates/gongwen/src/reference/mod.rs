//! What a document cites: document numbers (发文字号), with the titles they stand beside.

mod agency;
pub mod document_number;
mod order;
mod title;
