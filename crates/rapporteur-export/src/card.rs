//! The card of a data set: what is in an export, made by what, how far to trust it.

use crate::export::{Options, Summary};
use crate::format::Format;
use crate::measured::{MEASURED, Score};
use rapporteur_core::record::{Entity, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

/// Publishers and countries that have a line of their own.
const LINES: usize = 50;

/// Articles and events of a month or publisher.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Volume {
    articles: usize,
    events: usize,
}

/// Events in which a country acts, is acted on, or is where it happens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Role {
    actor: usize,
    recipient: usize,
    place: usize,
}

/// The program, model and codebook of an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Coder {
    coder: String,
    model: String,
    codebook: String,
}

/// Counts what goes into an export, and says it in Markdown.
///
/// The same articles give the same card; no clock is asked.
///
/// # Example
/// ```
/// use rapporteur_core::Record;
/// use rapporteur_export::{Card, Format, Options, Summary};
/// let mut card = Card::new(Format::Polecat, Options::default());
/// card.article(&Record::default(), None);
/// let text = card.finish("polecat", &Summary::default());
/// assert!(text.starts_with("# Dataset card: polecat\n"));
/// ```
#[derive(Debug, Clone)]
pub struct Card {
    format: Format,
    options: Options,
    articles: usize,
    events: usize,
    /// Other appearances of the articles; none where nobody looked for them.
    copies: Option<usize>,
    copied: usize,
    days: Option<(String, String)>,
    months: BTreeMap<String, Volume>,
    publishers: BTreeMap<String, Volume>,
    languages: BTreeMap<String, usize>,
    countries: BTreeMap<String, Role>,
    types: BTreeMap<&'static str, usize>,
    coders: BTreeMap<Coder, usize>,
}

impl Card {
    /// The card of an export that is about to be made.
    pub fn new(format: Format, options: Options) -> Self {
        Card {
            format,
            options,
            articles: 0,
            events: 0,
            copies: None,
            copied: 0,
            days: None,
            months: BTreeMap::new(),
            publishers: BTreeMap::new(),
            languages: BTreeMap::new(),
            countries: BTreeMap::new(),
            types: BTreeMap::new(),
            coders: BTreeMap::new(),
        }
    }

    /// Counts an article. `copies` is how many other appearances of it were recognised; `None`
    /// where nobody looked for any.
    pub fn article(&mut self, record: &Record, copies: Option<usize>) {
        self.articles += 1;
        if let Some(copies) = copies {
            *self.copies.get_or_insert(0) += copies;
            self.copied += usize::from(copies > 0);
        }
        let coder = Coder {
            coder: record.coder.clone(),
            model: record.model.clone(),
            codebook: record.codebook.clone(),
        };
        *self.coders.entry(coder).or_default() += 1;
        *self.languages.entry(or(record.language.as_deref(), "not known")).or_default() += 1;
        let told = record
            .events
            .iter()
            .filter(|e| self.options.every_status || self.format.can_tell(e.event, e.status));
        let mut events = 0;
        for event in told {
            events += 1;
            *self.types.entry(event.event.as_str()).or_default() += 1;
            for code in codes(&event.actor) {
                self.countries.entry(code).or_default().actor += 1;
            }
            for code in codes(&event.recipient) {
                self.countries.entry(code).or_default().recipient += 1;
            }
            if let Some(code) = event.location.as_ref().and_then(|l| l.code.clone()) {
                self.countries.entry(code).or_default().place += 1;
            }
        }
        self.events += events;
        let month = record.date.as_deref().and_then(|d| d.get(..7));
        let publisher = or(record.publisher.as_deref(), "not known");
        for volume in [
            self.months.entry(or(month, "not known")).or_default(),
            self.publishers.entry(publisher).or_default(),
        ] {
            volume.articles += 1;
            volume.events += events;
        }
        if let Some(day) = record.date.as_ref().filter(|_| month.is_some()) {
            let (first, last) = self.days.get_or_insert_with(|| (day.clone(), day.clone()));
            if day < first {
                first.clone_from(day);
            }
            if day > last {
                last.clone_from(day);
            }
        }
    }

    /// The card, of an export of this name with these counts.
    pub fn finish(&self, name: &str, summary: &Summary) -> String {
        let mut out = String::new();
        // Writing to memory cannot fail.
        let _ = self.write(&mut out, name, summary);
        out
    }

