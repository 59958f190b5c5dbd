//! Places: the divisions of China and whose document it is.
//!
//! `江苏省南京市鼓楼区人民政府关于2023年…的报告` → [`names`] reads 江苏省, 南京市, 鼓楼区 → [`division`] knows four 鼓楼区, that of
//! 南京市 is meant → [`region`]: 320106. Where the name leaves it open, `namesakes` weighs what else the document says.

pub mod division;
pub mod names;
mod namesakes;
pub mod region;
