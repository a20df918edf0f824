//! A user's own actors, and the names that neither they nor the program's list have.

use crate::args::{CodebookArgs, Input};
use crate::commands::each_annotated;
use crate::draw::Screen;
use crate::messages::{Messages, Stop, reason};
use crate::output::Output;
use crate::text::{BOLD, DIM, cell, clean, wrap};
use clap::{Args, Subcommand, ValueEnum};
use rapporteur::coding::actors::{ActorStore, ActorTable, UnknownName};
use rapporteur::coding::codebook::Codebook;
use rapporteur::{Article, Pipeline};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Sentences that are kept for each name.
const MOST_CONTEXTS: usize = 3;
/// Columns of a name, however narrow the screen is.
const LEAST_NAME: usize = 12;

/// Whom to know besides the program's own actors.
#[derive(Debug, Default, Args)]
pub(crate) struct ActorsArgs {
    /// Know the actors of FILE too; they win over the program's own of the same name.
    ///
    /// The file is TOML: for each actor a table [[actor]] with name, kind (person, country,
    /// organization, group, office or place) and code (ISO 3166-1 alpha-3, IGO, NGO, MNC or INT);
    /// aliases and sector (lists), office, from, to (days) and wikidata may be left out. A country may
    /// have a code of its own, and adjectives and capitals (lists). Or the file is a table of
    /// tab-separated columns with these names in its first row, if its name ends in .tsv; there
    /// sectors stand between '/' and the items of other lists between '|'.
    #[arg(id = "actors", long = "actors", value_name = "FILE")]
    file: Option<PathBuf>,
}

impl ActorsArgs {
    /// The program's actors with the user's; `None` where there is no file.
    pub(crate) fn read(&self) -> Result<Option<ActorStore>, Stop> {
        let Some(path) = &self.file else { return Ok(None) };
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|e| Stop::failed(name, reason(&e)))?;
        let table = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tsv"));
        let read = if table { ActorStore::with_user_table } else { ActorStore::with_user };
        let store = read(&text).map_err(|errors| {
            let fault = |e: &rapporteur::coding::actors::Error| {
                format!("{}:{}: {}", path.display(), e.line(), e.message())
            };
            Stop::Faults(errors.iter().map(fault).collect())
        })?;
        Ok(Some(store))
    }

    /// Fails where there is a file: what `input` holds was coded before, without it.
    pub(crate) fn not_for_coded(&self, input: &str) -> Result<(), Stop> {
        not_for_coded(input, self.file.is_some(), "--actors")
    }
}

/// Fails where an option is `given` that changes how articles are coded: what `input` holds was coded
/// before, without it.
pub(crate) fn not_for_coded(input: &str, given: bool, option: &str) -> Result<(), Stop> {
    if given {
        let message = format!("is coded already, {option} cannot change it");
        return Err(Stop::failed(input, message));
    }
    Ok(())
}

/// The library's pipeline, with a user's actors and codebook where there are any.
pub(crate) fn pipeline(
    actors: Option<ActorStore>,
    codebook: Option<Codebook>,
) -> Result<Pipeline, Stop> {
    let mut pipeline = Pipeline::new()?;
    if let Some(actors) = actors {
        pipeline = pipeline.with_actors(actors);
    }
    if let Some(codebook) = codebook {
        pipeline = pipeline.with_codebook(codebook);
    }
    Ok(pipeline)
}

#[derive(Debug, Subcommand)]
pub(crate) enum ActorsCommand {
    /// List the names that no entry has, most frequent first: whom to add with --actors.
    Unknown(UnknownArgs),
}

#[derive(Debug, Args)]
pub(crate) struct UnknownArgs {
    #[command(flatten)]
    input: Input,

    /// How to write names [default: table on a terminal, jsonl otherwise].
    #[arg(long, short, value_enum)]
    format: Option<UnknownFormat>,

    #[command(flatten)]
    actors: ActorsArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum UnknownFormat {
    /// A line per name with its sentences below, for reading.
    Table,
    /// A JSON object per name.
    Jsonl,
}

pub(crate) fn run(
    command: &ActorsCommand,
    screen: Screen,
    quiet: bool,
    messages: &Messages,
) -> Result<(), Stop> {
    let ActorsCommand::Unknown(args) = command;
    let mut tally = Tally::default();
    let by = (&args.actors, &CodebookArgs::default());
    each_annotated(&args.input, by, quiet, messages, |pipeline, article, annotation| {
        let table = ActorTable::build(article, annotation, pipeline.actors());
        tally.add(article, table.unknown());
        Ok(())
    })?;
    let names = tally.most_frequent_first();
    let default =
        if io::stdout().is_terminal() { UnknownFormat::Table } else { UnknownFormat::Jsonl };
    let mut output = Output::stdout();
    match args.format.unwrap_or(default) {
        UnknownFormat::Table => output.write(&draw(&names, screen))?,
        UnknownFormat::Jsonl => {
            for name in &names {
                let line = serde_json::to_string(name).map_err(|e| Stop::failed(&name.name, e))?;
                output.write(&(line + "\n"))?;
            }
        }
    }
    output.flush()
}

/// A name over all articles; what it is, as the key of a user's entry.
#[derive(Debug, Serialize)]
struct Name {
    name: String,
    #[serde(flatten)]
    guess: Guess,
    /// How many sentences name it.
    sentences: usize,
    /// How many articles do.
    articles: usize,
    contexts: Vec<Context>,
}

/// What the text of an article makes of a name.
#[derive(Debug, PartialEq, Serialize)]
struct Guess {
    kind: &'static str,
    code: String,
    sector: Vec<String>,
}

/// A sentence on one line, and the id of its article.
#[derive(Debug, Serialize)]
struct Context {
    article: String,
    text: String,
}

#[derive(Debug, Default)]
struct Tally {
    names: BTreeMap<String, Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    articles: usize,
    /// With the number of sentences in the articles that make this of it.
    guesses: Vec<(Guess, usize)>,
    contexts: Vec<Context>,
}

impl Tally {
    fn add(&mut self, article: &Article, unknown: Vec<UnknownName>) {
        let mut of_article = BTreeSet::new();
        for UnknownName { name, kind, code, sector, contexts } in unknown {
            let name = clean(&name);
            let seen = self.names.entry(name.clone()).or_default();
            seen.articles += usize::from(of_article.insert(name));
            let guess = Guess { kind: kind.as_str(), code, sector };
            match seen.guesses.iter_mut().find(|(g, _)| *g == guess) {
                Some((_, sentences)) => *sentences += contexts.len(),
                None => seen.guesses.push((guess, contexts.len())),
            }
            for context in contexts {
                seen.keep(&article.id, clean(context.of(&article.text)));
            }
        }
    }

