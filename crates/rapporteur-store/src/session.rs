//! A read-only SQL session over the tables of a record, with its views.

use crate::commit::storage;
use crate::copies::strings;
use crate::error::Error;
use crate::schema::Table;
use crate::search;
use crate::store::Tables;
use crate::views::VIEWS;
use datafusion::arrow::array::StringArray;
use datafusion::arrow::datatypes::DataType;
use datafusion::datasource::empty::EmptyTable;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use datafusion::prelude::{SessionConfig, SessionContext};
use std::sync::Arc;

/// Bytes that queries may hold at a time; sorts and joins go to the disk beyond it.
const MEMORY: usize = 512 << 20;

/// The tables and the views.
pub(crate) async fn open(tables: &Tables) -> Result<SessionContext, Error> {
    let session = plain(tables).await?;
    for view in VIEWS {
        let statement = format!("CREATE VIEW {} AS {}", view.name, view.query);
        session.sql(&statement).await.map_err(|e| storage(view.name, &e))?;
    }
    Ok(session)
}

/// The tables alone: planning the views takes longer than many a question.
pub(crate) async fn plain(tables: &Tables) -> Result<SessionContext, Error> {
    let failed = |e: &dyn std::fmt::Display| storage("tables", e);
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(MEMORY)))
        .build_arc()
        .map_err(|e| failed(&e))?;
    let config = SessionConfig::new().with_information_schema(true);
    let session = SessionContext::new_with_config_rt(config, runtime);
    session.register_udf(fold());
    for (table, loaded) in tables.iter() {
        loaded.update_datafusion_session(&session.state()).map_err(|e| failed(&e))?;
        let provider = loaded.table_provider().await.map_err(|e| failed(&e))?;
        session.register_table(table.name(), provider).map_err(|e| failed(&e))?;
    }
    for table in Table::ALL.into_iter().filter(|t| tables.get(*t).is_err()) {
        let empty = Arc::new(EmptyTable::new(tables.schema(table)?));
        session.register_table(table.name(), empty).map_err(|e| failed(&e))?;
    }
    Ok(session)
}

/// `fold(text)`: without capitals and accents, as `search` compares words.
fn fold() -> ScalarUDF {
    let fold = |args: &[ColumnarValue]| {
        let arrays = ColumnarValue::values_to_arrays(args)?;
        let texts = arrays.first().map(|texts| strings(texts.as_ref())).unwrap_or_default();
        let folded = texts.iter().map(|text| text.as_deref().map(search::fold));
        Ok(ColumnarValue::Array(Arc::new(folded.collect::<StringArray>())))
    };
    let (text, folded) = (vec![DataType::Utf8View], DataType::Utf8);
    create_udf("fold", text, folded, Volatility::Immutable, Arc::new(fold))
}
