//! The foot of a document: signature (署名) and date of issue (成文日期), GB/T 9704-2012 7.3.5.
//!
//! `松坪县财政局` / `松坪县教育局` / `二〇二一年三月五日` → signature `松坪县财政局、松坪县教育局`, date 2021-03-05

use std::ops::Range;

use super::date::{Date, date_at};
use super::metadata::Found;

/// Signature and date.
#[derive(Default)]
pub(super) struct Signature {
    pub(super) agency: Option<Found<String>>,
    pub(super) date: Option<Found<Date>>,
}

/// What agencies' names end with.
pub(super) const AGENCY_ENDS: [char; 18] = [
    '府', '厅', '局', '委', '办', '会', '院', '部', '署', '行', '处', '社', '组', '室', '司', '队', '党',
    '所',
];

/// The signature: lines that are agencies' names above a line that is a date, or before a date on its line. Without one,
/// the last line that is a date.
pub(super) fn signature(text: &str, lines: &[Range<usize>]) -> Signature {
    let mut last = None;
    for (at, line) in lines.iter().enumerate() {
        let Some((date, start)) = date_at_end(text, line.clone()) else { continue };
        let found = Found::at(date, start..line.end);
        if start > line.start {
            // 松坪县人民政府  2022年3月21日
            let agency = crate::text::lines::trim(text, line.start..start);
            if is_agency(&text[agency.clone()]) {
                let value = without_spaces(&text[agency.clone()]);
                return Signature { agency: Some(Found::at(value, agency)), date: Some(found) };
            }
            continue;
        }
        let above = lines[..at].iter().rev().take(JOINT).take_while(|line| is_agency(&text[(*line).clone()]));
        let signed: Vec<&Range<usize>> = above.collect();
        if let (Some(first), Some(end)) = (signed.last(), signed.first()) {
            let names: Vec<String> =
                signed.iter().rev().map(|line| without_spaces(&text[(*line).clone()])).collect();
            let agency = Found::at(names.join("、"), first.start..end.end);
            return Signature { agency: Some(agency), date: Some(found) };
        }
        last = Some(found);
    }
    Signature { agency: None, date: last }
}

/// Agencies that may sign one document together.
const JOINT: usize = 12;

/// The date a line ends with, and where it begins: the whole line, or what stands after a space.
fn date_at_end(text: &str, line: Range<usize>) -> Option<(Date, usize)> {
    /// Bytes of a line that is a signature with its date.
    const LIMIT: usize = 150;
    let words = &text[line.clone()];
    if words.len() > LIMIT || !words.ends_with(|c: char| c == '日' || c.is_ascii_digit() || "）)".contains(c))
    {
        return None;
    }
    let whole = |start: usize| {
        let (date, len) = date_at(&text[start..line.end])?;
        (start + len == line.end).then_some((date, start))
    };
    let space = words.rfind(' ').map(|space| line.start + space + 1);
    whole(line.start).or_else(|| space.and_then(whole))
}

/// Whether a line is an agency's name.
pub(super) fn is_agency(line: &str) -> bool {
    (6..=120).contains(&line.len())
        && line.ends_with(AGENCY_ENDS)
        && !line.contains(['，', '。', '；', '：', ',', ';', ':', '》', '、'])
        && !line.contains(|c: char| c.is_ascii_digit())
}

fn without_spaces(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::lines;

    fn signed(text: &str) -> (Option<String>, Option<Date>) {
        let found = signature(text, &lines(text));
        (found.agency.map(|agency| agency.value), found.date.map(|date| date.value))
    }

    #[test]
    fn forms() {
        let one = (Some("松坪县人民政府".to_owned()), Some((2021, 3, 5)));
        assert_eq!(signed("特此通知。\n松坪县人民政府\n二〇二一年三月五日"), one);
        assert_eq!(signed("特此通知。\n松坪县人民政府  2021年3月5日"), one);
        let joint = (Some("松坪县财政局、松坪县教育局".to_owned()), Some((2021, 3, 5)));
        assert_eq!(signed("特此通知。\n松坪县财政局\n松坪县教育局\n2021年3月5日"), joint);
        assert_eq!(signed("特此通知。\n2021年3月5日"), (None, Some((2021, 3, 5))));
        assert_eq!(signed("自2021年3月5日"), (None, None));
    }
}
