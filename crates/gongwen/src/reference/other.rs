//! What has the form of a document number and is another number: of a case (案号), a licence (许可证), a record (备案).
//!
//! `（2019）鲁01行初12号`, `京网文〔2019〕1234号`, `备案编号：建备〔2019〕5号`

/// Whether numbers with this code are of cases, licences or records.
pub(super) fn is_other_code(code: &str) -> bool {
    CODE_ENDS.split_ascii_whitespace().any(|end| code.ends_with(end)) || is_case(code)
}

/// Ends of codes of licences, records, certificates and prosecutors' files.
const CODE_ENDS: &str = "许可证 许可 许证 许字 备案 备字 登记 证字 准字 证书 网文 国用 集用 国用字 集用字 房权证 房证 不动产权 不动产 \
    林证 产权证 合同 仲案字 仲字 仲裁字 劳仲案 仲案 裁字 刑诉 不诉 公诉 批捕 医广 药广 械广 健广 食健广 广审";

/// Whether a code is a court's: `最高法民申`, `民一终字`, `鲁01行初`.
fn is_case(code: &str) -> bool {
    let stem = code.strip_suffix('字').unwrap_or(code);
    let mut back = stem.chars().rev();
    let stage = back.next().is_some_and(|c| STAGES.contains(c));
    // 民一终, 民终, 行监, 执恢, 法民二初
    stage && back.take(3).any(|c| MATTERS.contains(c))
}

/// 初审, 终审, 申请再审, 再审, 提审, 抗诉, 辖, 恢复, 异议, 复议, 保全, 破产, 赔偿 and other stages of a case.
const STAGES: &str = "初终申再提抗辖恢异破赔他";

/// 民事, 刑事, 行政, 经济, 执行, 知识产权, 商事, 海事, 委赔.
const MATTERS: &str = "民刑行经执知商海委破";

/// Whether what stands before a code calls its number another's: `许可证编号：`, `备案号:`, `案号：`.
pub(super) fn is_labelled_other(before: &str) -> bool {
    let label = before.trim_end_matches([' ', '：', ':', '（', '(', '为', '是']);
    let marked = label.len() < before.len() && before[label.len()..].contains(['：', ':', '为', '是']);
    let stem = label.trim_end_matches(['号', '编', '文', '书', '码']);
    marked && stem.len() < label.len() && LABELS.split_ascii_whitespace().any(|end| stem.ends_with(end))
}

const LABELS: &str =
    "许可证 许可 备案 备案证 登记 登记证 证 案 案件 受理 合同 采购 招标 项目 产权证 资质 资格证 商标 专利";
