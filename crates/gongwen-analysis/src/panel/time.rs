//! Parts of a year: what a sentence says of a figure whose period is a year.
//!
//! `前三季度，地区生产总值增长5.4%` → `2025-01/2025-09`; `截至12月底` and `全年` → the year

/// The part of `year` that the words before a figure last speak of; none for the whole year.
///
/// ```
/// use gongwen_analysis::panel::part_of_year;
/// assert_eq!(part_of_year("2025年前三季度，地区生产总值增长", 2025).as_deref(), Some("2025-01/2025-09"));
/// assert_eq!(part_of_year("1—11月，进出口增长", 2025).as_deref(), Some("2025-01/2025-11"));
/// assert_eq!(part_of_year("上半年开局良好，全年地区生产总值增长", 2025), None);
/// assert_eq!(part_of_year("截至12月底，经营主体", 2025), None);
/// ```
#[must_use]
pub fn part_of_year(words: &str, year: i32) -> Option<String> {
    /// Words of parts, first and last month; longer ones before those they end in.
    const PARTS: [(&str, u32, u32); 16] = [
        ("前三季度", 1, 9),
        ("前三个季度", 1, 9),
        ("一至三季度", 1, 9),
        ("上半年", 1, 6),
        ("下半年", 7, 12),
        ("前两季度", 1, 6),
        ("首季", 1, 3),
        ("一季度", 1, 3),
        ("1季度", 1, 3),
        ("二季度", 4, 6),
        ("2季度", 4, 6),
        ("三季度", 7, 9),
        ("3季度", 7, 9),
        ("四季度", 10, 12),
        ("4季度", 10, 12),
        ("前10个月", 1, 10),
    ];
    const WHOLE: [&str; 9] = ["全年", "年底", "年末", "去年", "今年", "上年", "年度", "年来", "五年"];
    let mut last: Option<(usize, Option<(u32, u32)>)> = None;
    let mut note = |at: Option<usize>, part| {
        if let Some(at) = at.filter(|at| last.is_none_or(|(end, _)| *at > end)) {
            last = Some((at, part));
        }
    };
    let end = |word: &str| words.rfind(word).map(|at| at + word.len());
    for (word, from, to) in PARTS {
        note(end(word), Some((from, to)));
    }
    for word in WHOLE {
        note(end(word), None);
    }
    if let Some((at, part)) = months(words) {
        note(Some(at), part);
    }
    let (from, to) = last?.1?;
    Some(if from == to { format!("{year}-{from:02}") } else { format!("{year}-{from:02}/{year}-{to:02}") })
}

/// The last `N月` that is no day: where it ends, and its months; none of these for the end of December.
fn months(words: &str) -> Option<(usize, Option<(u32, u32)>)> {
    const OFF: [&str; 3] = ["个月", "日", "号"];
    let mut found = None;
    for (at, _) in words.match_indices('月') {
        let end = at + '月'.len_utf8();
        let before = words[..at].strip_suffix('个').unwrap_or(&words[..at]);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(month) = before[before.len() - digits..].parse::<u32>() else { continue };
        let head = &before[..before.len() - digits];
        let behind = words[end..].trim_start_matches(|c: char| c.is_ascii_digit());
        // 5月22日 is a day; 3个月 a length, but 前3个月 a part of the year.
        let is_day = behind.len() < words[end..].len() && OFF.iter().any(|word| behind.starts_with(word));
        let is_length = before.len() < at && !head.ends_with('前');
        if !(1..=12).contains(&month) || is_day || is_length {
            continue;
        }
        let from_january = head.ends_with('前')
            || head.ends_with("1-")
            || head.ends_with("1—")
            || head.ends_with("1至")
            || head.ends_with("1–")
            || head.ends_with("1～")
            || head.ends_with("1~")
            || head.ends_with("1到");
        let ends_year = month == 12
            && (from_january || words[end..].starts_with(['底', '末']) || words[end..].starts_with("31日"));
        found = Some((end, (!ends_year).then_some((if from_january { 1 } else { month }, month))));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_time_that_is_named_counts() {
        for (words, part) in [
            ("2025年6月，完成投资", Some("2025-06")),
            ("上半年，规上工业增加值增长", Some("2025-01/2025-06")),
            ("截至2025年12月底，累计", None),
            ("5月22日召开会议，固定资产投资增长", None),
            ("用3个月完成，固定资产投资增长", None),
            ("前11个月，进出口总额", Some("2025-01/2025-11")),
            ("2025年，地区生产总值", None),
            ("一季度实现开门红，全年增长", None),
            ("月", None),
        ] {
            assert_eq!(part_of_year(words, 2025).as_deref(), part, "{words}");
        }
    }
}
