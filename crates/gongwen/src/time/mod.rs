//! The time a figure speaks of: dates, years, spans and named periods in the text, and what they mean in a document.

mod date;
pub mod period;
