//! From readings to a network: what each reference leads to.
//!
//! Two passes. The first learns: `鲁政办发` stands beside 鲁甸县人民政府办公室, so a number with that code and no agency is theirs;
//! 《意见》 stood once beside 松政发〔2021〕3号, so elsewhere the title alone is that document. The second resolves.

use std::collections::{BTreeMap, BTreeSet};

use gongwen::CitationKind;
use gongwen::reference::title::{Key, is_generic, same_agency};

use super::outside::Outside;
use super::reading::{Issuing, Reading, Reference};
use super::{Edge, Network, SENTENCES};

impl Network {
    /// The network of all documents read.
    #[must_use]
    pub fn build(readings: Vec<Reading>) -> Self {
        // Who uses which code, and which number which title has.
        let learned = Learned::of(&readings);

        // Where each reference leads: to a document read, or to one of the others.
        let corpus = Corpus::of(&readings);
        let mut outside = Outside::default();
        let mut network = Self::default();
        let mut found: Vec<(usize, Target, &Reference)> = Vec::new();
        for (source, reading) in readings.iter().enumerate() {
            network.nameless += reading.nameless;
            network.own += reading.own;
            for reference in &reading.references {
                let target = match corpus.resolve(reference, source, &learned) {
                    Some(target) if target == source => {
                        network.own += 1;
                        continue;
                    }
                    Some(target) => Target::Read(target),
                    None => Target::Outside(outside.place(reference, source, &learned)),
                };
                network.references += 1;
                network.outside += usize::from(matches!(target, Target::Outside(_)));
                found.push((source, target, reference));
            }
        }

        // What is not in the corpus, most cited first.
        let order = outside.order();
        network.nodes = readings.iter().map(|reading| reading.node.clone()).collect();
        let read = network.nodes.len();
        network.nodes.extend(order.iter().map(|&place| outside.nodes[place].node(&learned)));
        for (place, node) in network.nodes.iter_mut().enumerate() {
            node.id = if place < read { format!("d{}", place + 1) } else { format!("x{}", place - read + 1) };
        }
        let mut places = vec![0; order.len()];
        for (place, &outside) in order.iter().enumerate() {
            places[outside] = read + place;
        }
        network.add_edges(&found, &places);
        network
    }

    fn add_edges(&mut self, found: &[(usize, Target, &Reference)], places: &[usize]) {
        let mut edges: BTreeMap<(usize, usize, CitationKind), Edge> = BTreeMap::new();
        let mut citing: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (source, target, reference) in found {
            let target = match target {
                Target::Read(place) => *place,
                Target::Outside(place) => places[*place],
            };
            let (source, kind) = (*source, reference.kind);
            let edge = edges.entry((source, target, kind)).or_insert_with(|| Edge {
                source,
                target,
                kind,
                count: 0,
                articles: Vec::new(),
                sentences: Vec::new(),
            });
            edge.count += 1;
            if let Some(article) =
                reference.article.as_ref().filter(|article| !edge.articles.contains(article))
            {
                edge.articles.push(article.clone());
            }
            if edge.sentences.len() < SENTENCES && !edge.sentences.contains(&reference.sentence) {
                edge.sentences.push(reference.sentence.clone());
            }
            self.nodes[target].cited += 1;
            self.nodes[target].citing += usize::from(citing.insert((source, target)));
        }
        self.edges = edges.into_values().collect();
    }
}

#[derive(Clone, Copy, Debug)]
enum Target {
    Read(usize),
    /// Place among the nodes of [`Outside`].
    Outside(usize),
}

/// What the first pass learns.
#[derive(Debug, Default)]
pub(super) struct Learned {
    /// Agency code → the agencies it stood beside, and how often.
    agencies: BTreeMap<String, BTreeMap<String, usize>>,
    /// Agency code → the divisions whose number has it.
    divisions: BTreeMap<String, BTreeSet<String>>,
    /// Subject → the numbers it stood beside.
    numbers: BTreeMap<String, BTreeSet<String>>,
}