    fn write(&self, out: &mut String, name: &str, summary: &Summary) -> fmt::Result {
        writeln!(out, "# Dataset card: {name}\n")?;
        writeln!(out, "Events coded by machine from news articles, not reviewed by people.\n")?;
        writeln!(out, "| | |\n| --- | --- |")?;
        writeln!(out, "| format | {name} |")?;
        writeln!(out, "| articles | {} |", self.articles)?;
        if let Some((first, last)) = &self.days {
            writeln!(out, "| published | {} to {} |", cell(first), cell(last))?;
        }
        writeln!(out, "| events in them | {} |", self.events)?;
        writeln!(out, "| lines | {summary} |")?;
        writeln!(out, "| one a day | {} |", yes(self.options.one_a_day))?;
        let every = self.options.every_status || self.format.holds_status();
        writeln!(out, "| planned, hypothetical and negated events | {} |", yes(every))?;
        let languages = self.languages.iter().map(|(l, n)| format!("{} ({n})", cell(l)));
        writeln!(out, "| languages | {} |", languages.collect::<Vec<_>>().join(", "))?;
        self.write_coders(out)?;
        self.write_duplicates(out, summary)?;
        self.write_coverage(out)?;
        self.write_types(out)?;
        self.write_weaknesses(out)
    }

    fn write_coders(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "\n## Coder\n\n| coder | model | codebook | articles |")?;
        writeln!(out, "| --- | --- | --- | ---: |")?;
        for (by, n) in &self.coders {
            let [coder, model, codebook] = [&by.coder, &by.model, &by.codebook].map(|t| cell(t));
            writeln!(out, "| {coder} | {model} | {codebook} | {n} |")?;
        }
        Ok(())
    }

    fn write_duplicates(&self, out: &mut String, summary: &Summary) -> fmt::Result {
        writeln!(out, "\n## Duplicates\n")?;
        match self.copies {
            Some(copies) => writeln!(
                out,
                "{copies} other appearances of {} articles (same address, same text or lightly \
                 edited) were recognised and not coded again; they count as mentions.",
                self.copied
            )?,
            None => writeln!(
                out,
                "Copies of articles were not looked for; `rapporteur add` recognises them."
            )?,
        }
        let repeated = summary.repeated;
        if repeated > 0 {
            writeln!(out, "{repeated} lines repeated others and were merged with them.")?;
        }
        Ok(())
    }

    fn write_coverage(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "\n## Coverage by month of publication\n")?;
        volumes(out, "month", self.months.iter())?;
        writeln!(out, "\n## Coverage by publisher\n")?;
        let mut publishers: Vec<_> = self.publishers.iter().collect();
        publishers.sort_by_key(|(_, volume)| std::cmp::Reverse(volume.articles));
        let rest = publishers.split_off(LINES.min(publishers.len()));
        volumes(out, "publisher", publishers.into_iter())?;
        if !rest.is_empty() {
            let [articles, events] = [|v: &Volume| v.articles, |v: &Volume| v.events]
                .map(|count| rest.iter().map(|(_, v)| count(v)).sum::<usize>());
            writeln!(out, "| {} others | {articles} | {events} |", rest.len())?;
        }
        writeln!(out, "\n## Coverage by country\n")?;
        writeln!(out, "| code | events as actor | as recipient | as place |")?;
        writeln!(out, "| --- | ---: | ---: | ---: |")?;
        let mut countries: Vec<_> = self.countries.iter().collect();
        countries.sort_by_key(|(_, role)| std::cmp::Reverse(role.actor + role.recipient));
        let rest = countries.split_off(LINES.min(countries.len()));
        for (code, role) in countries {
            let Role { actor, recipient, place } = role;
            writeln!(out, "| {} | {actor} | {recipient} | {place} |", cell(code))?;
        }
        if !rest.is_empty() {
            let sum = |count: fn(&Role) -> usize| rest.iter().map(|(_, r)| count(r)).sum::<usize>();
            let [a, r, p] = [sum(|r| r.actor), sum(|r| r.recipient), sum(|r| r.place)];
            writeln!(out, "| {} others | {a} | {r} | {p} |", rest.len())?;
        }
        Ok(())
    }

    fn write_types(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "\n## Event types and their measured precision\n")?;
        writeln!(
            out,
            "Precision: of the events that the coder gives this type, the share that annotators \
             give it in the same sentence. Recall: of theirs, the share that it finds. Measured \
             by `{}` on {}; where few events were coded there, the shares say little.\n",
            MEASURED.command, MEASURED.articles
        )?;
        writeln!(out, "| type | events here | precision | recall | coded when measured |")?;
        writeln!(out, "| --- | ---: | ---: | ---: | ---: |")?;
        let here = self.types.keys().copied();
        let measured = MEASURED.types.iter().map(|(name, _)| name.as_str());
        for name in here.chain(measured).collect::<BTreeSet<_>>() {
            let n = self.types.get(name).copied().unwrap_or(0);
            let known = MEASURED.types.iter().find(|(measured, _)| measured == name);
            match known.map(|(_, score)| score) {
                Some(Score { precision, recall, coded, .. }) => {
                    writeln!(out, "| {name} | {n} | {precision} | {recall} | {coded} |")?;
                }
                None => writeln!(out, "| {name} | {n} | | | 0 |")?,
            }
        }
        Ok(())
    }

    fn write_weaknesses(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "\n## Known weaknesses\n")?;
        writeln!(out, "| measure | value | precision | recall |")?;
        writeln!(out, "| --- | ---: | ---: | ---: |")?;
        for (name, score) in &MEASURED.measures {
            let Score { value, precision, recall, .. } = score;
            writeln!(out, "| {name} | {value} | {precision} | {recall} |")?;
        }
        writeln!(out, "\n{}", WEAKNESSES.trim())?;
        if !self.format.holds_status() && self.options.every_status {
            writeln!(
                out,
                "- Planned, hypothetical and negated events are in this file, and its format \
                 cannot tell them from what took place."
            )?;
        }
        writeln!(
            out,
            "- What the format cannot hold is told in `docs/exports.md` under `{}`.",
            self.format
        )
    }
}

