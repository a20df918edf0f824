//! Country, sectors and kind of an actor from the words that describe it.

use super::lists::{self, List};
use super::names::{NameKind, NameSpan, rank_sector};
use super::roles::{Role, RoleKind, RoleMatch, phrase};
use super::scene::{
    Known, LARGE, OF_STATES, PARTICIPLES, SPEECH, STATE_SECTORS, Subject, is_continental, sense_of,
};
use super::store::{ActorKind, Code, Sectors, Sense};
use super::table::{ActorTable, FROM_CONTEXT, Gender, NamePlace};
use super::words::{At, Pos, Word, singular};
use crate::places::Gazetteer;
use std::collections::BTreeSet;

/// What a description tells.
#[derive(Debug, Clone)]
pub(crate) struct Description {
    pub(crate) code: Code,
    pub(crate) sector: Sectors,
    pub(crate) kind: ActorKind,
    pub(crate) gender: Gender,
    pub(crate) plural: bool,
    pub(crate) heads: Vec<String>,
    pub(crate) office: Option<String>,
    /// A better name than the words themselves.
    pub(crate) name: Option<String>,
    /// The words of those whom a quantifier counts: "students" of "a number of students".
    pub(crate) counted: Option<(usize, usize)>,
    pub(crate) wikidata: Option<String>,
    pub(crate) evidence: String,
    /// Whether nothing but the context told the country.
    pub(crate) guessed: bool,
    /// Whether the phrase names the country itself.
    pub(crate) own_code: bool,
    /// Whether a role word was found.
    pub(crate) role: bool,
}

/// Whom a modifier or complement points to.
#[derive(Debug, Clone, Default)]
struct Hint {
    code: Option<Code>,
    /// From an organization rather than a country.
    body: bool,
    /// The organization, where the store knows it.
    known_body: Option<usize>,
    /// Country of the owner in "his minister", where nothing else tells one.
    owner: Option<Code>,
    /// What the owner in "his men", "its leader" is.
    owner_sector: Sectors,
    /// Whether that owner is a body or a group.
    owned_by_body: bool,
    sector: Sectors,
}

/// Most words between a ship and its flag, or those on board.
const FLAG: usize = 8;

/// Words behind a boat for those on board.
const CARRYING: &[&str] = &["carried", "carrying", "ferrying", "full", "packed"];

/// Most words of a town's name.
const TOWN: usize = 3;

/// Pronouns that tell whose somebody is.
pub(crate) const OWNERS: &[&str] = &["his", "her", "its", "their", "our", "my", "your", "whose"];
/// Heads that are of another country than their owner.
pub(crate) const OTHERS: &[&str] =
    &["counterpart", "counterparts", "neighbour", "neighbor", "host", "hosts", "guest"];
/// Words of creeds, which make a body a party that is called an alliance, a front or a movement.
pub(crate) const CREEDS: &[&str] =
    &["conservative", "democratic", "liberal", "progressive", "republican", "socialist"];
const MAY_BE_PARTIES: &[&str] =
    &["alliance", "coalition", "congress", "front", "league", "movement", "rally", "union"];
/// Those who have victims: "of" tells whom they did it to.
const WITH_VICTIMS: &[&str] =
    &["abductor", "assassin", "captor", "hijacker", "kidnapper", "killer", "murderer"];
/// Those who stand beside a country, with it or against it, and are none of its own.
const BESIDE: &[&str] =
    &["allies", "enemies", "neighbors", "neighbours", "partners", "proxies", "proxy"];

/// What behind "his" and "her" is a form of address.
const ADDRESSES: &[&str] =
    &["excellency", "highness", "holiness", "imperial", "majesty", "royal", "serene"];
/// States, of which "all" are those of the world.
pub(crate) const STATES: &[&str] = &["countries", "governments", "nations", "states"];
/// Towns where courts of many countries sit, as they stand in front of one.
const SEATS_OF_COURTS: &[&str] = &["hague-based", "strasbourg-based"];
/// Those who tell what a body or a force knows.
const SOURCES: &[&str] = &["insider", "insiders", "source", "sources"];
/// Sectors of those who have men under arms.
const ARMED: &[&str] = &["MIL", "REB", "PRM", "COP", "CRM"];
/// Those who are of a continent, and of no one country of it.
const CONTINENTAL: &[&str] =
    &["african", "africans", "european", "europeans", "westerner", "westerners"];
/// Last words of the names of units of armed forces.
const UNITS: &[&str] =
    &["battalion", "brigade", "division", "fleet", "regiment", "squadron", "wing"];
/// Heads that say nothing of whom they belong to.
const MEN: &[&str] =
    &["man", "men", "fighter", "fighters", "forces", "units", "members", "guards", "commanders"];
/// Those who are of the forces where the text is about soldiers.
const OF_FORCES: &[&str] = &[
    "officer", "guard", "engineer", "sailor", "ship", "vessel", "team", "crew", "company", "convoy",
];
/// Those who are rebels where the text is about soldiers and says nothing more.
const ARMED_GROUPS: &[&str] = &["group", "movement"];
/// Numbers that stand for people.
const CROWDS: &[&str] =
    &["hundreds", "thousands", "millions", "dozens", "scores", "crowds", "those"];
/// What is said of people who flee or are driven out.
const FLIGHT: &[&str] =
    &["fled", "flee", "fleeing", "displaced", "uprooted", "evacuated", "resettled"];
/// Those who run a part of a country.
const OF_PROVINCES: &[&str] = &["governor", "mayor", "prefect"];
/// Heads of which "of" mostly tells what they deal with.
const WITH_PORTFOLIO: &[&str] = &["minister", "ministers", "ministry", "ministries", "department"];
/// Those who stand in for the holder of an office, or will follow him.
const BELOW: &[&str] = &["deputy", "vice", "incoming", "future", "next", "designated"];
/// Heads that say how many there are, and nothing of who they are.
const AMOUNTS: &[&str] =
    &["couple", "dozens", "handful", "hundreds", "number", "scores", "tens", "thousands"];
/// Sectors of those who are of the place where they are told to be: force, courts and people.
const LOCAL: &[&str] =
    &["AGR", "COP", "CRM", "CVL", "EDU", "JUD", "LAB", "MED", "MIL", "PRM", "REB", "REL", "UAF"];
/// Sectors of those who are of one state, and face or run it.
pub(crate) const WITHIN_STATES: &[&str] = &["CRM", "LAB", "OPP", "PRM", "PTY", "REB"];

/// Those whose place is abroad: "the ambassador in Lima" is not Peru's.
pub(crate) const ACCREDITED: &[&str] = &[
    "ambassador",
    "ambassadors",
    "embassy",
    "embassies",
    "consul",
    "consuls",
    "consulate",
    "consulates",
    "nuncio",
    "nunciature",
    "attaché",
    "attache",
    "legation",
    "envoy",
];
/// Bodies and persons that somebody sends abroad: the place behind "in" is not whose they are.
const POSTED: &[&str] = &[
    "mission",
    "missions",
    "delegation",
    "delegations",
    "representative",
    "representatives",
    "representation",
    "chargé",
    "office",
    "offices",
    "section",
];
/// Those who meet in a body between states.
const MEMBERS: &[&str] = &["ministers", "leaders", "members"];
/// Those who speak for somebody else.
pub(crate) const SPEAKERS: &[&str] = &["spokesman", "spokesperson", "spokeswoman"];
/// Those sent by a body or a country to deal with another one.
const SENT: &[&str] = &["envoy", "envoys", "rapporteur", "representative", "mediator"];
/// Offices of international bodies that name no country.
const OFFICERS_OF_BODIES: &[&str] = &[
    "commissioner",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "representative",
    "envoy",
    "coordinator",
    "chair",
    "director",
];