impl Learned {
    fn of(readings: &[Reading]) -> Self {
        let mut learned = Self::default();
        for reading in readings {
            let node = &reading.node;
            if let (Some(number), Some(agency)) = (&node.document_number, &node.agency) {
                learned.code(number, agency);
            }
            let issued = node.document_number.as_ref().zip(reading.issuer.as_ref());
            if let Some((number, adcode)) = issued.and_then(|(number, by)| Some((number, by.sure_adcode()?)))
            {
                learned.division(number, adcode);
            }
            for reference in &reading.references {
                let Some(number) = &reference.number else { continue };
                if let Some(agency) = &reference.agency {
                    learned.code(number, agency);
                }
                if let Some(adcode) = reference.adcode() {
                    learned.division(number, adcode);
                }
                if let Some(key) = named_key(reference) {
                    learned.numbers.entry(key.subject).or_default().insert(number.clone());
                }
            }
        }
        learned
    }

    fn code(&mut self, number: &str, agency: &str) {
        if let Some((code, _)) = number.split_once('〔') {
            *self.agencies.entry(code.to_owned()).or_default().entry(agency.to_owned()).or_default() += 1;
        }
    }

    fn division(&mut self, number: &str, adcode: &str) {
        if let Some((code, _)) = number.split_once('〔') {
            self.divisions.entry(code.to_owned()).or_default().insert(adcode.to_owned());
        }
    }

    /// The agency whose code `number` has, if it stood beside no other.
    pub(super) fn agency(&self, number: &str) -> Option<&str> {
        let agencies = self.agencies.get(number.split_once('〔')?.0)?;
        let (name, _) = agencies.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)))?;
        agencies.keys().all(|other| same_agency(name, other)).then_some(name)
    }

    /// Whether two agencies use the code of `number`.
    pub(super) fn is_shared(&self, number: &str) -> bool {
        let code = number.split_once('〔').map_or("", |(code, _)| code);
        if self.divisions.get(code).is_some_and(|divisions| divisions.len() > 1) {
            return true;
        }
        let Some(agencies) = self.agencies.get(code) else { return false };
        agencies.keys().any(|one| agencies.keys().any(|other| !same_agency(one, other)))
    }

    /// The one number that a title stood beside.
    pub(super) fn number(&self, key: &Key) -> Option<&str> {
        let numbers = self.numbers.get(&key.subject)?;
        (numbers.len() == 1).then(|| numbers.first().map(String::as_str)).flatten()
    }
}

/// What the title of a reference is known by, if it names one work.
pub(super) fn named_key(reference: &Reference) -> Option<Key> {
    reference.title.as_deref().filter(|title| !is_generic(title))?;
    reference.key()
}

/// The documents read, by number and title.
struct Corpus<'a> {
    readings: &'a [Reading],
    keys: Vec<Option<Key>>,
    by_number: BTreeMap<&'a str, Vec<usize>>,
    by_subject: BTreeMap<String, Vec<usize>>,
}

impl<'a> Corpus<'a> {
    fn of(readings: &'a [Reading]) -> Self {
        let mut by_number: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut by_subject: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut keys = Vec::with_capacity(readings.len());
        for (place, reading) in readings.iter().enumerate() {
            if let Some(number) = &reading.node.document_number {
                by_number.entry(number).or_default().push(place);
            }
            let key = reading.node.title.as_deref().filter(|title| !is_generic(title)).map(|title| {
                let key = Key::of(title);
                Key { agency: key.agency.or_else(|| reading.node.agency.clone()), ..key }
            });
            if let Some(key) = &key {
                by_subject.entry(key.subject.clone()).or_default().push(place);
            }
            keys.push(key);
        }
        Self { readings, keys, by_number, by_subject }
    }

