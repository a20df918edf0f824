//! Articles out of the record one after the other, for exports.

use crate::commit::storage;
use crate::error::Error;
use crate::rows::{self, Row, Rows};
use crate::sql;
use crate::store::{Store, ask};
use datafusion::arrow::array::RecordBatch;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::prelude::SessionContext;
use rapporteur::Record;
use serde_json::Value;
use std::collections::VecDeque;

/// Rows that are read out of the engine's answer at a time.
const ROWS: usize = 64;

/// Days of publication from which articles are wanted; by default all, and those without a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// A condition on the column `date` and the partitions.
    condition: String,
}

impl Period {
    /// From the first day of a day, month or year to the last day of another.
    ///
    /// # Errors
    /// What is none of them.
    pub fn new(from: Option<&str>, to: Option<&str>) -> Result<Self, Error> {
        let mut conditions = vec!["true".to_owned()];
        if let Some(from) = from {
            let day = sql::first_day(from)?;
            conditions.push(format!("date >= '{day}' AND month >= '{}'", &day[..7]));
        }
        if let Some(to) = to {
            let day = sql::last_day(to)?;
            conditions.push(format!("date <= '{day}' AND month <= '{}'", &day[..7]));
        }
        Ok(Period { condition: conditions.join(" AND ") })
    }
}

impl Default for Period {
    fn default() -> Self {
        Period { condition: "true".into() }
    }
}

/// An article of the record with its other appearances.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The article as it was coded.
    pub record: Record,
    /// Its mirrors and wire copies.
    pub copies: Vec<Copy>,
}

/// Another appearance of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copy {
    /// Its own id.
    pub id: String,
    /// Its address.
    pub url: Option<String>,
    /// The outlet that carries it.
    pub publisher: Option<String>,
}

impl Told {
    /// The events of the article for an export. Each copy is one more mention of them, in one more
    /// article, by its publisher and under its address.
    pub fn rows(&self) -> Vec<rapporteur_export::Row> {
        let mut rows = rapporteur_export::Row::of(&self.record);
        for coverage in rows.iter_mut().map(|row| &mut row.coverage) {
            for copy in &self.copies {
                coverage.mentions += 1;
                coverage.articles.insert(copy.id.clone());
                coverage.publishers.extend(copy.publisher.clone());
                coverage.urls.extend(copy.url.clone());
            }
        }
        rows
    }
}

impl Store {
    /// Hands the articles published in a period to `work`, month by month and by their ids, those
    /// without a day last. Only a few are in memory at a time.
    ///
    /// # Errors
    /// A record that cannot be read, and what `work` returns, which ends it.
    ///
    /// # Example
    /// ```
    /// # let directory = tempfile::tempdir()?;
    /// # let store = rapporteur_store::Store::init(directory.path().join("record"))?;
    /// use rapporteur_store::{Error, Period};
    /// let mut events = 0;
    /// store.each_article(&Period::default(), |told| {
    ///     events += told.rows().len();
    ///     Ok::<(), Error>(())
    /// })?;
    /// assert_eq!(events, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn each_article<E: From<Error>>(
        &self,
        period: &Period,
        mut work: impl FnMut(Told) -> Result<(), E>,
    ) -> Result<(), E> {
        let within = &period.condition;
        // What `work` returns passes through unchanged.
        let mut stopped = None;
        let done = self.block_on(async {
            let session = self.tables().await?.plain_session().await?;
            for month in months(&session, within).await? {
                let mut articles = Articles::of(&session, &month, within).await?;
                while let Some(told) = articles.next().await? {
                    if let Err(e) = work(told) {
                        stopped = Some(e);
                        return Ok(());
                    }
                }
            }
            Ok(())
        });
        match stopped {
            Some(e) => Err(e),
            None => Ok(done?),
        }
    }
}

/// The partitions with articles of a period, as conditions.
async fn months(session: &SessionContext, within: &str) -> Result<Vec<String>, Error> {
    let query = format!("SELECT DISTINCT month FROM articles WHERE {within} ORDER BY month");
    let condition = |row: &Row| match row.get("month").and_then(Value::as_str) {
        Some(month) => format!("month = {}", sql::text(month)),
        None => "month IS NULL".to_owned(),
    };
    Ok(ask(session, &query).await?.iter().map(condition).collect())
}

/// The articles of a month, joined with their parts: all are read in the order of the articles.
struct Articles {
    articles: Sorted,
    actors: Sorted,
    statements: Sorted,
    events: Sorted,
    copies: Sorted,
}

