//! Documents in, tables and measures out.
//!
//! | module | gives |
//! |---|---|
//! | [`gold`] | hand-made records of annotated documents |
//! | [`score`] | how much of the gold an extraction finds, and how right it is |
//! | [`targets`] | the growth targets and other main goals of a plan, and whose they are |
//! | [`cite`] | the citation network: documents and statutes, who cites whom, how and where |
//! | [`body`] | the own text of a document, which the following count |
//! | [`dictionary`], [`terms`] | how often a user's terms occur in documents, sections and years, and their shares |
//! | [`kwic`] | each place of a pattern with what stands round it |
//! | [`keywords`] | the words that tell a document from others: TF-IDF, TextRank |
//! | [`similar`] | near-duplicates, and passages that stand in two documents |
//! | [`readability`] | lengths of sentences and clauses, rare characters, published measures |
//! | [`words`] | words and their parts of speech |
//! | [`panel`] | region × year × concept, each cell with its sources |
//! | [`audit`] | a sample of records judged by hand: precision with intervals, agreement of coders |
//! | [`against`] | what one run got right that another did not, record by record |

pub mod against;
pub mod audit;
pub mod body;
pub mod cite;
pub mod dictionary;
pub mod gold;
#[cfg(feature = "words")]
pub mod keywords;
pub mod kwic;
pub mod likeness;
pub mod panel;
#[cfg(feature = "words")]
pub mod readability;
pub mod region;
pub mod score;
pub mod similar;
pub mod targets;
pub mod terms;
#[cfg(feature = "words")]
pub mod words;
