//! The index on disk: what it holds, which state of the tables it stands for, how it is asked.

use super::{Found, Hit, Kind, Search};
use crate::commit::storage;
use crate::copies::strings;
use crate::error::{Error, ErrorKind};
use crate::schema::Table;
use crate::store::{Store, Tables};
use datafusion::arrow::array::RecordBatch;
use datafusion::prelude::SessionContext;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io;
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tantivy::collector::{Count, TopDocs};
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, Occur, Query, QueryParser, QueryParserError, RangeQuery,
    TermQuery,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions, Value,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, RemoveLongFilter, SimpleTokenizer,
    Stemmer, TextAnalyzer, TextAnalyzerBuilder, TokenStream, Tokenizer,
};
use tantivy::{IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

/// Name and version of the index. The number rises with every change of fields or words.
const FORMAT: &str = "rapporteur-search/2";
/// Where it lies in the record's directory.
const DIRECTORY: &str = "_search";
/// The index itself, in there; the lock of its writers beside it outlives it.
const FILES: &str = "index";
const LOCK: &str = "lock";
/// Bytes that the writer may hold before it writes a segment.
const MEMORY: usize = 64 << 20;
/// Rows that are copied out of an answer at a time.
const ROWS: usize = 512;
/// Letters of a snippet.
const SNIPPET: usize = 200;
/// Letters of a wrong question that are repeated to its author.
const SHOWN: usize = 60;
/// How much a word in the headline counts.
const TITLE: f32 = 2.0;
/// The words of texts: lower case, without accents, English endings cut off.
const WORDS: &str = "words";
/// Letters of the longest word; what is longer is an address or noise.
const LONGEST_WORD: usize = 40;

/// How an index comes to be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// It stands for the tables as they are.
    Current,
    /// It gets what was added to the tables since.
    Continued,
    /// It is made from the tables.
    Anew,
}

/// The state of the tables that an index stands for, kept in its last commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    format: String,
    /// The articles' table: another record has another one.
    table: String,
    batch: i64,
}

impl State {
    async fn of(tables: &Tables) -> Result<Self, Error> {
        let snapshot = tables.get(Table::Articles)?.snapshot();
        let snapshot = snapshot.map_err(|e| storage(Table::Articles.name(), &e))?;
        // The id has no other way out of the metadata.
        let metadata = serde_json::to_value(snapshot.metadata()).unwrap_or_default();
        let table = metadata["id"].as_str().unwrap_or_default().to_owned();
        Ok(State { format: FORMAT.into(), table, batch: tables.batch().await? })
    }
}

/// The fields of an entry. Articles have no source, statements no title.
#[derive(Debug, Clone, Copy)]
struct Fields {
    kind: Field,
    id: Field,
    article: Field,
    /// Day of publication as a number, `20230320`.
    day: Field,
    publisher: Field,
    title: Field,
    source: Field,
    text: Field,
}

impl Fields {
    fn schema() -> (Schema, Fields) {
        let words = TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(words).set_stored();
        let mut schema = Schema::builder();
        let fields = Fields {
            kind: schema.add_text_field("kind", STRING | STORED),
            id: schema.add_text_field("id", STORED),
            article: schema.add_text_field("article", STRING | STORED),
            day: schema.add_u64_field("day", INDEXED | FAST | STORED),
            publisher: schema.add_text_field("publisher", words.clone()),
            title: schema.add_text_field("title", words.clone()),
            source: schema.add_text_field("source", words.clone()),
            text: schema.add_text_field("text", words),
        };
        (schema.build(), fields)
    }
}

/// The index, open.
pub(super) struct Index {
    index: tantivy::Index,
    fields: Fields,
}

impl Index {
    pub(super) async fn open(store: &Store, how: How) -> Result<Self, Error> {
        let directory = store.directory().join(DIRECTORY);
        let files = directory.join(FILES);
        if how == How::Current {
            // Read before the tables: it cannot be ahead of them.
            let (index, known) = Index::read(&files)?;
            return match known == State::of(&store.tables().await?).await? {
                true => Ok(index),
                false => Err(damaged("not up to date")),
            };
        }
        fs::create_dir_all(&directory).map_err(|e| Error::io(&directory, &e))?;
        let _lock = lock(&directory)?;
        let (index, known) = match how {
            How::Anew => (Index::create(&files)?, 0),
            _ => {
                let (index, known) = Index::read(&files)?;
                (index, known.batch)
            }
        };
        let tables = store.tables().await?;
        let state = State::of(&tables).await?;
        if how == How::Continued && !index.can_continue_to(&state)? {
            return Err(damaged("of another record or version"));
        }
        if known < state.batch || how == How::Anew {
            index.fill(&tables, known, &state).await?;
        }
        Ok(index)
    }

