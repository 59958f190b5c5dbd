//! What can be wrong with an input, in words a user can act on.
//!
//! A file of zeros named `a.txt` → `not a text file: it holds nothing but NUL bytes; …`

use std::fmt;
use std::io;

/// Why one input gave no text. The run over the other inputs goes on.
///
/// The representation is private; ask with the predicates, or take [`kind`](Error::kind) into a table.
///
/// ```
/// let error = gongwen_ingest::decode(&b""[..]).unwrap_err();
/// assert!(error.is_empty());
/// assert_eq!(error.kind(), "empty");
/// assert_eq!(error.to_string(), "the file is empty: expected text, found 0 bytes");
/// assert_eq!(error.chinese(), "文件为空：应有正文，实际为0字节");
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Reason);

impl Error {
    /// A stable name of the reason: `empty`, `binary`, `unsupported`, `not-found`, `unreadable`, `too-large`,
    /// `damaged`, `encrypted`, `no-text`, `reader-failed`, `bad-line`, `no-input`, `bad-glob`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.0 {
            Reason::Empty | Reason::Blank { .. } | Reason::NoText { .. } => "empty",
            Reason::Binary(_) => "binary",
            Reason::Unsupported { .. } | Reason::TooDeep { .. } => "unsupported",
            Reason::Damaged { .. } | Reason::CutOff { .. } => "damaged",
            Reason::Encrypted { .. } => "encrypted",
            Reason::ReaderFailed { .. } => "reader-failed",
            Reason::Io(error) if error.kind() == io::ErrorKind::NotFound => "not-found",
            Reason::DanglingLink => "not-found",
            Reason::Io(_) | Reason::Loop { .. } | Reason::Walk(_) => "unreadable",
            Reason::TooLarge { .. }
            | Reason::Unpacked { .. }
            | Reason::Ratio { .. }
            | Reason::TooManyMembers { .. } => "too-large",
            Reason::NotJson { .. } | Reason::NoField { .. } | Reason::NotString { .. } => "bad-line",
            Reason::NoInput => "no-input",
            Reason::Glob { .. } => "bad-glob",
            #[cfg(feature = "pdf")]
            Reason::NoTextLayer { .. } | Reason::NoUnicodeMap { .. } => "no-text",
        }
    }

    /// The file holds no bytes, or nothing but white space.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kind() == "empty"
    }

    /// The content is not text, whatever the name says.
    #[must_use]
    pub fn is_binary(&self) -> bool {
        self.kind() == "binary"
    }

    /// A known format that this build has no reader for.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.kind() == "unsupported"
    }

    /// There is nothing at the path.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.kind() == "not-found"
    }

    /// The operating system refused: no permission, a loop of links, a failing disk.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.kind() == "unreadable"
    }

    /// Longer than [`InputOptions::max_size`](crate::InputOptions::max_size).
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.kind() == "too-large"
    }

    /// The file is of its format, but broken: cut off, or with parts that contradict each other.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.kind() == "damaged"
    }

    /// A password is needed.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.kind() == "encrypted"
    }

    /// The reader of the format failed in itself (a panic, contained to this file).
    #[must_use]
    pub fn is_reader_failed(&self) -> bool {
        self.kind() == "reader-failed"
    }

    /// A line of a `.jsonl` file that gives no document.
    #[must_use]
    pub fn is_bad_line(&self) -> bool {
        self.kind() == "bad-line"
    }

    /// The message in Chinese; [`Display`](fmt::Display) gives it in English.
    #[must_use]
    pub fn chinese(&self) -> String {
        self.0.chinese()
    }

    /// What is wrong with a text, where it is empty or blank.
    ///
    /// ```
    /// use gongwen_ingest::Error;
    /// assert!(Error::of_blank(" \n").is_some_and(|error| error.is_empty()));
    /// assert!(Error::of_blank("公文").is_none());
    /// ```
    #[must_use]
    pub fn of_blank(text: &str) -> Option<Self> {
        let blank = text.chars().all(char::is_whitespace);
        let reason = || if text.is_empty() { Reason::Empty } else { Reason::Blank { bytes: text.len() } };
        blank.then(reason).map(Self)
    }

    /// The paths held nothing to read.
    #[must_use]
    pub fn no_input() -> Self {
        Self(Reason::NoInput)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self(Reason::Io(error))
    }
}