    /// Each name with the guess of the most sentences.
    fn most_frequent_first(self) -> Vec<Name> {
        let name = |(name, seen): (String, Seen)| {
            let Seen { articles, mut guesses, contexts } = seen;
            let sentences = guesses.iter().map(|(_, sentences)| sentences).sum();
            guesses.sort_by_key(|(_, sentences)| std::cmp::Reverse(*sentences));
            let (guess, _) = guesses.into_iter().next()?;
            Some(Name { name, guess, sentences, articles, contexts })
        };
        let mut names: Vec<Name> = self.names.into_iter().filter_map(name).collect();
        names.sort_by_key(|n| std::cmp::Reverse((n.sentences, n.articles)));
        names
    }
}

impl Seen {
    /// Articles that were copied from each other show a sentence once.
    fn keep(&mut self, article: &str, text: String) {
        if self.contexts.len() < MOST_CONTEXTS && self.contexts.iter().all(|c| c.text != text) {
            self.contexts.push(Context { article: article.into(), text });
        }
    }
}

/// A line per name, its sentences below.
fn draw(names: &[Name], screen: Screen) -> String {
    let line = |[sentences, articles, name, kind, code, sector]: [&str; 6], width| {
        let name = cell(name, width);
        format!("{sentences:>9}  {articles:>8}  {name}  {kind:12}  {code:4}  {sector}")
    };
    let header = ["sentences", "articles", "name", "kind", "code", "sector"];
    let fixed = line(header, LEAST_NAME).width() - LEAST_NAME;
    let widest = names.iter().map(|n| n.name.width()).max().unwrap_or(0);
    let width = widest.min(screen.width.saturating_sub(fixed)).max(LEAST_NAME);
    let mut out = format!("{}\n", screen.paint.apply(BOLD, &line(header, width)));
    for Name { name, guess, sentences, articles, contexts } in names {
        let (sentences, articles) = (sentences.to_string(), articles.to_string());
        let sector = guess.sector.join("/");
        let cells = [&*sentences, &articles, name, guess.kind, &guess.code, &sector];
        out.push_str(line(cells, width).trim_end());
        out.push('\n');
        for context in contexts {
            for part in wrap(&context.text, screen.width, "    – ", "      ") {
                out.push_str(&screen.paint.apply(DIM, &part));
                out.push('\n');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Paint;
    use rapporteur::coding::actors::ActorKind;
    use rapporteur::core::Span;

    fn unknown(name: &str, code: &str, sentences: &[(usize, usize)]) -> UnknownName {
        UnknownName {
            name: name.into(),
            kind: ActorKind::Organization,
            code: code.into(),
            sector: vec!["REB".into()],
            contexts: sentences.iter().map(|(start, end)| Span::new(*start, *end)).collect(),
        }
    }

    fn names() -> Vec<Name> {
        let mut tally = Tally::default();
        let first =
            Article::from_text("a", "Neva Front fled. Ann rose.\nNeva Front fell. It rained.");
        let second = Article::from_text("b", "Neva Front fled. Neva Front won. Neva Front lost.");
        tally.add(&first, vec![unknown("Ann", "KEN", &[(17, 26)])]);
        tally.add(&first, vec![unknown("Neva\nFront", "RUS", &[(0, 16), (27, 43)])]);
        tally.add(&second, vec![unknown("Neva Front", "KAZ", &[(0, 16), (17, 32), (33, 49)])]);
        tally.most_frequent_first()
    }

    #[test]
    fn the_most_frequent_guess_and_three_sentences_are_kept() {
        let names = names();
        assert_eq!(names.len(), 2);
        let front = &names[0];
        assert_eq!((front.name.as_str(), front.guess.code.as_str()), ("Neva Front", "KAZ"));
        assert_eq!((front.sentences, front.articles), (5, 2));
        let texts: Vec<&str> = front.contexts.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["Neva Front fled.", "Neva Front fell.", "Neva Front won."]);
        assert_eq!(names[1].name, "Ann");
    }

    #[test]
    fn the_table_fits() {
        let screen = Screen { width: 62, paint: Paint { color: false } };
        assert_eq!(
            draw(&names()[..1], screen),
            "sentences  articles  name          kind          code  sector\n        \
             5         2  Neva Front    organization  KAZ   REB\n    \
             – Neva Front fled.\n    – Neva Front fell.\n    – Neva Front won.\n"
        );
    }
}