    /// The document that a reference in the document `source` leads to.
    fn resolve(&self, reference: &Reference, source: usize, learned: &Learned) -> Option<usize> {
        let key = named_key(reference);
        let number = reference.number.as_deref().or_else(|| learned.number(key.as_ref()?));
        if let Some(places) = number.and_then(|number| self.by_number.get(number)) {
            let shared = number.is_some_and(|number| learned.is_shared(number));
            let fits = |place: &&usize| {
                !shared
                    || self.is_issued_by(**place, source, reference)
                    || self.subject_is(**place, key.as_ref())
            };
            // Of several copies the first.
            if let Some(place) = places.iter().find(fits) {
                return Some(if places.contains(&source) { source } else { *place });
            }
        }
        let key = key?;
        let fits = |place: &&usize| {
            let other = self.readings[**place].node.document_number.as_deref();
            let numbers = reference.number.as_deref().zip(other).is_none_or(|(one, other)| one == other);
            numbers && self.keys[**place].as_ref().is_some_and(|other| key.fits(other))
        };
        let mut places: Vec<usize> =
            self.by_subject.get(&key.subject)?.iter().filter(fits).copied().collect();
        if places.contains(&source) {
            return Some(source);
        }
        // Two counties may have a document of one title: the one of the same place, or none.
        if places.len() > 1 {
            places.retain(|place| self.is_near(*place, source));
        }
        places.first().copied()
    }

    /// Whether two documents are of one division.
    fn is_near(&self, one: usize, other: usize) -> bool {
        let region = |place: usize| self.readings[place].node.region.as_deref();
        region(one).is_some() && region(one) == region(other)
    }

    /// Whether the document is of the division whose number is cited; of the citing document's own, where nothing tells.
    fn is_issued_by(&self, place: usize, source: usize, reference: &Reference) -> bool {
        let reading = &self.readings[place];
        let own = reading.issuer.as_ref().and_then(Issuing::sure_adcode);
        match (reference.adcode(), own.or(reading.node.adcode.as_deref())) {
            (Some(one), Some(other)) => one == other,
            _ => self.is_near(place, source),
        }
    }

    fn subject_is(&self, place: usize, key: Option<&Key>) -> bool {
        self.keys[place].as_ref().zip(key).is_some_and(|(one, other)| one.subject == other.subject)
    }
}

#[cfg(test)]
mod tests {
    use gongwen::{Options, analyze};

    use super::*;

    fn network(texts: &[(&str, &str)]) -> Network {
        let reading =
            |(path, text): &(&str, &str)| Reading::of(&analyze(text, &Options::default()), text, path);
        Network::build(texts.iter().map(reading).collect())
    }

    fn edges(network: &Network) -> Vec<(&str, &str, CitationKind, usize)> {
        let name = |place: usize| network.nodes[place].id.as_str();
        network
            .edges
            .iter()
            .map(|edge| (name(edge.source), name(edge.target), edge.kind, edge.count))
            .collect()
    }

    const OPINION: &str = "松政发〔2021〕3号\n松坪县人民政府关于加强基层治理的意见\n各乡镇人民政府：\n现提出如下意见。\n一、总体要求\n抓好落实。\n松坪县人民政府\n2021年3月5日";

    #[test]
    fn writings_of_a_number_and_of_a_title_are_one_document() {
        let network = network(&[
            ("a.txt", OPINION),
            ("b.txt", "总结\n根据松政发[2021]第03号文件，开展工作。落实《关于加强基层治理的意见》。"),
            ("c.txt", "总结\n贯彻《松坪县人民政府关于印发〈关于加强基层治理的意见〉的通知》。"),
            ("d.txt", "总结\n落实《岱溪县人民政府关于加强基层治理的意见》。"),
        ]);
        use CitationKind::{Basis, Mention};
        assert_eq!(
            edges(&network),
            [
                ("d2", "d1", Basis, 1),
                ("d2", "d1", Mention, 1),
                ("d3", "d1", Mention, 1),
                ("d4", "x1", Mention, 1)
            ]
        );
        assert_eq!((network.nodes[0].cited, network.nodes[0].citing), (3, 2));
        assert_eq!((network.references, network.outside), (4, 1));
    }

    #[test]
    fn what_one_document_says_teaches_the_others() {
        let network = network(&[
            ("a.txt", "总结\n落实岱溪市水利局《关于做好冬修水利的意见》（岱水发〔2020〕9号）。"),
            ("b.txt", "总结\n落实《关于做好冬修水利的意见》。按照岱水发〔2022〕1号文件办理。"),
        ]);
        let names: Vec<_> = network
            .unresolved()
            .map(|n| (n.document_number.as_deref(), n.agency.as_deref(), n.cited))
            .collect();
        assert_eq!(
            names,
            [
                (Some("岱水发〔2020〕9号"), Some("岱溪市水利局"), 2),
                (Some("岱水发〔2022〕1号"), Some("岱溪市水利局"), 1)
            ]
        );
    }

