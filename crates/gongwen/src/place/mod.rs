//! Places: the divisions of China and whose document it is.
//!
//! `江苏省南京市鼓楼区人民政府关于2023年…的报告` → [`names`] reads 江苏省, 南京市, 鼓楼区 → [`division`] knows four 鼓楼区 →
//! [`region`] takes that of 南京市: 320106.

pub mod division;
pub mod names;
pub mod region;
