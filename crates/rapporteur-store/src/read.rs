//! Whole articles out of the record again.

use crate::error::{Error, ErrorKind};
use crate::rows::{self, Row, Rows};
use crate::sql;
use crate::store::{Store, ask};
use datafusion::prelude::SessionContext;
use rapporteur::Record;
use serde_json::Value;
use std::collections::BTreeMap;

impl Store {
    /// The record of an article.
    ///
    /// # Errors
    /// No such article; a record that cannot be read.
    pub fn record(&self, article: &str) -> Result<Record, Error> {
        self.block_on(async {
            let session = self.tables().await?.plain_session().await?;
            let id = sql::text(article);
            let found =
                rows_of(&session, &format!("id = {id}"), &format!("article = {id}")).await?;
            match found.into_iter().next() {
                Some(rows) => rows::record(rows),
                None => {
                    let message = format!("there is no article '{article}' in the record");
                    Err(Error::new(ErrorKind::NotFound, "", message))
                }
            }
        })
    }
}

/// The rows of the articles that fulfil `articles`, and those of other tables that fulfil
/// `children`, by article.
pub(crate) async fn rows_of(
    session: &SessionContext,
    articles: &str,
    children: &str,
) -> Result<Vec<Rows>, Error> {
    let found =
        ask(session, &format!("SELECT * FROM articles WHERE {articles} ORDER BY id")).await?;
    let mut actors = by_article(session, "actors", children).await?;
    let mut statements = by_article(session, "statements", children).await?;
    let mut events = by_article(session, "events", children).await?;
    let whole = found.into_iter().map(|article| {
        let id = article.get("id").and_then(Value::as_str).unwrap_or_default();
        Rows {
            actors: actors.remove(id).unwrap_or_default(),
            statements: statements.remove(id).unwrap_or_default(),
            events: events.remove(id).unwrap_or_default(),
            article,
        }
    });
    Ok(whole.collect())
}

async fn by_article(
    session: &SessionContext,
    table: &str,
    which: &str,
) -> Result<BTreeMap<String, Vec<Row>>, Error> {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in ask(session, &format!("SELECT * FROM {table} WHERE {which}")).await? {
        let article = row.get("article").and_then(Value::as_str).unwrap_or_default().to_owned();
        rows.entry(article).or_default().push(row);
    }
    Ok(rows)
}