impl Articles {
    async fn of(session: &SessionContext, month: &str, within: &str) -> Result<Self, Error> {
        // The hashes are of use only inside the record.
        let articles = format!(
            "SELECT * EXCEPT (minhash, text_hash) FROM articles
             WHERE {month} AND {within} ORDER BY id"
        );
        let part = |table: &str| format!("SELECT * FROM {table} WHERE {month} ORDER BY article");
        Ok(Articles {
            articles: Sorted::of(session, &articles).await?,
            actors: Sorted::of(session, &part("actors")).await?,
            statements: Sorted::of(session, &part("statements")).await?,
            events: Sorted::of(session, &part("events")).await?,
            copies: Sorted::of(session, &part("copies")).await?,
        })
    }

    async fn next(&mut self) -> Result<Option<Told>, Error> {
        let Some(article) = self.articles.next().await? else { return Ok(None) };
        let id = article.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let rows = Rows {
            actors: self.actors.of_article(&id).await?,
            statements: self.statements.of_article(&id).await?,
            events: self.events.of_article(&id).await?,
            article,
        };
        let mut copies: Vec<Copy> =
            self.copies.of_article(&id).await?.into_iter().map(copy).collect();
        copies.sort_by(|a, b| (&a.id, &a.url).cmp(&(&b.id, &b.url)));
        Ok(Some(Told { record: rows::record(rows)?, copies }))
    }
}

fn copy(row: Row) -> Copy {
    let text = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
    Copy {
        id: text("id").unwrap_or_default(),
        url: text("url").or_else(|| text("mirror_url")),
        publisher: text("publisher"),
    }
}

/// An answer row by row.
struct Sorted {
    stream: SendableRecordBatchStream,
    batch: Option<RecordBatch>,
    rows: VecDeque<Row>,
}

impl Sorted {
    async fn of(session: &SessionContext, query: &str) -> Result<Self, Error> {
        let frame = session.sql(query).await.map_err(|e| storage("tables", &e))?;
        let stream = frame.execute_stream().await.map_err(|e| storage("tables", &e))?;
        Ok(Sorted { stream, batch: None, rows: VecDeque::new() })
    }

    /// Reads on where no row is left; after it, none means the end.
    async fn fill(&mut self) -> Result<(), Error> {
        while self.rows.is_empty() {
            let batch = match self.batch.take() {
                Some(batch) => batch,
                None => match futures::StreamExt::next(&mut self.stream).await {
                    Some(batch) => batch.map_err(|e| storage("tables", &e))?,
                    None => return Ok(()),
                },
            };
            let now = batch.num_rows().min(ROWS);
            self.rows.extend(rows::from_batches(&[batch.slice(0, now)])?);
            if now < batch.num_rows() {
                self.batch = Some(batch.slice(now, batch.num_rows() - now));
            }
        }
        Ok(())
    }

    async fn next(&mut self) -> Result<Option<Row>, Error> {
        self.fill().await?;
        Ok(self.rows.pop_front())
    }

    /// The rows of an article. Those of articles before it, which nobody wants, are passed over.
    async fn of_article(&mut self, id: &str) -> Result<Vec<Row>, Error> {
        let mut found = Vec::new();
        loop {
            self.fill().await?;
            let Some(row) = self.rows.front() else { return Ok(found) };
            let article = row.get("article").and_then(Value::as_str).unwrap_or_default();
            if article > id {
                return Ok(found);
            }
            let wanted = article == id;
            found.extend(self.rows.pop_front().filter(|_| wanted));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_reads_its_months_only() {
        let period = Period::new(Some("2023-03-20"), Some("2023")).unwrap();
        assert_eq!(
            period.condition,
            "true AND date >= '2023-03-20' AND month >= '2023-03' \
             AND date <= '2023-12-31' AND month <= '2023-12'"
        );
        assert_eq!(Period::new(None, None).unwrap(), Period::default());
        assert!(Period::new(Some("soon"), None).is_err());
    }

    #[test]
    fn a_copy_is_one_more_mention() {
        let record = serde_json::json!({"id": "a", "publisher": "Daily", "text": "Ann met Bo.",
            "events": [{"id": "e1", "trigger": {"start": 4, "end": 7}, "event": "CONSULT",
                "status": "actual", "actor": [], "recipient": [], "location": null,
                "date": null}]});
        let copy = Copy { id: "b".into(), url: None, publisher: Some("Herald".into()) };
        let told = Told { record: serde_json::from_value(record).unwrap(), copies: vec![copy] };
        let coverage = &told.rows()[0].coverage;
        assert_eq!((coverage.mentions, coverage.articles.len()), (2, 2));
        assert_eq!(coverage.publishers.len(), 2);
    }
}
