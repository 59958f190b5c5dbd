//! The title in a file's properties, where it is one.
//!
//! `Microsoft Word - 关于开展普法宣传的通知.doc` → `关于开展普法宣传的通知`; `文档1`, `PowerPoint 演示文稿` → nothing

/// The title of a document, from what its program wrote: often a file's name or nobody's choice.
pub(crate) fn of_properties(text: &str) -> Option<String> {
    const PLACEHOLDERS: [&str; 6] = ["文档", "无标题", "新建", "未命名", "幻灯片", "附件"];
    let text = text.trim().trim_start_matches("Microsoft Word - ");
    let text = [".docx", ".doc", ".wps", ".pdf"]
        .iter()
        .fold(text, |text, ending| text.strip_suffix(ending).unwrap_or(text));
    let hanzi = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let length = text.chars().count();
    // A title says in more than a word what the document is about, and says it in Chinese.
    let is_title = hanzi >= 5
        && 2 * hanzi > length
        && length <= 120
        && !PLACEHOLDERS.iter().any(|word| text.starts_with(word))
        && !text.contains(['\\', '\u{fffd}']);
    is_title.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_what_programs_write() {
        let title = "松坪县人民政府关于2024年工作的报告";
        for (text, expected) in [
            (title, Some(title)),
            ("Microsoft Word - 关于开展普法宣传的通知.doc", Some("关于开展普法宣传的通知")),
            ("文档1", None),
            ("新建 Microsoft Word 文档", None),
            ("PowerPoint 演示文稿", None),
            ("C:\\Users\\管理员\\关于普法宣传的通知", None),
            ("report-final-v2", None),
            ("", None),
        ] {
            assert_eq!(of_properties(text).as_deref(), expected, "{text}");
        }
    }
}
