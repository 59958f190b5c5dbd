//! Documents in, tables and measures out.
//!
//! | module | gives |
//! |---|---|
//! | [`gold`] | hand-made records of annotated documents |
//! | [`score`] | how much of the gold an extraction finds, and how right it is |
//! | [`targets`] | the growth targets and other main goals of a plan, and whose they are |
//! | [`cite`] | the citation network: documents and statutes, who cites whom, how and where |
//! | [`against`] | what one run got right that another did not, record by record |
//!
//! ```
//! use gongwen::{Options, analyze};
//! use gongwen_analysis::targets::targets;
//!
//! let text = "松坪县2024年政府工作报告\n今年主要预期目标是：地区生产总值增长5%左右，居民消费价格涨幅2%左右。";
//! let planned = targets(&analyze(text, &Options::default()), text, "report.txt");
//! let of = |at: usize| (planned[at].goal, planned[at].low.map(|low| low.to_string()));
//! assert_eq!(of(0), (Some("gdp"), Some("5".into())));
//! assert_eq!(of(1), (Some("cpi"), Some("2".into())));
//! ```

pub mod against;
pub mod cite;
pub mod gold;
pub mod likeness;
pub mod region;
pub mod score;
pub mod targets;