pub(crate) fn gender_of(word: &str) -> Gender {
    if lists::on(List::Female, word) {
        Gender::Female
    } else if lists::on(List::Male, word) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// Whether an office is one that only states have: ministers, and secretaries for a department.
fn is_of_states(office: &str) -> bool {
    let (of, what) = office.rsplit_once(' ').unwrap_or(("", office));
    OF_STATES.contains(&what)
        || what == "secretary"
            && ["defence", "defense", "foreign", "home", "interior"].contains(&of)
}

impl ActorTable<'_> {
    /// First and last word of what belongs to the noun at `at`: its modifiers to the left, its
    /// complement to the right.
    pub(crate) fn phrase_around(&self, at: At) -> (usize, usize) {
        let words = &self.scene.lines[at.line].words;
        let mut first = at.word;
        while first > 0 {
            let word = &words[first - 1];
            let possessive_pronoun = word.is(OWNERS);
            let modifier = matches!(word.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Number)
                || word.possessive()
                || possessive_pronoun;
            // "Armenian and Azerbaijani forces", "Dutch, Belgian, and French jets": adjectives share the
            // noun.
            let comma = word.is(&["and", "or"]) && first >= 2 && words[first - 2].is(&[","]);
            let before = first.checked_sub(2 + usize::from(comma));
            let joins = word.is(&["and", "or", ","])
                && before.is_some_and(|before| self.is_adjective(at.line, before))
                && self.is_adjective(at.line, first);
            // "At least ten soldiers"
            let bounds = word.is(&["least", "most"])
                && first.checked_sub(2).is_some_and(|at| words[at].is(&["at"]));
            if !(modifier || joins) || is_time(word) || bounds {
                break;
            }
            first -= 1 + usize::from(joins && comma);
            if possessive_pronoun {
                break;
            }
        }
        (first, self.complement_end(at.line, at.word))
    }

    pub(crate) fn is_adjective(&self, line: usize, word: usize) -> bool {
        let words = &self.scene.lines[line].words;
        self.scene.known_at(line, word).is_some_and(|k| {
            let text = words[word].span.of(&self.scene.article.text);
            // "South Korean and U.S. jets"
            let short = text.len() > 1 && !text.chars().any(char::is_lowercase);
            // "Saudi" and "New Zealand" are names too.
            let name = self.scene.lines[line].span(k.first, k.last).of(&self.scene.article.text);
            let senses = self.scene.store.senses(name);
            let adjective = |s: &Sense| matches!(s, Sense::Adjective(i) if *i == k.sense.entry());
            matches!(k.sense, Sense::Adjective(_))
                || senses.iter().any(adjective)
                || words[word].possessive()
                || short
        })
    }

    /// Last word of the complement of the noun at `head`.
    fn complement_end(&self, line: usize, head: usize) -> usize {
        let words = &self.scene.lines[line].words;
        // "Director general", "secretary general of NATO"
        let general = words
            .get(head + 1)
            .is_some_and(|w| w.is(&["general", "elect", "designate", "d'affaires"]));
        let head = head + usize::from(general);
        let mut last = head;
        for (i, word) in words.iter().enumerate().skip(head + 1) {
            let stop = match word.pos {
                Pos::Punctuation | Pos::Verb => true,
                Pos::Pronoun => !word.capital && !word.is(&["his", "her", "its", "their", "our"]),
                // "WHO" is no pronoun.
                _ => {
                    !word.capital
                        && word.is(&[
                            "who", "which", "that", "to", "after", "before", "by", "while", "when",
                            "over", "if", "unless", "until", "because",
                        ])
                }
            };
            let linked = i > head + 1 || word.on(List::Link) || word.is(&["close", "familiar"]);
            if (stop && !word.is(&["to"])) || !linked || i > head + 10 {
                break;
            }
            if word.is(&["to"]) && last != i - 1 {
                break;
            }
            last = i;
        }
        last
    }

    /// Reads words `first..=last` of a line whose head is `head`.
    pub(crate) fn describe(
        &mut self,
        line: usize,
        first: usize,
        head: usize,
        last: usize,
    ) -> Description {
        let store = self.scene.store;
        // "Hundreds of cattle farmers" are farmers.
        let words = &self.scene.lines[line].words;
        if words[head].on(List::Quantifier) && words.get(head + 1).is_some_and(|w| w.is(&["of"])) {
            let mut start = head + 2;
            while start < last && words[start].pos == Pos::Determiner {
                start += 1;
            }
            // Of "a number of ministers and officials" the number is of both; each is a party.
            let joins = |w: &usize| words[*w].is(&["and", "or"]);
            let first_of_list = (start..=last).find(joins).and_then(|w| {
                let end = w.checked_sub(1).filter(|end| *end >= start)?;
                self.role_head(line, start, end)
            });
            if start <= last
                && let Some(inner) = first_of_list.or_else(|| self.role_head(line, start, last))
                && !words[inner].on(List::Quantifier)
            {
                let own = self.describe(line, start, inner, last);
                let words = &self.scene.lines[line].words;
                let counted = Some((start, inner)).filter(|_| words[head].is(AMOUNTS));
                return Description { counted: own.counted.or(counted), ..own };
            }
        }
        let text_line = &self.scene.lines[line];
        let mut role = store.roles().covering(text_line, first, head, last);
        // "European Union delegation" is none of a trade union: the name of a body between states is not
        // cut in two.
        let cuts = |k: &&Known| role.is_some_and(|r| k.first < r.first && r.first <= k.last);
        let between = |k: &Known| store.entry(k.sense.entry()).code == Code::IGO;
        let cut = self.scene.known[line].iter().find(|k| cuts(k) && k.last < head && between(k));
        if let Some(name) = cut {
            role = store.roles().covering(text_line, name.last + 1, head, last);
        }
        // "Both houses" are a parliament's.
        let two = head.checked_sub(1).is_some_and(|w| words[w].is(&["both", "two"]));
        if words[head].is(&["houses"]) && two {
            let chamber = store.roles().get("house");
            role = chamber.map(|role| RoleMatch { first: head, last: head, role }).or(role);
        }
        // "The eradication campaign" is no candidate's.
        let words = &self.scene.lines[line].words;
        let before = head.checked_sub(1).filter(|w| *w >= first).map(|w| &words[w]);
        let common = before.is_some_and(|w| w.pos == Pos::Noun && !w.capital && !w.possessive());
        if words[head].is(&["campaign"]) && common {
            role = role.filter(|r| r.first < head);
        }
        let (front_end, tail_start) = role.map_or((head, head + 1), |r| (r.first, r.last + 1));
        let mut front = self.front(line, first, front_end);
        // "Caribbean officials" are of many countries, while "the Middle East envoy" is one
        // country's.
        let words = &self.scene.lines[line].words;
        let several = singular(&words[head].lower) != words[head].lower;
        let region = |w| self.scene.known_at(line, w).is_some_and(|k| self.is_region(k));
        if several && front.code.is_none() && (first..front_end).any(region) {
            front.code = Some(Code::INT);
            front.body = true;
        }
        // "A European proposal": one that stands for nobody but the continent is of many countries.
        if role.is_none() && words[head].is(CONTINENTAL) {
            front.code = Some(Code::INT);
        }
        let tail = self.tail(line, tail_start, last, role);
        self.conclude(line, first, head, role, front, tail)
    }

    fn conclude(
        &mut self,
        line: usize,
        first: usize,
        head: usize,
        found: Option<RoleMatch<'_>>,
        front: Hint,
        tail: Hint,
    ) -> Description {
        let role = found.map(|r| r.role);
        let weak = role.is_none_or(|r| r.weak);
        let mut evidence = Vec::new();
        let words = &self.scene.lines[line].words;
        let opposite = words[head].is(&["number"])
            && head.checked_sub(1).is_some_and(|before| words[before].is(&["opposite"]));
        let counterpart = opposite || words[head].is(OTHERS);
        // "The Lyon captain" leads a team.
        let of_force = self.scene.military || front.sector == ["MIL"] || tail.sector == ["MIL"];
        let sportsman = words[head].is(&["captain", "captains"]) && !of_force;
        // "The coalition" of a text without soldiers is one of parties.
        let of_parties = words[head].is(&["coalition"]) && !self.scene.military;
        let shared = role.is_some_and(|r| r.code == Some(Code::INT));
        let official = role.is_some_and(|r| {
            r.kind == RoleKind::Person && matches!(r.sector[..], ["GOV"] | ["MIL"])
        });
        // "Minister for the Middle East": a portfolio names what somebody deals with, not whose he is.
        let portfolio = words[head].is(WITH_PORTFOLIO);
        let minister = portfolio || official && role.is_some_and(|r| r.sector == ["GOV"]);
        // "European leaders" are of many countries.
        let several = singular(&words[head].lower) != words[head].lower;
        // "An al-Qaida leader" is of no government.
        let of_rebels = [&front, &tail].iter().any(|h| h.sector.contains(&"REB"));
        let vague = minister && !of_rebels && (portfolio || !several);
        let belongs = |code: &Code| !(vague && *code == Code::INT);
        let modifier = front.code.filter(belongs);
        let mut own = modifier.or(tail.code.filter(belongs)).or(front.owner.filter(|_| !shared));
        // Officials of a region are those of its body where the text is about one.
        if own == Some(Code::INT) && minister && several {
            let at = At { line, word: head };
            own = self.scene.country(at, &self.subject).filter(|c| *c == Code::IGO).or(own);
        }
        if counterpart && front.code.is_none() && front.owner.is_some() {
            // "His counterpart" is of the other country.
            let at = At { line, word: head };
            let recent = self.scene.recent_countries(at);
            let mut others = recent.chain(self.scene.main_countries());
            own = others.find(|c| Some(*c) != front.owner).or(own);
        }
        // "A government source" is of that government, unlike "sources".
        let of_state =
            words[head].is(SOURCES) && front.sector.iter().any(|s| STATE_SECTORS.contains(s));
        let own = own.filter(|code| !(of_state && *code == Code::INT));
        // "International human rights groups" stay what they are.
        let campaign = role.is_some_and(|r| r.code == Some(Code::NGO));
        let own = own.filter(|code| !(campaign && *code == Code::INT));
        let others = role.and_then(|r| self.of_others((line, first, head), r, [&front, &tail]));
        let own = others.or(own);
        let there = role.filter(|r| own.is_none() && r.code.is_none());
        let there = there.filter(|r| r.sector.first().is_some_and(|s| LOCAL.contains(s)));
        let local_head = words[head].is(OF_PROVINCES) && own.is_none();
        let own = own.or_else(|| self.scene.province_in(line, head).filter(|_| local_head));
        let own = own.or_else(|| {
            there.and_then(|_| self.where_it_is(line, first).or(self.gathers_at(line, first, head)))
        });
        let vehicle = role.is_some_and(|r| r.kind == RoleKind::Vehicle);
        let own = own.or_else(|| self.flag_behind(line, head).filter(|_| vehicle));
        let mut guessed = false;
        let code = match (own, role.and_then(|r| r.code).filter(|_| !(of_parties || of_state))) {
            (Some(code), _) => {
                evidence.push(if front.code.is_some() { "modifier" } else { "complement" });
                code
            }
            (None, Some(code)) => {
                evidence.push("role");
                code
            }
            (None, None) => {
                evidence.push("context");
                guessed = true;
                let at = At { line, word: head };
                // "The Department" of a release is the one that publishes it.
                let own_body = role.is_some_and(|r| r.kind == RoleKind::Body)
                    && first == head
                    && words[head].capital
                    && self.scene.proper(line, head);
                // "Our embassy", "my office" of a release are its publisher's.
                let ours = words[first].is(&["our", "my"]);
                let office = found
                    .map_or(String::new(), |r| phrase(&self.scene.lines[line], r.first, r.last));
                let lacking = lacking(&office);
                // Nor is a king of a country where nobody reigns.
                let crown = is_crown(&office);
                let crownless = self.scene.issuer.filter(|code| crown && !reigned(code.as_str()));
                let issuer = self.scene.issuer.filter(|code| {
                    let of_body = *code == Code::IGO;
                    // "Attacks on civilians and officials" are on those of wherever it was.
                    let article = first.checked_sub(1).is_some_and(|w| words[w].is(&["the"]));
                    let anybody =
                        several && !article && !ours && !self.is_subject(line, first, head);
                    let officer =
                        official && !anybody && (!of_body || words[head].is(OFFICERS_OF_BODIES));
                    let body = own_body && !(of_body && words[head].is(OF_STATES));
                    // "Ministers urged all parties" in what a body between states publishes.
                    let members = of_body
                        && first == head
                        && words[head].is(MEMBERS)
                        && words[head].capital
                        && self.scene.proper(line, head);
                    (officer || body || members || ours)
                        && !lacking.contains(&code.as_str())
                        && crownless.is_none()
                });
                let mut subject = self.subject.clone();
                subject.abroad.extend(self.deals_with(line, (first, head), role));
                // Nobody rebels against the United States at home, and who is under arms does not
                // campaign.
                let rebels = role.is_some_and(|r| r.sector == ["REB"]);
                let neither = [Code::parse("USA"), Some(Code::NGO)];
                subject.abroad.extend(neither.into_iter().flatten().filter(|_| rebels));
                // Rebels and bandits of whom a ministry of foreign affairs speaks are not its own.
                let bandits = rebels || role.is_some_and(|r| r.sector == ["CRM"]);
                subject.abroad.extend(self.scene.of_foreign_affairs().filter(|_| bandits));
                subject.abroad.extend(lacking.iter().filter_map(|code| Code::parse(code)));
                subject.abroad.extend(crownless);
                // A body between states has no opposition, rebels or workers' unions of its own, nor
                // has the Holy See.
                let within =
                    role.is_some_and(|r| r.sector.iter().any(|s| WITHIN_STATES.contains(s)));
                let without = [Code::parse("VAT"), Some(Code::IGO)];
                subject.abroad.extend(without.into_iter().flatten().filter(|_| within));
                // A secretary who is for nothing is the American one, where the text is about America, or
                // the text speaks of none of those who have others.
                let american = AMERICAN.contains(&office.as_str())
                    && !words
                        .get(found.map_or(head, |r| r.last) + 1)
                        .is_some_and(|w| w.is(&["for"]));
                let others = || OTHER_SECRETARIES.iter().filter_map(|c| Code::parse(c));
                let nobody_elses = office == SECRETARY_OF_STATE
                    && issuer.is_none()
                    && !others().any(|c| self.scene.speaks_of(c));
                let usa = Code::parse("USA")
                    .filter(|c| american && (nobody_elses || self.scene.speaks_of(*c)));
                // So are "Marines", whom other countries have under other names.
                let marines = words[head].is(&["marine", "marines"]) && words[head].capital;
                let usa =
                    usa.or(Code::parse("USA").filter(|c| marines && self.scene.speaks_of(*c)));
                // "Foreign nationals" are of other countries than the one that the text is about.
                let stranger = found.is_some_and(|r| words[r.first].is(&["foreign"]))
                    && role.is_some_and(|r| matches!(r.sector[..], ["BUS" | "CVL" | "JRN"]));
                let apart = |code: &Code| stranger || *code == Code::IGO && is_of_states(&office);
                // Police and protesters "in Brussels" are of the town, not of the body that sits there.
                let local =
                    role.is_some_and(|r| r.sector.first().is_some_and(|s| LOCAL.contains(s)));
                let town = || self.scene.town_of_body_in(line).filter(|_| local);
                let context = || {
                    let code = self.scene.country(at, &subject).filter(|code| !apart(code));
                    match code {
                        Some(Code::IGO | Code::INT) | None => town().or(code),
                        code => code,
                    }
                };
                let told = usa.or(issuer.filter(|_| !stranger)).or_else(context);
                let told = told.filter(|c| office != FOREIGN_OFFICE || has_foreign_office(c));
                let told = told.or_else(|| Code::parse("GBR").filter(|_| office == FOREIGN_OFFICE));
                told.unwrap_or(Code::INT)
            }
        };
        let mut sector = role.map(|r| r.sector.clone()).unwrap_or_default();
        if of_parties {
            sector = vec!["PTY"];
        }
        if sportsman {
            sector = vec!["CVL"];
        }
        let telling = |s: &Sectors| !s.is_empty() && s != &["GOV"];
        let rebel = |s: &Sectors| s.contains(&"REB") || s.contains(&"CRM");
        let civil = sector.contains(&"CVL");
        if (rebel(&front.sector) && !civil) || (front.sector == ["REF"] && civil) {
            sector = front.sector.clone();
        } else if weak {
            for hint in [&front, &tail] {
                let vague = sector.is_empty() || sector == ["UNK"];
                if telling(&hint.sector) || (vague && !hint.sector.is_empty()) {
                    sector = hint.sector.clone();
                    evidence.push("sector from modifier");
                    break;
                }
            }
        } else if sector == ["OPP"] && rebel(&tail.sector) {
            // "Dissidents of the guerrillas" have arms, too.
            sector = tail.sector.clone();
        } else if front.sector.contains(&"OPP") && !sector.contains(&"OPP") {
            sector.push("OPP");
        }
        let words = &self.scene.lines[line].words;
        if vehicle && weak {
            sector = self.on_board(line, head).unwrap_or(sector);
        }
        // "His men", "its fighters" are what their owner is.
        let armed = front.owner_sector.iter().find(|s| ARMED.contains(s));
        if let Some(owner) = armed.filter(|_| words[head].is(MEN)) {
            sector = vec![owner];
        }
        // So are the leader of a union, the spokeswoman of a party and the counterpart of a coast guard; who
        // speaks for a person is of his side. Envoys are of states.
        let one_of_them = front.owned_by_body || words[head].is(SPEAKERS);
        let servant =
            weak && !words[head].is(ACCREDITED) && (sector.is_empty() || sector == ["GOV"]);
        let person = role.is_some_and(|r| r.kind == RoleKind::Person);
        if person && servant && one_of_them && telling(&front.owner_sector) {
            sector = front.owner_sector.clone();
            evidence.push("sector from owner");
        }
        // "Thousands" who act without a noun are people.
        if sector.is_empty() && role.is_none() && words[head].is(CROWDS) {
            sector = vec!["CVL"];
        }
        // People who flee are refugees.
        let behind = words[head + 1..].iter().take_while(|w| w.pos != Pos::Punctuation).take(7);
        if sector == ["CVL"] && behind.into_iter().any(|w| w.is(FLIGHT)) {
            sector = vec!["REF"];
        }
        // "Officers" are of the army or the police, as the text has it, and an unnamed group is armed.
        let one = singular(&words[head].lower);
        if self.scene.military && front.sector.is_empty() && OF_FORCES.contains(&one.as_str()) {
            sector = vec!["MIL"];
        }
        // "Army engineers", "a coast guard vessel"
        let served =
            [&front, &tail].into_iter().find(|h| h.sector == ["MIL"] || h.sector == ["COP"]);
        if front.sector == ["MIL"] && OF_FORCES.contains(&one.as_str()) {
            sector = vec!["MIL"];
        } else if let Some(hint) = served.filter(|_| vehicle) {
            sector = hint.sector.clone();
        }
        if self.scene.military && sector.is_empty() && ARMED_GROUPS.contains(&one.as_str()) {
            sector = vec!["REB"];
        }
        if code == Code::IGO || code == Code::NGO {
            let hint = if front.body { &front } else { &tail };
            // Ministers stay of government; the staff of an international body is not.
            if sector == ["GOV"] && (weak || code == Code::NGO) {
                sector = hint.sector.clone();
            }
        }
        let text_line = &self.scene.lines[line];
        let left = |w: &Word| w.on(List::Former) || w.lower.starts_with("ex-");
        let former = text_line.words[first..=head].iter().any(left);
        if former && (sector.contains(&"GOV") || sector.contains(&"LEG")) {
            sector = vec!["ELI"];
        }
        let (from, to) = found.map_or((head, head), |r| (r.first, r.last));
        let role_phrase = phrase(text_line, from, to);
        let head_word = text_line.words[head].lower.clone();
        let one = singular(&head_word);
        let plural = one != head_word || head_word == "people" || head_word == "police";
        let kind = match role.map(|r| r.kind) {
            Some(RoleKind::Body) => ActorKind::Organization,
            Some(RoleKind::Group | RoleKind::Vehicle) => ActorKind::Group,
            _ if plural => ActorKind::Group,
            _ if role.is_some_and(|r| r.sector == ["GOV"]) => ActorKind::Office,
            _ => ActorKind::Person,
        };
        let mut heads: Vec<String> = role_phrase.split(' ').map(singular).collect();
        let people = matches!(kind, ActorKind::Group | ActorKind::Organization);
        if sector.contains(&"REB") && people {
            heads.push("group".into());
        }
        let mut description = Description {
            code,
            sector,
            kind,
            gender: gender_of(&one),
            plural,
            heads,
            office: person.then(|| singular_phrase(&role_phrase)),
            name: None,
            counted: None,
            wikidata: None,
            evidence: format!("'{role_phrase}', code from {}", evidence.join(", ")),
            guessed,
            own_code: own.is_some(),
            role: role.is_some(),
        };
        let former = former || description.sector == ["ELI"];
        let body = front.known_body.or(tail.known_body).filter(|_| !former && !plural);
        // "NATO's deputy secretary general" is not its head, nor the president of a union that of its country.
        let below = self.scene.lines[line].words[first..=head].iter().any(|w| w.is(BELOW));
        if !(below || front.owned_by_body) {
            self.name_office(&mut description, body);
        }
        description
    }

    /// The flag that a ship behind whose word it stands sails under: "a tanker under the flag of Panama",
    /// "ships flying the Gabonese flag".
    fn flag_behind(&self, line: usize, head: usize) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let behind = words.iter().enumerate().skip(head + 1).take(FLAG);
        let mut clause = behind.take_while(|(_, w)| w.pos != Pos::Punctuation);
        clause.find(|(_, w)| w.is(&["flying", "under"]))?;
        let (flag, _) = clause.find(|(_, w)| w.is(&["flag"]))?;
        let of = usize::from(words.get(flag + 1).is_some_and(|w| w.is(&["of"])));
        let known = self.scene.known_between(line, head + 1, flag + 1 + of * FLAG)?;
        Some(self.scene.store.entry(known.sense.entry()).code).filter(|code| code.is_country())
    }

    /// Those whom a boat of nobody in particular has on board: "boats carrying refugees".
    fn on_board(&self, line: usize, head: usize) -> Option<Sectors> {
        let words = &self.scene.lines[line].words;
        let behind = words.iter().enumerate().skip(head + 1).take(FLAG);
        let mut clause = behind.take_while(|(_, w)| w.pos != Pos::Punctuation);
        clause.find(|(_, w)| w.is(CARRYING))?;
        let roles = self.scene.store.roles();
        let people = clause.find_map(|(_, w)| roles.get(&w.lower))?;
        (people.kind == RoleKind::Person).then(|| people.sector.clone())
    }

    /// Whose a phrase is that names a country, or stands beside one, and is not that country's.
    fn of_others(
        &self,
        (line, first, head): (usize, usize, usize),
        role: &Role,
        [front, tail]: [&Hint; 2],
    ) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let before = &words[first..head];
        // "Afghanistan's neighbors", "its allies", but "our Iraqi partners"
        let described = |w: usize| self.is_adjective(line, w) && !words[w].possessive();
        let owned = before.iter().any(|w| w.possessive() || w.is(OWNERS));
        let beside = words[head].is(BESIDE) && owned && !(first..head).any(described);
        // "Coalition troops in Iraq" are not Iraq's.
        let soldiers = role.sector == ["MIL"] && role.code.is_none() && front.code.is_none();
        let coalition = soldiers && before.iter().any(|w| w.is(&["coalition"]));
        // Nor are "coalition forces" there, whatever they are called.
        let several = role.sector == ["MIL"] && role.code == Some(Code::INT);
        let of_parties = words[head].is(&["coalition"]) && !self.scene.military;
        let allied = several && front.code.is_none() && !of_parties;
        // "All governments" are of no one country, nor are "nine governments"; "the nine governments"
        // have been named.
        let article = first.checked_sub(1).map(|w| &words[w]);
        let known = article.is_some_and(|w| w.is(&["the", "these", "those", "of"]));
        let counted = |w: &Word| w.is(&["all"]) || w.pos == Pos::Number && !known;
        let all = head.checked_sub(1).is_some_and(|w| counted(&words[w]));
        let everybody = all && words[head].is(STATES) && front.code.is_none();
        // Experts whom nobody has named are of no body yet.
        let named =
            known || before.iter().any(|w| w.is(&["un", "u.n.", "eu"])) || front.code.is_some();
        let anybody = words[head].is(&["experts"]) && !named;
        // "FORGE partners", "the States Parties" are several states.
        let country = |w: usize| {
            let known =
                self.scene.known_at(line, w).map(|k| self.scene.store.entry(k.sense.entry()));
            known.is_some_and(|e| e.code.is_country())
        };
        let members = words[head].is(&["partners"]) && before.iter().any(|w| w.capital)
            || words[head].is(&["parties"]) && before.iter().any(|w| w.is(&["states"]));
        let of_many = members && !owned && !(first..head).any(country);
        let all = beside || anybody || everybody || of_many;
        if coalition || allied || all && tail.code.is_none() {
            return Some(Code::INT);
        }
        // "The European rights court", "an international tribunal"
        let one = singular(&words[head].lower) == words[head].lower;
        let court = role.sector == ["JUD"] && role.kind == RoleKind::Body && one;
        if court && front.code == Some(Code::INT) {
            return Some(Code::IGO);
        }
        // "The Bush administration"
        let president =
            before.last().filter(|w| words[head].is(&["administration"]) && w.capital)?;
        let store = self.scene.store;
        let bearers = store.surnamed(&president.lower).iter().map(|id| store.entry(*id));
        let presidents = bearers.filter(|e| e.terms.iter().any(|t| t.office == "president"));
        let mut codes = presidents.map(|e| e.code).collect::<BTreeSet<Code>>().into_iter();
        codes.next().filter(|_| codes.next().is_none())
    }

    /// "The Russian president", "NATO's secretary general" is the one who holds the office on the
    /// article's day.
    fn name_office(&self, d: &mut Description, body: Option<usize>) {
        let (Some(office), Some(day)) = (&d.office, self.scene.article.date) else { return };
        let state = d.kind == ActorKind::Office && d.code.is_country() && d.sector == ["GOV"];
        let holder = match body.filter(|_| d.code == Code::IGO) {
            Some(body) => self.scene.store.holder_at(body, office, day),
            None if state => self.scene.store.holder(d.code, office, day),
            None => None,
        };
        if let Some(id) = holder {
            let entry = self.scene.store.entry(id);
            d.name = Some(entry.name.clone());
            d.wikidata = entry.wikidata.clone();
        }
    }

    /// What stands in front of the role: countries, bodies, persons, telling nouns.
    fn front(&mut self, line: usize, first: usize, end: usize) -> Hint {
        let mut hint = Hint::default();
        let mut word = first;
        while word < end {
            // "Members of the Syrian opposition": the role is the last word of a name that tells the
            // country.
            let into = |k: &Known| {
                let of_country = self.scene.store.entry(k.sense.entry()).code.is_country();
                k.first == word && k.last >= end && of_country
            };
            if let Some(name) = self.scene.known_at(line, word).filter(into) {
                self.hint_from_known(name, &mut hint);
                break;
            }
            let last = self.front_word(line, word, end, &mut hint);
            word = last + 1;
        }
        hint
    }

    fn front_word(&mut self, line: usize, word: usize, end: usize, hint: &mut Hint) -> usize {
        if let Some(k) = self.scene.known_at(line, word).filter(|k| k.first == word && k.last < end)
        {
            self.hint_from_known(k, hint);
            return k.last;
        }
        let words = &self.scene.lines[line].words;
        let w = words[word].clone();
        if w.is(SEATS_OF_COURTS) && hint.code.is_none() {
            hint.code = Some(Code::IGO);
            hint.body = true;
            return word;
        }
        if (w.on(List::Regional) || is_continental(words, word)) && hint.code.is_none() {
            hint.code = Some(Code::INT);
            hint.body = true;
            return word;
        }
        // "The ex-British prime minister"
        let text = w.span.of(&self.scene.article.text);
        let left = text.strip_prefix("ex-").or_else(|| text.strip_prefix("Ex-"));
        if let Some(sense) = left.and_then(|left| sense_of(left, self.scene.store, &[])) {
            self.hint_from_known(Known { first: word, last: word, sense }, hint);
            return word;
        }
        // "A Marshall Islands-flagged tanker"
        let flagged = (word + 1..end.min(word + 4)).rev().find_map(|last| {
            let name = self.scene.lines[line].span(word, last).of(&self.scene.article.text);
            let (who, what) = name.rsplit_once('-')?;
            let sense = sense_of(who, self.scene.store, &[]).filter(|_| OF_FLAG.contains(&what))?;
            Some(Known { first: word, last, sense })
        });
        if let Some(flag) = flagged {
            self.hint_from_known(flag, hint);
            return flag.last;
        }
        // "A Maltese-flagged ship"
        let flag = text.rsplit_once('-').filter(|(_, what)| OF_FLAG.contains(what));
        if let Some(sense) = flag.and_then(|(who, _)| sense_of(who, self.scene.store, &[])) {
            self.hint_from_known(Known { first: word, last: word, sense }, hint);
            return word;
        }
        // "A Hong Kong-based company" is of where it sits, unless it is said whose it is.
        if let Some(seat) = self.seat(line, word, end) {
            if hint.code.is_none() {
                self.hint_from_known(seat, hint);
                hint.body = true;
            }
            return seat.last;
        }
        if let Some(prefix) = composite(&w.lower) {
            if prefix && hint.code.is_none() {
                // "U.S.-led forces" are of many countries; "NATO-led forces" are NATO's, and a "Hamas-led
                // government" is of the country that Hamas is of.
                let leader = self.scene.composite(line, word);
                let leader = leader.map(|sense| self.scene.store.entry(sense.entry()));
                let body = leader.filter(|e| e.kind != ActorKind::Country);
                hint.code = Some(body.map_or(Code::INT, |e| e.code));
                hint.body = true;
            }
            return word;
        }
        // "His Majesty" is nobody's.
        let next = self.scene.lines[line].words.get(word + 1);
        if w.is(&["his", "her", "their"]) && next.is_some_and(|n| n.capital && n.is(ADDRESSES)) {
            return word;
        }
        let owner = w.possessive() || w.is(OWNERS);
        if owner || w.pos == Pos::Name {
            if hint.code.is_none() || (w.possessive() && hint.body) {
                let at = At { line, word };
                let actor = match self.owner(at) {
                    Some(actor) => Some(actor),
                    None => self.name_ahead(at),
                };
                if let Some(actor) = actor {
                    if owner && !w.possessive() {
                        let facts = &self.facts[actor];
                        hint.owner = Some(facts.code);
                        hint.owner_sector = facts.sector.clone();
                        let kind = self.entries[actor].kind;
                        hint.owned_by_body =
                            matches!(kind, ActorKind::Organization | ActorKind::Group);
                    } else {
                        self.hint_from_actor(actor, hint);
                    }
                }
            }
            if owner && !w.possessive() {
                return word;
            }
        }
        let roles = self.scene.store.roles();
        let text_line = &self.scene.lines[line];
        let nouns = (word..end).rev().find_map(|last| {
            let role = roles.get(&phrase(text_line, word, last))?;
            (last > word || role.kind != RoleKind::Person || w.pos != Pos::Adjective)
                .then_some((last, role))
        });
        let found = match nouns {
            Some((last, role)) => Some((last, role)),
            None => roles.modifier(&w.lower).map(|r| (word, r)),
        };
        // "507th Maintenance Group Commander": a unit, not a band of fighters.
        let unit = w.lower == "group" && w.capital;
        if let Some((last, role)) = found.filter(|_| !unit) {
            let stronger = hint.sector.is_empty() || hint.sector == ["GOV"];
            let sector = role.sector.clone();
            let (body, code) = (matches!(role.kind, RoleKind::Body | RoleKind::Group), role.code);
            let strong = if role.weak { Vec::new() } else { sector.clone() };
            if stronger && !sector.is_empty() {
                hint.sector = sector;
            }
            // "HMS Trelawney", "the peacekeepers' commander"
            if hint.code.is_none()
                && let Some(code) = code.filter(|c| *c == Code::IGO || c.is_country())
            {
                hint.code = Some(code);
                hint.body = !code.is_country();
            }
            // "A ministry spokeswoman" speaks for the ministry met before.
            if hint.code.is_none() && body {
                let heads: Vec<String> =
                    phrase(&self.scene.lines[line], word, last).split(' ').map(singular).collect();
                let at = At { line, word };
                let met = self.antecedent(at, &heads, false, &strong);
                if let Some(actor) = met.or_else(|| self.known_body(at, &heads)) {
                    self.hint_from_actor(actor, hint);
                }
            }
            return last;
        }
        word
    }

    /// Whether a name is that of a part of the world with several countries.
    fn is_region(&self, k: Known) -> bool {
        let entry = self.scene.store.entry(k.sense.entry());
        entry.kind == ActorKind::Place && entry.code == Code::INT
    }

    /// Where somebody sits, as "based" behind it tells: "Iran-based", "Hong Kong-based".
    fn seat(&self, line: usize, word: usize, end: usize) -> Option<Known> {
        (word..end.min(word + TOWN)).rev().find_map(|last| {
            let name = self.scene.lines[line].span(word, last).of(&self.scene.article.text);
            let (place, what) = name.rsplit_once('-')?;
            let sense = sense_of(place, self.scene.store, &[]).filter(|_| what == "based")?;
            let entry = self.scene.store.entry(sense.entry());
            let place = matches!(entry.kind, ActorKind::Country | ActorKind::Place);
            (place && entry.code.is_country()).then_some(Known { first: word, last, sense })
        })
    }

    fn hint_from_actor(&self, actor: usize, hint: &mut Hint) {
        let facts = &self.facts[actor];
        if facts.code != Code::INT || facts.sector.contains(&"REB") {
            hint.code = Some(facts.code);
            hint.body = !facts.code.is_country();
        }
        if facts.sector.iter().any(|s| !matches!(*s, "GOV" | "ELI" | "CVL")) {
            hint.sector = facts.sector.clone();
        }
    }

    /// The body that a name stands for which the text gives later than its description.
    fn name_ahead(&mut self, at: At) -> Option<usize> {
        let name = *self.names[at.line].iter().find(|n| n.first <= at.word && at.word <= n.last)?;
        let body = matches!(name.kind, NameKind::Organization | NameKind::Outlet);
        if !body || self.depth > 2 {
            return None;
        }
        self.depth += 1;
        let actor = self.unknown_actor(at.line, &name);
        self.depth -= 1;
        Some(actor)
    }

    /// The actor that a possessor or a name in front of a noun denotes, if it was read.
    fn owner(&self, at: At) -> Option<usize> {
        self.reading(at).and_then(|r| r.actors.first().copied())
    }

    fn hint_from_known(&mut self, k: Known, hint: &mut Hint) {
        let entry = self.scene.store.entry(k.sense.entry());
        // "Minister for the Middle East": a region is no country.
        if entry.kind == ActorKind::Place && !entry.code.is_country() {
            return;
        }
        let country = match k.sense {
            Sense::Name(_) => matches!(entry.kind, ActorKind::Country | ActorKind::Place),
            Sense::Adjective(_) | Sense::Capital(_) => true,
            Sense::Seat(_) => {
                if hint.sector.is_empty() {
                    hint.sector = vec!["GOV"];
                }
                true
            }
        };
        // A country outdoes a body: "Bangladeshi UN peacekeepers".
        if hint.code.is_none() || (country && hint.body && entry.code.is_country()) {
            hint.code = Some(entry.code);
            hint.body = !country;
        }
        if !country && (hint.sector.is_empty() || hint.sector == ["GOV"]) {
            hint.sector = entry.sector.clone();
        }
        if entry.kind == ActorKind::Organization {
            hint.known_body = hint.known_body.or(Some(k.sense.entry()));
        }
    }

    /// Whether the first noun from a word on, as its phrase ends, is a vessel or the like.
    fn is_vehicle(&self, line: usize, start: usize, last: usize) -> bool {
        let words = &self.scene.lines[line].words;
        let is_noun = |w: &usize| words[*w].pos == Pos::Noun;
        let noun = (start..=last).find(is_noun).map(|first| {
            let behind = (first + 1..=last).take_while(is_noun);
            behind.last().unwrap_or(first)
        });
        noun.is_some_and(|w| {
            let role = self.scene.store.roles().get(&singular(&words[w].lower));
            role.is_some_and(|r| r.kind == RoleKind::Vehicle)
        })
    }

    /// What the complement tells: "of the Vietnamese navy", "from Amnesty", "in Doha".
    fn tail(
        &mut self,
        line: usize,
        start: usize,
        last: usize,
        role: Option<RoleMatch<'_>>,
    ) -> Hint {
        let mut hint = Hint::default();
        if start > last {
            return hint;
        }
        let link = self.scene.lines[line].words[start].lower.clone();
        if !lists::on(List::Link, &link) {
            return hint;
        }
        // "The kidnappers of a German woman": the victim says nothing of who they are.
        let head = start.checked_sub(1).map(|w| &self.scene.lines[line].words[w]);
        if link == "of" && head.is_some_and(|w| WITH_VICTIMS.contains(&singular(&w.lower).as_str()))
        {
            return hint;
        }
        // "Migrants from a boat off Malta": what they were taken from is not where they come from.
        let fled = role.is_some_and(|r| r.role.sector == ["REF"]);
        if link == "from" && fled && self.is_vehicle(line, start + 1, last) {
            return hint;
        }
        let abroad = role.is_some_and(|r| {
            // "World leaders in London" are of many countries wherever they meet.
            let of_many = !r.role.weak && r.role.sector.is_empty();
            let press = r.role.code == Some(Code::INT)
                && (of_many || matches!(r.role.sector[..], ["GOV"] | ["JRN"]));
            let words = &self.scene.lines[line].words;
            let high = words[r.first].is(&["high"]) && words[r.last].is(&["commissioner"]);
            let envoy = words[r.first..=r.last].iter().any(|w| w.is(ACCREDITED));
            press || high || envoy || words[r.last].is(POSTED)
        });
        let place = matches!(link.as_str(), "in" | "at" | "on");
        // "The judges in Strasbourg": courts of several countries.
        let judges = role.is_some_and(|r| r.role.sector == ["JUD"]);
        if place && judges && self.sits_international_court(line, start + 1) {
            hint.code = Some(Code::IGO);
            hint.body = true;
            return hint;
        }
        // "Minister for Human Rights", "Ministry of Foreign and European Affairs": what they deal
        // with is not whose they are.
        let portfolio = match link.as_str() {
            "for" => {
                let role = role.map(|r| (r.role.kind, &r.role.sector[..]));
                role == Some((RoleKind::Person, &["GOV"]))
            }
            "of" => start > 0 && self.scene.lines[line].words[start - 1].is(WITH_PORTFOLIO),
            _ => false,
        };
        let somewhere = place || matches!(link.as_str(), "from" | "of" | "near" | "around");
        let mut word = start + 1;
        while word <= last {
            let w = &self.scene.lines[line].words[word];
            // A second link starts what belongs to the complement, as in "adviser to"; "head of mission
            // in Juba" is of those who sent the mission.
            let posted = w.is(&["in"]) && self.scene.lines[line].words[word - 1].is(POSTED);
            // "Of the United Nations in Haiti": what follows is where they are.
            let whole = w.is(&["in", "for", "at"]) && hint.code == Some(Code::IGO);
            if w.is(&["to", "on", "against"]) || posted || whole {
                break;
            }
            let before = hint.code;
            // "The mayor of Brussels", "police in Brussels"
            let local = role.is_some_and(|r| {
                let head = &self.scene.lines[line].words[r.last];
                head.is(&["mayor"]) || r.role.sector.first().is_some_and(|s| LOCAL.contains(s))
            });
            if let Some(code) = self.scene.town_of_body(line, word).filter(|_| local && somewhere) {
                hint.code = hint.code.or(Some(code));
                word += 1;
                continue;
            }
            // "Officials from Africa", "governments from across the globe" are of many countries.
            let many = w.is(&["globe", "world"])
                || self.scene.known_at(line, word).is_some_and(|k| self.is_region(k));
            if link == "from" && before.is_none() && many {
                hint.code = Some(Code::INT);
                break;
            }
            if somewhere
                && before.is_none()
                && let Some((end, code)) = self.town(line, word, last)
            {
                hint.code = Some(code).filter(|_| !(place && abroad));
                word = end + 1;
                continue;
            }
            let sent =
                link == "for" && start > 0 && self.scene.lines[line].words[start - 1].is(SENT);
            if sent {
                break;
            }
            if portfolio && self.scene.known_at(line, word).is_none() {
                word += 1;
                continue;
            }
            word = self.front_word(line, word, last + 1, &mut hint) + 1;
            if place && abroad {
                hint.code = before.or(hint.code.filter(|c| !c.is_country()));
            }
            if before.is_some() && !hint.sector.is_empty() {
                break;
            }
        }
        hint
    }

    /// "(in) Strasbourg", "(at) The Hague".
    fn sits_international_court(&self, line: usize, word: usize) -> bool {
        let words = &self.scene.lines[line].words;
        let at = |n: usize, name: &str| words.get(word + n).is_some_and(|w| w.is(&[name]));
        at(0, "strasbourg") || (at(0, "the") && at(1, "hague")) || at(0, "hague")
    }

    /// The country of a place that "where" in front of a phrase tells: "in Yangon, where the army".
    fn where_it_is(&self, line: usize, first: usize) -> Option<Code> {
        let words = &self.scene.lines[line].words;
        let article = first.checked_sub(1).is_some_and(|w| words[w].pos == Pos::Determiner);
        let place = first.checked_sub(1 + usize::from(article))?;
        let place = Some(place).filter(|w| words[*w].is(&["where"]))?.checked_sub(1)?;
        let place = if words[place].is(&[","]) { place.checked_sub(1)? } else { place };
        let known = self.scene.known_at(line, place)?;
        // "At the embassy of Togo, where the police" is elsewhere.
        let before = known.first.checked_sub(1).map(|w| &words[w])?;
        if before.is(&["of"]) || !(before.pos == Pos::Adposition || before.is(&[",", "to"])) {
            return None;
        }
        let entry = self.scene.store.entry(known.sense.entry());
        let country = matches!(entry.kind, ActorKind::Country | ActorKind::Place);
        Some(entry.code).filter(|code| country && code.is_country())
    }

    /// The town or province that starts at `word` and that only the gazetteer knows: its last word
    /// and its country, which is the only one that the article speaks of, or the only one at all
    /// where it is a large town.
    fn town(&self, line: usize, word: usize, last: usize) -> Option<(usize, Code)> {
        let words = &self.scene.lines[line].words;
        if self.scene.known_at(line, word).is_some() {
            return None;
        }
        let capitals = words[word..=last].iter().take(TOWN).take_while(|w| w.capital).count();
        (word..word + capitals).rev().find_map(|end| {
            let name = self.scene.lines[line].span(word, end).of(&self.scene.article.text);
            let main = Gazetteer::embedded().find(name).filter(|(_, main)| *main);
            let found: Vec<(Code, u32)> =
                main.filter_map(|(p, _)| Some((Code::parse(p.code)?, p.population))).collect();
            let codes: BTreeSet<Code> = found.iter().map(|(code, _)| *code).collect();
            let spoken_of: Vec<Code> =
                codes.iter().copied().filter(|c| self.scene.speaks_of(*c)).collect();
            let large = found.iter().any(|(_, population)| *population >= LARGE);
            let code = match (spoken_of.as_slice(), codes.len()) {
                ([code], _) => Some(*code),
                ([], 1) if large => codes.first().copied(),
                _ => None,
            };
            code.map(|code| (end, code))
        })
    }

    /// Describes a name that the store does not have, from the places where it stands.
    pub(crate) fn describe_name(
        &mut self,
        places: &[NamePlace],
        own: NamePlace,
    ) -> (String, Description) {
        let text_of = |table: &Self, p: &NamePlace| {
            let span = table.scene.lines[p.line].span(p.span.first, p.span.last);
            span.of(&table.scene.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let mut text = text_of(self, &own);
        for place in places {
            let other = text_of(self, place);
            if other.split(' ').count() > text.split(' ').count() {
                text = other;
            }
        }
        let subject = Subject {
            name: if own.span.kind == NameKind::Person { text.clone() } else { String::new() },
            mentions: places.iter().map(|p| At { line: p.line, word: p.span.first }).collect(),
            abroad: places.iter().flat_map(|p| self.abroad(*p)).collect(),
        };
        let outer = std::mem::replace(&mut self.subject, subject);
        let mut best: Option<(u8, Description)> = None;
        // Every role that is told may stand for the name later on.
        let mut heads: Vec<String> = Vec::new();
        for place in places {
            for d in self.descriptions_at(*place) {
                if d.role {
                    heads.extend(d.heads.iter().cloned());
                }
                let rank = u8::from(d.role) * 2 + u8::from(d.own_code);
                if rank > 0 && best.as_ref().is_none_or(|(r, _)| rank > *r) {
                    best = Some((rank, d));
                }
            }
        }
        let mut description = match best {
            Some((_, mut d)) => {
                // "Analysts" and "rights groups" are of no country; one with a name is.
                // A minister is so of a state, whatever bodies the text is about.
                if !d.own_code && matches!(d.code, Code::INT | Code::NGO) {
                    let code = self.undescribed(own).code;
                    let apart = code == Code::IGO && d.office.as_deref().is_some_and(is_of_states);
                    d.code = if apart { d.code } else { code };
                }
                d
            }
            None => self.undescribed(own),
        };
        heads.retain(|h| !description.heads.contains(h));
        description.heads.extend(heads);
        if own.span.kind != NameKind::Person {
            self.describe_body(own, &mut description);
        }
        self.subject = outer;
        description.plural = false;
        description.name = None;
        for place in places {
            let words = &self.scene.lines[place.line].words;
            for w in &words[place.span.title..place.span.first] {
                let gender = gender_of(&w.lower);
                if gender != Gender::Unknown {
                    description.gender = gender;
                }
            }
        }
        (text, description)
    }

    /// Which countries a person is not of: "visited Chile", "met his Peruvian counterpart", "Minister
    /// Diaz warned Chile".
    fn abroad(&self, place: NamePlace) -> Vec<Code> {
        let NamePlace { line, span } = place;
        if span.kind != NameKind::Person {
            return Vec::new();
        }
        let titled = span.first.checked_sub(1).filter(|_| span.title < span.first);
        let role = titled.and_then(|head| {
            let words = &self.scene.lines[line];
            self.scene.store.roles().covering(words, span.title, head, head)
        });
        self.deals_with(line, (span.title, span.last), role.map(|r| r.role))
    }

    /// A body's own name tells more than what is said about it.
    fn describe_body(&mut self, own: NamePlace, d: &mut Description) {
        let NamePlace { line, span } = own;
        // "Armed Forces of Malta"
        let words = &self.scene.lines[line].words;
        let linked = |head: &usize| words.get(head + 1).is_some_and(|w| w.on(List::Link));
        let head = self.role_head(line, span.first, span.last).filter(linked);
        let head = head.unwrap_or(span.last);
        // "Slovenia's Trust Fund", "its Security Council", "the Monetary Authority of Singapore"
        let (before, _) = self.phrase_around(At { line, word: span.first });
        let owned = (before..span.first).any(|w| words[w].possessive() || words[w].is(OWNERS));
        let first = if owned { before } else { span.first };
        let behind = words.get(span.last + 1).is_some_and(|w| w.is(&["of"]));
        let last = if behind { self.complement_end(line, span.last) } else { span.last };
        let named = self.describe(line, first, head, last);
        let words = &self.scene.lines[line].words;
        if !owned && named.own_code && of_donors(&words[span.first..=span.last]) {
            d.code = Code::IGO;
            d.own_code = true;
        } else if named.own_code {
            d.code = named.code;
        } else if let Some(code) = self.seat_before(line, span.first)
            && named.sector == ["BUS"]
        {
            d.code = code;
            d.own_code = true;
        } else if self.scene.lines[line].words[span.last].on(List::Campaign) {
            // "Steppe Media Watch", wherever the text says that it sits.
            d.code = Code::NGO;
            d.own_code = true;
        }
        // "507th Air Refueling Wing": a unit of which somebody publishes is his own.
        let issuer = self.scene.issuer.filter(|c| c.is_country());
        let unit = self.scene.lines[line].words[span.last].is(UNITS);
        if let Some(own) = issuer.filter(|_| unit && d.code == Code::INT && !d.own_code) {
            d.code = own;
        }
        let prefix = &self.scene.lines[line].words[span.first].lower;
        let ship = self.scene.store.roles().get(prefix).filter(|r| r.kind == RoleKind::Vehicle);
        if own.span.kind == NameKind::Outlet {
            d.sector = vec!["JRN"];
        } else if let Some(ship) = ship {
            d.sector = ship.sector.clone();
        } else if named.role && !named.sector.is_empty() {
            d.sector = named.sector;
        } else if !d.role {
            d.sector = Vec::new();
        }
        // "Democratic Alliance for Change"
        let name = &self.scene.lines[line].words[span.first..=span.last];
        let party = name.windows(2).any(|w| w[0].is(CREEDS) && w[1].is(MAY_BE_PARTIES));
        if party && (d.sector.is_empty() || d.sector == ["GOV"]) {
            d.sector = vec!["PTY"];
        }
        d.kind = ActorKind::Organization;
    }

    /// The country of "Türkiye-based" in front of a name.
    fn seat_before(&self, line: usize, name: usize) -> Option<Code> {
        let seat = (name.saturating_sub(TOWN)..name)
            .find_map(|word| self.seat(line, word, name).filter(|k| k.last + 1 == name))?;
        Some(self.scene.store.entry(seat.sense.entry()).code)
    }

    fn undescribed(&self, own: NamePlace) -> Description {
        let at = At { line: own.line, word: own.span.first };
        let town = self
            .town(own.line, own.span.first, own.span.last)
            .filter(|_| own.span.kind == NameKind::Place)
            .map(|(_, code)| code);
        let code = town.or_else(|| self.scene.country(at, &self.subject)).unwrap_or(Code::INT);
        Description {
            code,
            sector: Vec::new(),
            kind: ActorKind::Person,
            gender: Gender::Unknown,
            plural: false,
            heads: Vec::new(),
            office: None,
            name: None,
            counted: None,
            wikidata: None,
            evidence: format!("no description, {FROM_CONTEXT}"),
            guessed: true,
            own_code: false,
            role: false,
        }
    }

    /// The descriptions around one mention of a name.
    pub(crate) fn descriptions_at(&mut self, place: NamePlace) -> Vec<Description> {
        let NamePlace { line, span } = place;
        let mut out: Vec<Description> = self.titled_at(place).into_iter().collect();
        if let Some((first, head, last)) = self.apposition_after(line, span.last) {
            out.push(self.describe(line, first, head, last));
        }
        if let Some((first, head, last)) = self.apposition_before(line, span) {
            out.push(self.describe(line, first, head, last));
        }
        out
    }

    /// The description in front of one mention of a name.
    pub(crate) fn titled_at(&mut self, place: NamePlace) -> Option<Description> {
        let NamePlace { line, span } = place;
        let (first, head) = self.title_before(line, span.title, span.first)?;
        let last = self.complement_end(line, span.last);
        let mut d = self.describe(line, first, head, head);
        // "President Radev of Bulgaria"
        if !d.own_code && last > span.last {
            let tail = self.tail(line, span.last + 1, last, None);
            if let Some(code) = tail.code
                && self.scene.lines[line].words[span.last + 1].is(&["of", "from"])
            {
                d.code = code;
                d.own_code = true;
            }
        }
        // "Ohio Representative Lee" sits in a house, unlike "Trade Representative Lee".
        let words = &self.scene.lines[line].words;
        let place = |w: usize| self.scene.known_at(line, w).is_some_and(|k| k.last == w);
        let alone = head == first || place(head - 1);
        if d.code.as_str() == "USA" && words[head].is(&["representative"]) && alone {
            d.sector = vec!["LEG"];
        }
        if !d.role {
            let rank = self.scene.lines[line].words[span.title..span.first]
                .iter()
                .find_map(|w| rank_sector(&w.lower));
            if let Some(sector) = rank {
                d.sector = vec![sector];
                d.role = true;
            }
        }
        Some(d)
    }

    /// Title and modifiers in front of a name: first word and head.
    fn title_before(&self, line: usize, title: usize, name: usize) -> Option<(usize, usize)> {
        let words = &self.scene.lines[line].words;
        let mut head = name.checked_sub(1)?;
        let (first, _) = self.phrase_around(At { line, word: name });
        let first = first.min(title);
        // "Minister of Foreign Affairs Ruth Varga": the head stands before what she is minister of.
        if words.get(title..name).is_some_and(|t| t.iter().any(|w| w.on(List::Link))) {
            head = self.role_head(line, title, head)?;
        }
        if first > head {
            return None;
        }
        let roles = self.scene.store.roles();
        let telling = roles.ending(&self.scene.lines[line], first, head).is_some()
            || words[head].on(List::Honorific)
            || self.scene.known_at(line, head).is_some();
        (telling && !words[head].pos.eq(&Pos::Punctuation)).then_some((first, head))
    }

    /// ", a ministry spokeswoman," behind a name: first word, head, last word.
    fn apposition_after(&self, line: usize, name: usize) -> Option<(usize, usize, usize)> {
        let words = &self.scene.lines[line].words;
        let comma = words.get(name + 1)?;
        let mut start = name + 2;
        if comma.is(&["is", "was", "of", "from"]) {
            start = name + if comma.is(&["of", "from"]) { 1 } else { 2 };
        } else if !comma.is(&[",", "(", "—", "–"]) {
            return None;
        }
        while words.get(start).is_some_and(|w| {
            w.pos == Pos::Determiner
                || w.is(&["who", "is", "was", "also", "now", "then", "currently"])
        }) {
            start += 1;
        }
        let first_word = words.get(start)?;
        if first_word.is(&[
            "heads",
            "leads",
            "chairs",
            "runs",
            "commands",
            "represents",
            "of",
            "from",
        ]) {
            return self.linked(line, start);
        }
        if matches!(first_word.pos, Pos::Verb | Pos::Conjunction | Pos::Pronoun)
            && !first_word.is(&["his", "her", "its", "their"])
        {
            return None;
        }
        // "He invited the head of mission, Ann Lee, to inspect a depot"
        if first_word.is(&["to"]) {
            return None;
        }
        let end = self.segment_end(line, start);
        let head = self.role_head(line, start, end)?;
        // "With the help of Ann Lee, five servicemen were freed": one is not several.
        let several = |w: &Word| singular(&w.lower) != w.lower;
        if first_word.pos == Pos::Number && several(&words[head]) {
            return None;
        }
        // "Troops left Kalemo, aid workers said": the comma ends what is said.
        if words.get(end + 1).is_some_and(|w| w.is(SPEECH)) && several(&words[head]) {
            return None;
        }
        // "X, Y ministers and Z": a list, not an apposition.
        if self.names[line]
            .iter()
            .any(|n| n.first == start && n.last + 1 < words.len() && words[n.last + 1].is(&[","]))
        {
            return None;
        }
        Some((start, head, end))
    }

    /// "who heads the union", "of the Labour Front": the noun behind stands for the role.
    fn linked(&self, line: usize, link: usize) -> Option<(usize, usize, usize)> {
        let words = &self.scene.lines[line].words;
        let mut start = link + 1;
        while words.get(start).is_some_and(|w| w.pos == Pos::Determiner) {
            start += 1;
        }
        let end = self.segment_end(line, start);
        if start > end {
            return None;
        }
        let head = self
            .role_head(line, start, end)
            .or_else(|| self.scene.known[line].iter().find(|k| k.first == start).map(|k| k.last))?;
        Some((start, head, end))
    }

    /// "The Kremlin's adviser, " in front of a name: first word, head, last word.
    fn apposition_before(&self, line: usize, name: NameSpan) -> Option<(usize, usize, usize)> {
        let words = &self.scene.lines[line].words;
        let comma = name.title.checked_sub(1)?;
        if !words[comma].is(&[","]) || comma == 0 {
            return None;
        }
        // "He walked out of a Russian court, Minister Lee said": the comma ends what is said. "The governor
        // of the province, Ann Lee, said" is nothing that is said.
        let whole = words[0].pos == Pos::Determiner;
        let clause = !whole || words[..comma].iter().any(|w| w.pos == Pos::Verb);
        if clause && words.get(name.last + 1).is_some_and(|w| w.is(SPEECH)) {
            return None;
        }
        let mut start = comma;
        while start > 0 && comma - start < 12 {
            let w = &words[start - 1];
            // "Minister for Europe and Central Asia"
            let joins = w.is(&["and"]) && start > 1 && words[start - 2].capital;
            let joins = joins && words.get(start).is_some_and(|w| w.capital);
            if matches!(w.pos, Pos::Punctuation | Pos::Verb)
                || w.is(&["and", "but", "that"]) && !joins
            {
                break;
            }
            start -= 1;
        }
        let end = comma - 1;
        // "A call with the foreign minister of Iran, ": what has no role is not the description.
        loop {
            while start < comma
                && matches!(words[start].pos, Pos::Adposition | Pos::Adverb | Pos::Determiner)
            {
                start += 1;
            }
            if start > end {
                return None;
            }
            if let Some(head) = self.role_head(line, start, end) {
                return Some((start, head, end));
            }
            start += words[start..=end].iter().take_while(|w| w.pos != Pos::Adposition).count();
        }
    }

    fn segment_end(&self, line: usize, start: usize) -> usize {
        let words = &self.scene.lines[line].words;
        let mut end = start;
        while let Some(next) = words.get(end + 1) {
            let stop = match next.pos {
                Pos::Punctuation => true,
                Pos::Verb => end > start,
                _ => next.is(&["who", "which", "that", "and", "but"]),
            };
            if stop || end > start + 12 {
                break;
            }
            end += 1;
        }
        end
    }

    /// Head of the description: the last role word in front of the first link.
    fn role_head(&self, line: usize, start: usize, end: usize) -> Option<usize> {
        let text_line = &self.scene.lines[line];
        let words = &text_line.words;
        let roles = self.scene.store.roles();
        let mut head = None;
        for (i, word) in words.iter().enumerate().take(end + 1).skip(start) {
            if i > start && (word.on(List::Link) || word.is(&["to"])) {
                break;
            }
            if roles.ending(text_line, start, i).is_some() {
                head = Some(i);
            }
        }
        head
    }
}

/// "Syria Recovery Trust Fund": many states pay into a fund of which the country that it is for is none.
fn of_donors(name: &[Word]) -> bool {
    matches!(name, [.., kind, fund] if fund.is(&["fund"]) && kind.is(&["humanitarian", "pooled", "trust"]))
}

/// "Last weekend soldiers", "early 1990s rebels", "23:10 paratroopers": words of time in front of
/// somebody are not his.
fn is_time(word: &Word) -> bool {
    let decade = word.lower.len() == 5 && word.lower.ends_with("0s");
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let clock = word.lower.split_once(':').is_some_and(|(h, m)| digits(h) && digits(m));
    word.on(List::Calendar) || word.is(TEMPORAL) || decade || clock
}

/// What stands behind the country that something is of: "Maltese-flagged".
const OF_FLAG: &[&str] = &["flagged", "registered"];

/// Words of time that stand in front of a noun without belonging to it.
const TEMPORAL: &[&str] = &[
    "a.m.",
    "p.m.",
    "am",
    "pm",
    "week",
    "weekend",
    "month",
    "year",
    "decade",
    "century",
    "day",
    "night",
    "morning",
    "evening",
    "afternoon",
    "spring",
    "summer",
    "autumn",
    "winter",
];

/// "U.S.-led" (true: the coalition is international), "pro-Turkish" (false: says nothing).
fn composite(word: &str) -> Option<bool> {
    let (front, back) = word.split_once('-')?;
    if PARTICIPLES.contains(&back) {
        return Some(back == "led");
    }
    matches!(front, "pro" | "anti").then_some(false)
}

/// Countries in which nobody holds an office or leads a body of this name.
fn lacking(office: &str) -> &'static [&'static str] {
    let one = singular_phrase(office);
    match one.rsplit(' ').next().unwrap_or(&one) {
        "minister" if one == "prime minister" => WITHOUT_PREMIER,
        "premier" => WITHOUT_PREMIER,
        "minister" | "ministry" | "parliament" => &["USA"],
        "president" if one == "president" => MONARCHIES,
        _ => &[],
    }
}