/// The reasons, each saying what was expected, what was found and what to do.
#[derive(Debug, thiserror::Error)]
#[cfg_attr(
    not(feature = "all"),
    allow(dead_code, reason = "some are those of readers left out of the build")
)]
pub(crate) enum Reason {
    #[error("the file is empty: expected text, found 0 bytes")]
    Empty,
    #[error("the file is empty: expected text, found {bytes} bytes of nothing but white space")]
    Blank { bytes: usize },
    #[error("not a text file: {0}")]
    Binary(BinaryEvidence),
    #[error("{format} files cannot be read: save the document as .docx, .pdf, .html or .txt first")]
    Unsupported { format: &'static str },
    #[error("the {format} file holds no text; if it shows any, it shows it as pictures")]
    NoText { format: &'static str },
    #[error(
        "the {format} file is damaged: {message}; open it in its program and save it anew, or fetch it again"
    )]
    Damaged { format: &'static str, message: String },
    #[error("the {format} file is cut off: its end is missing; fetch it again")]
    CutOff { format: &'static str },
    #[error("the {format} file is encrypted: {}", without_password(.format))]
    Encrypted { format: &'static str },
    #[error("the {format} reader failed ({message}); please report it with the file")]
    ReaderFailed { format: &'static str, message: String },
    #[error("the {format} file unpacks to more than {limit} bytes; raise --max-file-size")]
    Unpacked { format: &'static str, limit: u64 },
    #[error(
        "{packed} bytes unpack to {unpacked}: refused, for a document does not, but an archive made to fill memory does"
    )]
    Ratio { packed: u64, unpacked: u64 },
    #[error("the archive holds more than {limit} files; unpack it first")]
    TooManyMembers { limit: usize },
    #[error("archives in archives are read to a depth of {depth}; unpack it first")]
    TooDeep { depth: usize },
    #[error("{}", io_english(.0))]
    Io(#[source] io::Error),
    #[error("a link to nothing: its target does not exist")]
    DanglingLink,
    #[error("a loop of folders: it links back to {ancestor}; remove the link or pass --exclude")]
    Loop { ancestor: String },
    #[error("cannot be listed: {0}")]
    Walk(String),
    #[error("too large: expected at most {limit} bytes, found {}; raise --max-file-size", found(*.size))]
    TooLarge { limit: u64, size: Option<u64> },
    #[error("not a JSON object: {found}; each line of a .jsonl file holds one object")]
    NotJson { found: String },
    #[error("no field {field:?}: the line has {}; name the text with --text-field", list(.present))]
    NoField { field: String, present: Vec<String> },
    #[error("field {field:?} holds {found}, expected a string")]
    NotString { field: String, found: &'static str },
    #[error(
        "no documents found: name files or folders that hold .txt, .html, .docx or other documents, or pass --include"
    )]
    NoInput,
    #[error("{glob:?} is not a glob: {message}")]
    Glob { glob: String, message: String },
    #[cfg(feature = "pdf")]
    #[error("scanned: none of the {pages} pages holds text; run OCR on it first")]
    NoTextLayer { pages: usize },
    #[cfg(feature = "pdf")]
    #[error(
        "no readable text: its fonts say of none of the {glyphs} glyphs which character it is; run OCR on it first"
    )]
    NoUnicodeMap { glyphs: usize },
}

impl Reason {
    fn chinese(&self) -> String {
        match self {
            Self::Empty => "文件为空：应有正文，实际为0字节".into(),
            Self::Blank { bytes } => format!("文件为空：应有正文，实际只有{bytes}字节的空白"),
            Self::Binary(evidence) => format!("不是文本文件：{}", evidence.chinese()),
            Self::Unsupported { format } => {
                format!("不能读取{format}文件：请先另存为.docx、.pdf、.html或.txt")
            }
            Self::NoText { format } => format!("{format}文件中没有文字；若能看到内容，则其为图片"),
            Self::Damaged { format, message } => {
                format!("{format}文件已损坏（{message}）：请用原程序打开后重新保存，或重新获取")
            }
            Self::CutOff { format } => format!("{format}文件不完整，缺少结尾：请重新获取"),
            Self::Encrypted { format: "ZIP" } => "ZIP文件已加密：请先用密码解压，再读取其中的文件".into(),
            Self::Encrypted { format } => format!("{format}文件已加密：请去掉密码后另存"),
            Self::ReaderFailed { format, message } => {
                format!("{format}读取程序出错（{message}），请附上文件反馈")
            }
            Self::Unpacked { format, limit } => {
                format!("{format}文件解压后超过{limit}字节；可调高--max-file-size")
            }
            Self::Ratio { packed, unpacked } => {
                format!("{packed}字节解压为{unpacked}字节，不像文档而像压缩炸弹，不予读取")
            }
            Self::TooManyMembers { limit } => format!("压缩包中的文件超过{limit}个，请先解压"),
            Self::TooDeep { depth } => format!("压缩包最多嵌套{depth}层，请先解压"),
            Self::Io(error) => io_chinese(error),
            Self::DanglingLink => "失效的链接：所指的文件不存在".into(),
            Self::Loop { ancestor } => {
                format!("文件夹循环：链接指回{ancestor}；请删除该链接或用--exclude排除")
            }
            Self::Walk(message) => format!("无法列出：{message}"),
            Self::TooLarge { limit, size } => match size {
                Some(size) => format!("文件过大：上限{limit}字节，实际{size}字节；可调高--max-file-size"),
                None => format!("文件过大：超过上限{limit}字节；可调高--max-file-size"),
            },
            Self::NotJson { found } => format!("不是JSON对象：{found}；.jsonl文件每行应为一个对象"),
            Self::NoField { field, present } => {
                format!("没有字段“{field}”：该行的字段有{}；请用--text-field指明正文字段", list(present))
            }
            Self::NotString { field, found } => {
                let found = match *found {
                    "null" => "null",
                    "a number" => "数字",
                    "true or false" => "真假值",
                    "an array" => "数组",
                    _ => "对象",
                };
                format!("字段“{field}”应为字符串，实际为{found}")
            }
            Self::NoInput => {
                "没有找到文档：请给出含有.txt、.html、.docx等文档的文件或文件夹，或使用--include".into()
            }
            Self::Glob { glob, message } => format!("“{glob}”不是有效的通配符：{message}"),
            #[cfg(feature = "pdf")]
            Self::NoTextLayer { pages } => format!("扫描件：共{pages}页，均无文字；请先做文字识别（OCR）"),
            #[cfg(feature = "pdf")]
            Self::NoUnicodeMap { glyphs } => {
                format!("无可读文字：字体没有说明{glyphs}个字形各是什么字；请先做文字识别（OCR）")
            }
        }
    }
}

/// How a file showed that it is no text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum BinaryEvidence {
    /// All bytes are zero: often a download or a copy that was cut off.
    OnlyNul(usize),
    /// The first bytes are those of another format.
    Magic(&'static str),
    /// So many control characters of so many bytes.
    Controls(usize, usize),
    /// So many places of so many characters could be decoded in no Chinese encoding.
    Undecodable(usize, usize),
}

impl fmt::Display for BinaryEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnlyNul(bytes) => {
                write!(
                    f,
                    "it holds nothing but NUL bytes ({bytes}); it may be a damaged copy, fetch it again"
                )
            }
            Self::Magic(format) => {
                write!(f, "its first bytes are those of a {format} file; rename it, or save it as text")
            }
            Self::Controls(controls, bytes) => {
                write!(f, "{controls} of its {bytes} characters are control characters")
            }
            Self::Undecodable(places, chars) => {
                write!(f, "{places} places in {chars} characters cannot be decoded in any Chinese encoding")
            }
        }
    }
}