/// What no number says. The table above has the numbers: F1, for status, mode and date accuracy.
const WEAKNESSES: &str = "
Value is F1, for status, mode and date the share that is right among events of the right type. \
\"dyad\" asks for the type and both sides.

- An event's `score`, where the format has it, is the probability that the event is right; leaving \
out low scores raises precision and lowers recall.
- Parties are right less often than types, and recipients less often than actors.
- The coder reads English. Articles in other languages give few and wrong events.
- Counts follow the number of articles: compare shares, or divide by the articles of the month.
- It is what the articles say, not what happened; who reports, and from where, decides what is told.";

fn volumes<'a>(
    out: &mut String,
    name: &str,
    rows: impl Iterator<Item = (&'a String, &'a Volume)>,
) -> fmt::Result {
    writeln!(out, "| {name} | articles | events |\n| --- | ---: | ---: |")?;
    for (key, Volume { articles, events }) in rows {
        writeln!(out, "| {} | {articles} | {events} |", cell(key))?;
    }
    Ok(())
}

/// The distinct codes of some parties.
fn codes(entities: &[Entity]) -> BTreeSet<String> {
    let codes = entities.iter().filter_map(|e| e.code.clone());
    codes.filter(|code| !code.is_empty()).collect()
}

fn or(text: Option<&str>, other: &str) -> String {
    text.filter(|t| !t.is_empty()).unwrap_or(other).to_owned()
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// Text that stays in its cell of a Markdown table.
fn cell(text: &str) -> String {
    crate::cells::clean(text).replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(line: usize) -> Record {
        let lines = include_str!("../tests/fixture.jsonl").lines();
        serde_json::from_str(lines.collect::<Vec<_>>()[line]).unwrap()
    }

    fn card(format: Format, options: Options, copies: Option<usize>) -> String {
        let mut card = Card::new(format, options);
        let lines = include_str!("../tests/fixture.jsonl").lines().count();
        for line in 0..lines {
            card.article(&record(line), copies);
        }
        card.finish(format.as_str(), &Summary { written: 7, repeated: 2, ..Summary::default() })
    }

    #[test]
    fn coverage_adds_up() {
        let text = card(Format::Csv, Options::default(), Some(2));
        let articles = include_str!("../tests/fixture.jsonl").lines().count();
        let events: usize = (0..articles).map(|line| record(line).events.len()).sum();
        let sums = |heading: &str| {
            let section = text.split(heading).nth(1).unwrap();
            let section = section.split("\n## ").next().unwrap();
            let rows = section.lines().filter(|l| l.starts_with("| ")).skip(2);
            let numbers = rows.map(|row| {
                let cells: Vec<&str> = row.split('|').map(str::trim).collect();
                (cells[2].parse::<usize>().unwrap(), cells[3].parse::<usize>().unwrap())
            });
            numbers.fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1))
        };
        assert_eq!(sums("## Coverage by month of publication\n"), (articles, events));
        assert_eq!(sums("## Coverage by publisher\n"), (articles, events));
        assert!(text.contains(&format!("| events in them | {events} |")), "{text}");
        assert!(text.contains(&format!("{} other appearances", 2 * articles)), "{text}");
        assert!(text.contains("2 lines repeated others"), "{text}");
    }

    #[test]
    fn a_card_counts_what_the_format_tells() {
        let events = |options| {
            let text = card(Format::Gdelt2, options, None);
            let row = text.lines().find(|l| l.starts_with("| events in them |")).unwrap();
            row.split('|').nth(2).unwrap().trim().parse::<usize>().unwrap()
        };
        let every = Options { every_status: true, ..Options::default() };
        assert!(events(Options::default()) < events(every));
        assert!(
            card(Format::Gdelt2, every, None).contains("cannot tell them from what took place")
        );
        assert!(card(Format::Gdelt2, every, None).contains("were not looked for"));
    }

    #[test]
    fn precision_by_type_is_that_of_the_measured_file() {
        let text = card(Format::Csv, Options::default(), None);
        let (name, score) = &MEASURED.types[0];
        let row = text.lines().find(|l| l.starts_with(&format!("| {name} |"))).unwrap();
        assert!(row.contains(&format!("| {} | {} |", score.precision, score.recall)), "{row}");
    }

    #[test]
    fn names_stay_in_their_cells() {
        assert_eq!(cell("a|b\n<script>"), "a\\|b &lt;script>");
    }
}
