//! The parts of a document: headings, outline, metadata.
