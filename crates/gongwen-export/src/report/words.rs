//! The words of the pages, in English and Chinese side by side.

use gongwen::{
    Bound, CitationKind, Comparison, Direction, DocumentNumberRole, Genre, IssuerReason, Kind, RegionLevel,
    Status,
};

use crate::Language;

impl Language {
    /// One of two.
    pub(super) fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// The `lang` of a page.
    pub(super) fn tag(self) -> &'static str {
        self.pick("en", "zh-CN")
    }

    pub(super) fn genre(self, genre: Genre) -> &'static str {
        match genre {
            Genre::RuleOfLawReport => self.pick("Rule-of-law report", "法治政府建设报告"),
            Genre::WorkReport => self.pick("Government work report", "政府工作报告"),
            Genre::DisclosureReport => self.pick("Disclosure annual report", "信息公开年度报告"),
            Genre::StatisticalCommunique => self.pick("Statistical communiqué", "统计公报"),
            Genre::BudgetReport => self.pick("Budget report", "预算报告"),
            Genre::Plan => self.pick("Plan", "规划和方案"),
            Genre::Measures => self.pick("Measures", "办法和规定"),
            Genre::Regulation => self.pick("Regulation", "条例"),
            Genre::Reply => self.pick("Reply", "批复和答复"),
            Genre::Opinions => self.pick("Opinions", "意见"),
            Genre::Announcement => self.pick("Announcement", "公告"),
            Genre::Decision => self.pick("Decision", "决定"),
            Genre::Minutes => self.pick("Minutes", "纪要"),
            Genre::Notice => self.pick("Notice", "通知"),
        }
    }

    pub(super) fn level(self, level: RegionLevel) -> &'static str {
        match level {
            RegionLevel::Province => self.pick("province", "省级"),
            RegionLevel::Prefecture => self.pick("prefecture", "地级"),
            RegionLevel::County => self.pick("county", "县级"),
            RegionLevel::Township => self.pick("township", "乡级"),
            RegionLevel::Zone => self.pick("zone", "开发区"),
        }
    }

    pub(super) fn kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Count => self.pick("count", "数量"),
            Kind::Money => self.pick("money", "金额"),
            Kind::Percent => self.pick("share", "占比或比率"),
            Kind::Change => self.pick("change", "增减"),
            Kind::Duration => self.pick("duration", "时长"),
            Kind::Measure => self.pick("measure", "计量"),
            Kind::Ratio => self.pick("ratio", "倍数或比例"),
            Kind::Rank => self.pick("rank", "位次"),
            Kind::Score => self.pick("score", "得分"),
            Kind::Difference => self.pick("difference", "差距"),
        }
    }

    pub(super) fn direction(self, kind: Kind, direction: Direction) -> &'static str {
        match (kind, direction) {
            (Kind::Difference, Direction::Up) => self.pick("above", "高于"),
            (Kind::Difference, Direction::Down) => self.pick("below", "低于"),
            (_, Direction::Up) => self.pick("up", "上升"),
            (_, Direction::Down) => self.pick("down", "下降"),
        }
    }

    pub(super) fn comparison(self, comparison: Comparison) -> &'static str {
        match comparison {
            Comparison::Yoy => self.pick("year on year", "同比"),
            Comparison::Qoq => self.pick("quarter on quarter", "环比"),
            Comparison::AnnualAverage => self.pick("annual average", "年均"),
            Comparison::Since => self.pick("since another year", "比某年"),
            Comparison::Vs => self.pick("against another", "与他方相比"),
        }
    }

    /// Nothing for what is exact, and for a range, which shows its two ends.
    pub(super) fn bound(self, bound: Bound) -> Option<&'static str> {
        match bound {
            Bound::Exact | Bound::Range => None,
            Bound::Min => Some(self.pick("at least", "不少于")),
            Bound::Max => Some(self.pick("at most", "不超过")),
            Bound::Approx => Some(self.pick("about", "约")),
        }
    }

    pub(super) fn status(self, status: Status) -> &'static str {
        match status {
            Status::Actual => self.pick("Achieved", "实绩"),
            Status::Target => self.pick("Planned", "目标"),
        }
    }

    pub(super) fn role(self, role: DocumentNumberRole) -> &'static str {
        match role {
            DocumentNumberRole::Own => self.pick("Own", "本文"),
            DocumentNumberRole::Cited => self.pick("Cited", "引用"),
        }
    }

    pub(super) fn citation(self, kind: CitationKind) -> &'static str {
        match kind {
            CitationKind::Basis => self.pick("Basis", "依据"),
            CitationKind::Transmittal => self.pick("Transmittal", "印发转发"),
            CitationKind::Repeal => self.pick("Repeal", "废止"),
            CitationKind::Mention => self.pick("Mention", "提及"),
        }
    }

    pub(super) fn because(self, reason: IssuerReason) -> &'static str {
        match reason {
            IssuerReason::NumberNamesIt => self.pick("the number names it", "文号写明"),
            IssuerReason::KnownCode => self.pick("known code", "已知机关代字"),
            IssuerReason::Signature => self.pick("signs the document", "本文署名"),
            IssuerReason::WordsBefore => self.pick("stands before the number", "文号前写明"),
            IssuerReason::CitedTitle => self.pick("title beside it", "所附标题"),
            IssuerReason::DocumentRegion => self.pick("the document's region", "本文地区"),
            IssuerReason::RelatedRegion => self.pick("a region above or below", "上下级地区"),
            IssuerReason::Abbreviation => self.pick("abbreviation of the region", "地区简称"),
            IssuerReason::RegionName => self.pick("name of the region", "地区名称"),
        }
    }

    /// What a diagnostic is about; its code where it is of a kind unknown here.
    pub(super) fn diagnostic(self, code: &'static str) -> &'static str {
        match code {
            "heading-skip" => self.pick("A heading number is skipped", "标题序号跳号"),
            "heading-repeat" => self.pick("A heading number is repeated", "标题序号重复"),
            "disclosure-sum" => self.pick("Sums of the table disagree", "表中合计不相符"),
            "disclosure-row" => self.pick("A table row lacks figures", "表中一行缺少数字"),
            "font-map-repaired" => self.pick("Broken font map repaired", "字体映射有误，已修复"),
            "undecodable" => self.pick("Bytes could not be decoded", "有的字节无法解码"),
            "truncated" => self.pick("Text cut short", "正文未读全"),
            "pages-skipped" => self.pick("Pages left unread", "有页未读"),
            "no-text-layer" => self.pick("Pages without text", "有的页没有文字"),
            "no-unicode-map" => self.pick("Characters the font does not name", "有的字符无法由字体得知"),
            "damaged-sheet" => self.pick("Damaged sheet", "工作表已损坏"),
            "hidden-sheets" => self.pick("Hidden sheets left out", "略去隐藏的工作表"),
            "embedded-left-out" => self.pick("Embedded documents left out", "略去嵌入的文档"),
            "contents-left-out" => self.pick("Table of contents left out", "略去目录"),
            "numbering-lost" => self.pick("Automatic numbers lost", "自动编号未能读出"),
            "whole-page" => self.pick("Main text not told from the page", "未能从网页中分出正文"),
            "named-otherwise" => self.pick("The file is not what its name says", "文件格式与扩展名不符"),
            code => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_finding_unknown_here_is_told_by_its_code() {
        assert_eq!(Language::Chinese.diagnostic("new-finding"), "new-finding");
        assert_eq!(Language::Chinese.diagnostic("heading-skip"), "标题序号跳号");
    }
}