    fn create(files: &Path) -> Result<Self, Error> {
        match fs::remove_dir_all(files) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(Error::io(files, &e)),
            _ => fs::create_dir_all(files).map_err(|e| Error::io(files, &e))?,
        }
        let (schema, fields) = Fields::schema();
        let compressor = Compressor::Zstd(ZstdCompressor::default());
        let settings = IndexSettings { docstore_compression: compressor, ..Default::default() };
        let index = tantivy::Index::builder().schema(schema).settings(settings);
        let index = index.create_in_dir(files).map_err(failed)?;
        Ok(Index::with_words(index, fields))
    }

    fn read(files: &Path) -> Result<(Self, State), Error> {
        let index = tantivy::Index::open_in_dir(files).map_err(failed)?;
        let (schema, fields) = Fields::schema();
        if index.schema() != schema {
            return Err(damaged("of another version"));
        }
        let index = Index::with_words(index, fields);
        let state = index.state()?;
        Ok((index, state))
    }

    fn with_words(index: tantivy::Index, fields: Fields) -> Self {
        let words = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(LONGEST_WORD));
        let words = folded(words).filter(Stemmer::new(Language::English));
        index.tokenizers().register(WORDS, words.build());
        Index { index, fields }
    }

    fn state(&self) -> Result<State, Error> {
        let payload = self.index.load_metas().map_err(failed)?.payload;
        let state = payload.and_then(|text| serde_json::from_str(&text).ok());
        state.ok_or_else(|| damaged("never finished"))
    }

    fn can_continue_to(&self, state: &State) -> Result<bool, Error> {
        let known = self.state()?;
        Ok(known.format == state.format && known.table == state.table && known.batch <= state.batch)
    }

    /// Takes in what was committed to the tables after the batch `known`.
    ///
    /// What an article says changes as a whole and with its own row, so that the entries of an
    /// article that is there again are replaced.
    async fn fill(&self, tables: &Tables, known: i64, state: &State) -> Result<(), Error> {
        let session = tables.plain_session().await?;
        let mut writer: IndexWriter =
            self.index.writer_with_num_threads(1, MEMORY).map_err(failed)?;
        let articles = format!(
            "SELECT id, id AS article, date, publisher, title, NULL AS source, text
             FROM articles WHERE batch > {known}"
        );
        each(&session, &articles, |entry| {
            if known > 0 {
                writer.delete_term(Term::from_field_text(self.fields.article, entry.article));
            }
            writer.add_document(self.document(Kind::Article, &entry)).map(drop).map_err(failed)
        })
        .await?;
        let statements = format!(
            "SELECT id, article, published AS date, publisher, NULL AS title,
                    array_to_string(source_name, '; ') AS source, content['text'] AS text
             FROM statements WHERE batch > {known} AND content IS NOT NULL"
        );
        each(&session, &statements, |entry| {
            writer.add_document(self.document(Kind::Statement, &entry)).map(drop).map_err(failed)
        })
        .await?;
        let mut commit = writer.prepare_commit().map_err(failed)?;
        commit.set_payload(&serde_json::to_string(state).unwrap_or_default());
        commit.commit().map_err(failed)?;
        writer.wait_merging_threads().map_err(failed)
    }

    fn document(&self, kind: Kind, entry: &Entry<'_>) -> TantivyDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::default();
        document.add_text(fields.kind, kind.name());
        document.add_text(fields.id, entry.id);
        document.add_text(fields.article, entry.article);
        if let Some(day) = entry.date.and_then(number) {
            document.add_u64(fields.day, day);
        }
        for (field, text) in [
            (fields.publisher, entry.publisher),
            (fields.title, entry.title),
            (fields.source, entry.source),
            (fields.text, entry.text),
        ] {
            if let Some(text) = text.filter(|t| !t.is_empty()) {
                document.add_text(field, text);
            }
        }
        document
    }

    /// The best hits, published between two days.
    ///
    /// # Errors
    /// A question that cannot be read. An index whose files are damaged is found out only here.
    pub(super) fn find(
        &self,
        search: &Search,
        days: (Option<&str>, Option<&str>),
    ) -> Result<Found, Error> {
        let words = self.parse(&search.words)?;
        let query = self.within(words.box_clone(), search.kind, days);
        // Where bytes of a file are wrong, the engine does not always notice in time.
        let found = catch_unwind(AssertUnwindSafe(|| self.hits(&*words, &query, search.limit)));
        found.unwrap_or_else(|_| Err(damaged("its files are damaged")))
    }

    fn parse(&self, words: &str) -> Result<Box<dyn Query>, Error> {
        let Fields { title, source, text, .. } = self.fields;
        let mut parser = QueryParser::for_index(&self.index, vec![title, source, text]);
        parser.set_conjunction_by_default();
        parser.set_field_boost(title, TITLE);
        parser.parse_query(words).map_err(|e| {
            let message = match e {
                QueryParserError::SyntaxError(_) => {
                    let words: String = words.chars().take(SHOWN).collect();
                    format!("'{words}' cannot be read; is a quotation mark or parenthesis open?")
                }
                QueryParserError::FieldDoesNotExist(field) => format!(
                    "no field '{field}': there are title, text, source and publisher; put words \
                     with a colon in quotation marks"
                ),
                QueryParserError::AllButQueryForbidden => "only words to leave out".to_owned(),
                other => other.to_string(),
            };
            Error::new(ErrorKind::Query, "search", message)
        })
    }

    fn within(
        &self,
        words: Box<dyn Query>,
        kind: Option<Kind>,
        (from, to): (Option<&str>, Option<&str>),
    ) -> BooleanQuery {
        let mut all: Vec<Box<dyn Query>> = vec![words];
        if let Some(kind) = kind {
            let kind = Term::from_field_text(self.fields.kind, kind.name());
            let query = TermQuery::new(kind, IndexRecordOption::Basic);
            all.push(Box::new(ConstScoreQuery::new(Box::new(query), 0.0)));
        }
        if from.is_some() || to.is_some() {
            let bound = |day: Option<&str>| match day.and_then(number) {
                Some(day) => Bound::Included(Term::from_field_u64(self.fields.day, day)),
                None => Bound::Unbounded,
            };
            let query = RangeQuery::new(bound(from), bound(to));
            all.push(Box::new(ConstScoreQuery::new(Box::new(query), 0.0)));
        }
        BooleanQuery::new(all.into_iter().map(|query| (Occur::Must, query)).collect())
    }

    fn hits(&self, words: &dyn Query, query: &dyn Query, limit: usize) -> Result<Found, Error> {
        let reader = self.index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader: tantivy::IndexReader = reader.try_into().map_err(failed)?;
        let searcher = reader.searcher();
        // The collector keeps room for all that it may have to give.
        let limit = limit.min(usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX)).max(1);
        let best = TopDocs::with_limit(limit).order_by_score();
        let (total, best) = searcher.search(query, &(Count, best)).map_err(failed)?;
        let mut snippets =
            SnippetGenerator::create(&searcher, words, self.fields.text).map_err(failed)?;
        snippets.set_max_num_chars(SNIPPET);
        let hits = best.into_iter().map(|(score, address)| {
            let document = searcher.doc::<TantivyDocument>(address).map_err(failed)?;
            Ok(self.hit(&document, &snippets, score))
        });
        Ok(Found { total, hits: hits.collect::<Result<_, Error>>()? })
    }

    fn hit(&self, document: &TantivyDocument, snippets: &SnippetGenerator, score: f32) -> Hit {
        let text =
            |field: Field| document.get_first(field).and_then(|v| v.as_str()).map(str::to_owned);
        let day = document.get_first(self.fields.day).and_then(|v| v.as_u64());
        let kind = text(self.fields.kind);
        let whole = text(self.fields.text).unwrap_or_default();
        let snippet = snippets.snippet(&whole);
        let (piece, marks) = match snippet.is_empty() {
            true => (beginning(&whole).to_owned(), Vec::new()),
            false => (snippet.fragment().to_owned(), code_points(&snippet)),
        };
        Hit {
            kind: if kind.as_deref() == Some(Kind::Statement.name()) {
                Kind::Statement
            } else {
                Kind::Article
            },
            id: text(self.fields.id).unwrap_or_default(),
            article: text(self.fields.article).unwrap_or_default(),
            date: day.map(|d| format!("{:04}-{:02}-{:02}", d / 10_000, d / 100 % 100, d % 100)),
            publisher: text(self.fields.publisher),
            title: text(self.fields.title),
            source: text(self.fields.source),
            snippet: piece,
            marks,
            score,
        }
    }
}