impl BinaryEvidence {
    fn chinese(&self) -> String {
        match self {
            Self::OnlyNul(bytes) => format!("全部{bytes}字节都是NUL，可能是损坏的副本，请重新获取"),
            Self::Magic(format) => format!("开头是{format}文件的标志；请改正文件名，或另存为文本"),
            Self::Controls(controls, bytes) => format!("{bytes}个字符中有{controls}个控制字符"),
            Self::Undecodable(places, chars) => {
                format!("{chars}个字符中有{places}处无法用任何中文编码解码")
            }
        }
    }
}

fn without_password(format: &str) -> &'static str {
    match format {
        "ZIP" => "unpack it with its password and name the files",
        _ => "save it without a password",
    }
}

fn io_english(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "cannot be read: permission denied".into(),
        _ => format!("cannot be read: {error}"),
    }
}

fn io_chinese(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹".into(),
        io::ErrorKind::PermissionDenied => "无法读取：没有权限".into(),
        _ => format!("无法读取：{error}"),
    }
}

fn found(size: Option<u64>) -> String {
    size.map_or_else(|| "more".into(), |size| size.to_string())
}

fn list(fields: &[String]) -> String {
    const SHOWN: usize = 8;
    let mut shown = fields.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if fields.len() > SHOWN {
        shown.push_str(", …");
    }
    if shown.is_empty() { "{}".into() } else { shown }
}