/// Countries whose government no prime minister leads.
const WITHOUT_PREMIER: &[&str] = &[
    "ARG", "BOL", "BRA", "CHE", "CHL", "COL", "CRI", "CYP", "DOM", "ECU", "GHA", "GTM", "HND",
    "IDN", "MEX", "NGA", "NIC", "PAN", "PHL", "PRY", "SLV", "URY", "USA", "VEN", "ZAF",
];

/// Offices that are the United States' where no country is named.
const AMERICAN: &[&str] =
    &[SECRETARY_OF_STATE, "secretary of defense", "secretary of the treasury"];

const SECRETARY_OF_STATE: &str = "secretary of state";

/// Who else has a secretary of state without a field.
const OTHER_SECRETARIES: &[&str] = &["GBR", "VAT"];

/// How the foreign ministries of some countries are called; that of none of the others is Britain's.
const FOREIGN_OFFICE: &str = "foreign office";

fn has_foreign_office(code: &Code) -> bool {
    ["DEU", "GBR", "PAK"].contains(&code.as_str())
}

/// Monarchies, where nobody is the president.
const MONARCHIES: &[&str] = &[
    "AUS", "BEL", "CAN", "DNK", "GBR", "JOR", "MAR", "MYS", "NLD", "NOR", "NZL", "SAU", "SWE",
    "THA",
];

/// Of other countries those that are reigned, too, or where traditional rulers bear such titles.
const REIGNED: &[&str] = &[
    "ARE", "BHR", "BRN", "BTN", "ESP", "GHA", "IDN", "JPN", "KHM", "KWT", "LIE", "LSO", "LUX",
    "MCO", "NGA", "OMN", "PHL", "QAT", "SWZ", "TON", "UGA", "ZAF",
];

fn reigned(code: &str) -> bool {
    MONARCHIES.contains(&code) || REIGNED.contains(&code)
}

/// Offices of those who reign and their heirs.
const CROWNS: &[&str] = &["crown prince", "emir", "emperor", "king", "queen", "sultan"];

fn is_crown(office: &str) -> bool {
    CROWNS.contains(&singular_phrase(office).as_str())
}

fn singular_phrase(phrase: &str) -> String {
    match phrase.rsplit_once(' ') {
        Some((front, noun)) => format!("{front} {}", singular(noun)),
        None => singular(phrase),
    }
}

/// Whether a word may continue a noun phrase to the right, so that the word before it is no head.
pub(crate) fn continues(word: &Word) -> bool {
    matches!(word.pos, Pos::Noun | Pos::Name) && !word.on(List::Calendar)
}