/// Without accents and capitals. Accents go first: the lower case of `İ` is an i with one.
fn folded(words: TextAnalyzerBuilder<impl Tokenizer>) -> TextAnalyzerBuilder<impl Tokenizer> {
    words.filter(AsciiFoldingFilter).filter(LowerCaser)
}

/// A text as the index compares its words: without accents and capitals.
pub(crate) fn fold(text: &str) -> String {
    let mut whole = folded(TextAnalyzer::builder(RawTokenizer::default())).build();
    let mut tokens = whole.token_stream(text);
    tokens.next().map(|token| token.text.clone()).unwrap_or_default()
}

/// One row on its way into the index.
struct Entry<'a> {
    id: &'a str,
    article: &'a str,
    date: Option<&'a str>,
    publisher: Option<&'a str>,
    title: Option<&'a str>,
    source: Option<&'a str>,
    text: Option<&'a str>,
}

/// Hands the rows of an answer to `work`, a few in memory at a time.
async fn each(
    session: &SessionContext,
    query: &str,
    mut work: impl FnMut(Entry<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let unreadable = |e: &dyn std::fmt::Display| storage("tables", e);
    let frame = session.sql(query).await.map_err(|e| unreadable(&e))?;
    let mut stream = frame.execute_stream().await.map_err(|e| unreadable(&e))?;
    while let Some(batch) = futures::StreamExt::next(&mut stream).await {
        let batch = batch.map_err(|e| unreadable(&e))?;
        for start in (0..batch.num_rows()).step_by(ROWS) {
            entries(&batch.slice(start, ROWS.min(batch.num_rows() - start)), &mut work)?;
        }
    }
    Ok(())
}

fn entries(
    rows: &RecordBatch,
    work: &mut impl FnMut(Entry<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let columns = ["id", "article", "date", "publisher", "title", "source", "text"]
        .map(|name| rows.column_by_name(name).map(|c| strings(c.as_ref())).unwrap_or_default());
    for i in 0..rows.num_rows() {
        let [id, article, date, publisher, title, source, text] =
            columns.each_ref().map(|c| c.get(i).and_then(Option::as_deref));
        let (id, article) = (id.unwrap_or_default(), article.unwrap_or_default());
        work(Entry { id, article, date, publisher, title, source, text })?;
    }
    Ok(())
}

/// Waits for others who write the index.
fn lock(directory: &Path) -> Result<File, Error> {
    let path = directory.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|e| Error::io(&path, &e))?;
    file.lock().map_err(|e| Error::io(&path, &e))?;
    Ok(file)
}

/// `2023-03-20` as 20230320.
fn number(day: &str) -> Option<u64> {
    let mut parts = day.get(..10)?.splitn(3, '-').map(|part| part.parse::<u64>().ok());
    Some(parts.next()?? * 10_000 + parts.next()?? * 100 + parts.next()??)
}

/// Where the words are, in code points of the snippet.
fn code_points(snippet: &tantivy::snippet::Snippet) -> Vec<[usize; 2]> {
    let piece = snippet.fragment();
    let at = |byte: usize| piece.get(..byte).unwrap_or(piece).chars().count();
    snippet.highlighted().iter().map(|mark| [at(mark.start), at(mark.end)]).collect()
}

/// The first words of a text.
fn beginning(text: &str) -> &str {
    match text.char_indices().nth(SNIPPET) {
        None => text,
        Some((end, _)) => {
            let cut = &text[..end];
            cut.rfind(char::is_whitespace).map_or(cut, |end| &cut[..end])
        }
    }
}

fn damaged(message: &str) -> Error {
    Error::new(ErrorKind::Damaged, DIRECTORY, message)
}

/// What the system refuses is told; anything else is mended by making the index anew.
fn failed(error: TantivyError) -> Error {
    let io = match &error {
        TantivyError::IoError(e) | TantivyError::LockFailure(LockError::IoError(e), _) => Some(e),
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => Some(io_error),
        _ => None,
    };
    match io {
        Some(e) if e.raw_os_error().is_some() && e.kind() != io::ErrorKind::NotFound => {
            Error::io(Path::new(DIRECTORY), e)
        }
        _ => Error::new(ErrorKind::Damaged, DIRECTORY, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_folded_as_words_are() {
        assert_eq!(fold("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
        assert_eq!(fold("İNCE ince ınce ΛΌΓΟΣ Ёлкин Weiß"), "ince ince ince λόγοσ ёлкин weiss");
        assert_eq!(fold(""), "");
    }

    #[test]
    fn days_are_numbers_in_their_order() {
        assert_eq!(number("2023-03-20"), Some(20_230_320));
        assert_eq!(number("2023-03"), None);
        assert_eq!(number("mañana, no"), None);
    }

    #[test]
    fn a_beginning_ends_with_a_word() {
        assert_eq!(beginning("Rain fell."), "Rain fell.");
        let long = "word ".repeat(100);
        assert_eq!(beginning(&long).chars().count(), SNIPPET - 1);
        let endless = "é".repeat(300);
        assert_eq!(beginning(&endless).chars().count(), SNIPPET);
    }
}
