//! Provisions named without a title in 《》 before them: of a statute, or of the document itself.
//!
//! `本办法第七条` → article 7 of the document; `依照水法第九条` → article 9 of 水法; `前款` → the paragraph before this one

use std::ops::Range;

use super::{Doing, LastStatute, Scan, StatuteReference};
use crate::document::Level;
use crate::reference::beside::{leads, letters_at_end, own_word, statute_at_end, that_word};
use crate::reference::short::Cited;
use crate::reference::statute::{Provision, provisions};
use crate::reference::title::{Class, is_generic, printed_title, without_brackets_after};

impl Scan<'_> {
    /// 第…条 behind a statute without 《》, or of the document itself.
    pub(super) fn article(&mut self, at: usize, sentence: Range<usize>) {
        // The article itself begins here.
        let headings = &self.structure.headings;
        let heading = headings.partition_point(|heading| heading.marker.end <= at);
        if headings.get(heading).is_some_and(|heading| heading.marker.start <= at) {
            return;
        }
        let list = provisions(self.text, at);
        let Some(first) = list.first() else { return };
        let before = self.text[self.from(&sentence, at)..at].trim_end_matches(['的', '中', ' ']);
        let run = letters_at_end(before);
        let (target, start) = if let Some(len) = own_word(run) {
            (Target::Own, before.len() - len)
        } else if let Some((cited, len)) = self.shorts.at_end_of(run) {
            (Target::Statute(cited.clone(), Some(run[run.len() - len..].to_owned())), before.len() - len)
        } else if let Some((word, len)) = that_word(run) {
            let Some(cited) = self.shorts.last_ending(word).cloned() else { return };
            (Target::Statute(cited, Some(run[run.len() - len..].to_owned())), before.len() - len)
        } else if let Some(name) = statute_at_end(run) {
            let cited = match is_generic(name).then(|| self.shorts.last_ending(name)) {
                Some(None) => return,
                Some(Some(cited)) => cited.clone(),
                None => Cited { title: name.to_owned(), class: Class::Statute, number: None, agency: None },
            };
            let short = (cited.title != name).then(|| name.to_owned());
            (Target::Statute(cited, short), before.len() - name.len())
        } else if self.is_in_rule(at) && (run.is_empty() || leads(run)) {
            (Target::Own, before.len())
        } else {
            return;
        };
        let offset = self.from(&sentence, at);
        let start = if start == before.len() { first.range.start } else { offset + start };
        let doing = self.doing(start, &sentence);
        self.provisions(target, start, list, doing);
    }

    /// 前款, 本条: of the document itself inside its articles, else of the statute named before.
    pub(super) fn relative(&mut self, range: Range<usize>, sentence: Range<usize>) {
        let word = &self.text[range.clone()];
        // 前条款, 本条款, 本条例.
        if self.text[range.end..].starts_with(['款', '例', '件', '约', '文', '线', '路', '项']) {
            return;
        }
        let mut list = provisions(self.text, range.end);
        if list.is_empty() {
            list.push(Provision { range: range.clone(), ..Provision::default() });
        }
        let doing = self.doing(range.start, &sentence);
        let last = self.last.clone().filter(|last| last.line == self.line);
        let (target, article) = match self.own_article(range.start) {
            Some((number, written)) if !word.starts_with(['该', '同']) => {
                let article = if word.starts_with(['前', '上']) && word.ends_with('条') {
                    (number > 1).then(|| (String::new(), number - 1))
                } else {
                    Some((written, number))
                };
                (Target::Own, article)
            }
            _ => match last {
                Some(LastStatute { cited: Some(cited), article, .. }) => {
                    (Target::Statute(cited, Some(word.to_owned())), article)
                }
                _ => return,
            },
        };
        let paragraph = word.ends_with('款').then(|| self.paragraph(range.start, word)).flatten();
        for provision in &mut list {
            if provision.article.is_none()
                && let Some((written, number)) = &article
            {
                provision.article = (!written.is_empty()).then(|| written.clone());
                provision.article_number = Some(*number);
            }
            if matches!(target, Target::Own) {
                provision.paragraph = provision.paragraph.or(paragraph);
            }
        }
        self.provisions(target, range.start, list, doing);
    }

    fn provisions(&mut self, target: Target, start: usize, list: Vec<Provision>, doing: Doing) {
        let own = matches!(target, Target::Own);
        let (title, short, number) = match &target {
            Target::Own => (self.own_title(start), None, None),
            Target::Statute(cited, short) => (Some(cited.title.clone()), short.clone(), cited.number.clone()),
        };
        let cited = match target {
            Target::Own => None,
            Target::Statute(cited, _) => Some(cited),
        };
        if !own {
            self.remember(cited, list.last());
        }
        let mention = self.mentions.len();
        let end = list.last().map_or(start, |last| last.range.end);
        for (count, provision) in list.into_iter().enumerate() {
            let range = if count == 0 { start..provision.range.end } else { provision.range.clone() };
            self.statutes.push((
                mention,
                StatuteReference {
                    provision: Provision { range, ..provision },
                    title: title.clone(),
                    short: short.clone(),
                    own,
                    number: number.clone(),
                    doing: Doing::default(),
                },
            ));
        }
        self.mention(end, doing);
    }

    /// The number and the words of the article of the document that `at` stands in.
    fn own_article(&self, at: usize) -> Option<(u32, String)> {
        let headings = &self.structure.headings;
        let mut section = self.structure.section_at(at);
        while let Some(heading) = section.map(|section| &headings[section]) {
            if heading.level == Level::Article {
                let written =
                    self.text[heading.marker.clone()].trim().trim_start_matches('第').replace(' ', "");
                return Some((heading.number, written));
            }
            section = heading.parent;
        }
        None
    }

    fn is_in_rule(&self, at: usize) -> bool {
        self.own_article(at).is_some()
    }

    /// The paragraph that 本款 or 前款 at `at` means: articles have one a line, items (（一）) left out.
    fn paragraph(&self, at: usize, word: &str) -> Option<u32> {
        const MOST: usize = 40;
        let headings = &self.structure.headings;
        let mut section = self.structure.section_at(at);
        while section.is_some_and(|section| headings[section].level != Level::Article) {
            section = headings[section?].parent;
        }
        let start = headings[section?].marker.start;
        let lines = &self.structure.lines;
        let first = lines.partition_point(|line| line.end <= start);
        let is_item = |line: &Range<usize>| self.text[line.clone()].starts_with(['（', '(']);
        let own = lines.iter().skip(first).take(MOST).take_while(|line| line.start <= at);
        let paragraphs = u32::try_from(own.filter(|line| !is_item(line)).count()).ok()?;
        let paragraph = if word.starts_with('本') { paragraphs } else { paragraphs.saturating_sub(1) };
        (paragraph > 0).then_some(paragraph)
    }

    /// The title of the document, where 本办法 at `at` can be it.
    fn own_title(&self, at: usize) -> Option<String> {
        let title = self.structure.metadata_at(at).title.as_ref()?;
        let title = printed_title(&title.value).unwrap_or(&title.value);
        let word = self.text[at..]
            .strip_prefix('本')
            .map(|rest| rest.chars().take_while(|c| *c != '第').take(6).collect::<String>());
        let fits = word
            .is_none_or(|word| !is_generic(&word) || without_brackets_after(title).ends_with(word.as_str()));
        fits.then(|| title.to_owned())
    }
}

/// What a provision is of.
enum Target {
    Own,
    Statute(Cited, Option<String>),
}