    #[test]
    fn a_code_names_the_agency_that_no_text_names() {
        let network = network(&[
            (
                "a.txt",
                "鲁甸县2019年法治政府建设工作报告\n根据鲁政办发〔2019〕3号和国办发〔2019〕5号文件，开展工作。",
            ),
            ("b.txt", "山东省2019年法治政府建设工作报告\n根据鲁政办发[2019]03号文件，开展工作。"),
            ("c.txt", "山东省2020年法治政府建设工作报告\n根据鲁政办发〔2019〕3号文件，开展工作。"),
        ]);
        let mut found: Vec<_> = network
            .unresolved()
            .map(|n| (n.agency.as_deref().unwrap(), n.level, n.adcode.as_deref(), n.citing))
            .collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [
                ("国务院办公厅", Some("national"), None, 1),
                ("山东省人民政府办公厅", Some("province"), Some("370000"), 2),
                ("鲁甸县人民政府办公室", Some("county"), Some("530621"), 1),
            ]
        );
    }

    #[test]
    fn a_number_in_the_corpus_is_that_of_its_own_division() {
        let own = "鲁政办发〔2019〕3号\n山东省人民政府办公厅关于做好防汛工作的通知\n各市人民政府：\n现通知如下。\n山东省人民政府办公厅\n2019年3月5日";
        let network = network(&[
            ("a.txt", own),
            ("b.txt", "鲁甸县2019年法治政府建设工作报告\n根据鲁政办发〔2019〕3号文件，开展工作。"),
            ("c.txt", "济南市2019年法治政府建设工作报告\n根据鲁政办发〔2019〕3号文件，开展工作。"),
        ]);
        let targets: Vec<_> =
            edges(&network).into_iter().map(|(source, target, ..)| (source, target)).collect();
        assert_eq!(targets, [("d2", "x1"), ("d3", "d1")]);
    }

    #[test]
    fn every_bureau_has_a_third_announcement() {
        let of = |bureau: &str| {
            format!("{bureau}关于抽检情况的公告\n现将2023年第3号公告的情况公告如下。\n{bureau}\n2023年5月6日")
        };
        let network = network(&[
            ("a.txt", &of("湖南省水利厅")),
            ("b.txt", &of("四川省水利厅")),
            ("c.txt", "按2023年第3号公告办理。"),
        ]);
        let numbers: Vec<_> = network.unresolved().map(|node| node.document_number.as_deref()).collect();
        assert_eq!(numbers, [Some("四川省水利厅2023年第3号公告"), Some("湖南省水利厅2023年第3号公告")]);
        assert_eq!(network.nameless, 1);
    }

    #[test]
    fn the_province_is_that_of_the_document() {
        let cites = "根据省政府《关于加强基层治理的意见》，开展工作。";
        let network = network(&[
            ("a.txt", &format!("湖南省2024年工作总结\n{cites}")),
            ("b.txt", &format!("四川省2024年工作总结\n{cites}")),
        ]);
        let agencies: Vec<_> = network.unresolved().map(|node| node.agency.as_deref()).collect();
        assert_eq!(agencies, [Some("湖南省政府"), Some("四川省政府")]);
    }

    #[test]
    fn short_titles_of_nothing_and_own_articles_lead_nowhere() {
        let network = network(&[(
            "a.txt",
            "松坪市停车管理办法\n第一条　根据《条例》，制定本办法。\n第二条　适用本办法。\n第三条　违反本办法第二条的，依照《中华人民共和国水法》第七条处罚。",
        )]);
        assert_eq!((network.nameless, network.own, network.references), (1, 1, 1));
        assert_eq!(network.edges[0].articles, ["七条"]);
    }

    #[test]
    fn statutes_are_one_with_and_without_the_republic() {
        let network = network(&[
            ("a.txt", "总结\n宣传《水法》。"),
            ("b.txt", "总结\n宣传《中华人民共和国水法》，落实《水法》。"),
        ]);
        assert_eq!(network.unresolved().len(), 1);
        assert_eq!(network.nodes[2].level, Some("national"));
        assert_eq!(Network::build(Vec::new()), Network::default());
    }
}
