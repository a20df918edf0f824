//! Full-text search over the articles and statements of a record.
//!
//! The index is no part of the record: it lies beside the tables, is brought up to date from them
//! by the first search after a change, and is made anew where it is lost, damaged or of another
//! version.

mod index;

use crate::error::{Error, ErrorKind};
use crate::sql;
use crate::store::Store;
pub(crate) use index::fold;
use index::{How, Index};
use serde::Serialize;

/// The longest question that is read.
const LONGEST: usize = 1000;
/// The most parentheses in each other: tantivy follows them on the stack.
const DEEPEST: usize = 20;

/// What is looked for.
///
/// # Example
/// ```
/// # let directory = tempfile::tempdir()?;
/// # let store = rapporteur_store::Store::init(directory.path().join("record"))?;
/// use rapporteur_store::Search;
/// let found = store.search(&Search { words: "\"grain deal\" OR harvest".into(), ..Search::default() })?;
/// assert_eq!(found.total, 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Words that must all occur, `"phrases"`, `AND`, `OR`, `NOT`, parentheses, and fields such as
    /// `title:harvest`; the fields are `title`, `text`, `source` and `publisher`.
    pub words: String,
    /// First day, month or year of publication.
    pub from: Option<String>,
    /// Last day, month or year of publication.
    pub to: Option<String>,
    /// Only articles or only statements.
    pub kind: Option<Kind>,
    /// The most hits to give.
    pub limit: usize,
}

impl Default for Search {
    fn default() -> Self {
        Search { words: String::new(), from: None, to: None, kind: None, limit: 20 }
    }
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An article.
    Article,
    /// The content of a statement.
    Statement,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Statement => "statement",
        }
    }
}

/// An article or statement in which the words were found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Id of the article, or of the statement, such as `a#s1`.
    pub id: String,
    /// Id of the article.
    pub article: String,
    /// Day of publication.
    pub date: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Headline; articles only.
    pub title: Option<String>,
    /// Names of those who say it; statements only.
    pub source: Option<String>,
    /// A piece of the text, with the words where they stand near each other; the beginning where
    /// they stand only in the other fields.
    pub snippet: String,
    /// Where the words are in the snippet: first code point, and the first one after them.
    pub marks: Vec<[usize; 2]>,
    /// How well it fits (BM25); comparable within one search only.
    pub score: f32,
}

/// The answer to a [`Search`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// How many there are.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

impl Store {
    /// Looks for words in articles and statements.
    ///
    /// The first search after a change brings the index up to date, which needs the right to write
    /// in the record's directory.
    ///
    /// # Errors
    /// A question or a date that cannot be read; a record that cannot be read; an index that
    /// cannot be written, also for a full disk.
    pub fn search(&self, search: &Search) -> Result<Found, Error> {
        if search.words.trim().is_empty() {
            return Err(Error::new(ErrorKind::Query, "search", "no words to look for"));
        }
        if search.words.len() > LONGEST {
            let message = format!("a question of more than {LONGEST} letters");
            return Err(Error::new(ErrorKind::Query, "search", message));
        }
        if depth(&search.words) > DEEPEST {
            let message = format!("more than {DEEPEST} parentheses in each other");
            return Err(Error::new(ErrorKind::Query, "search", message));
        }
        let from = search.from.as_deref().map(sql::first_day).transpose()?;
        let to = search.to.as_deref().map(sql::last_day).transpose()?;
        let days = (from.as_deref(), to.as_deref());
        for how in [How::Current, How::Continued] {
            let index = self.block_on(Index::open(self, how));
            match index.and_then(|index| index.find(search, days)) {
                // Damaged, of another version or not there at all.
                Err(e) if e.kind() == ErrorKind::Damaged => {}
                answer => return answer,
            }
        }
        self.block_on(Index::open(self, How::Anew))?.find(search, days)
    }
}

/// The most parentheses that are open at one place.
fn depth(words: &str) -> usize {
    let mut open = 0_usize;
    let depths = words.chars().map(|c| {
        match c {
            '(' => open += 1,
            ')' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    depths.max().unwrap_or(0)
}
