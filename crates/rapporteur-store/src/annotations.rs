//! What the annotator saw, kept small, so that a new codebook needs no new reading.

use crate::copies::{bytes, strings};
use crate::error::{Error, ErrorKind};
use datafusion::arrow::array::{ArrayRef, BinaryArray, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::SchemaRef;
use rapporteur::{Annotation, Article};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Compression level: higher ones save a tenth and take three times as long.
const LEVEL: i32 = 3;
/// Bytes that an unpacked annotation may have; more is not one of ours.
const LIMIT: u64 = 1 << 30;

/// One article's annotation in its column.
#[derive(Debug)]
pub(crate) struct Stored {
    pub(crate) article: String,
    pub(crate) month: Option<String>,
    pub(crate) model: String,
    pub(crate) batch: i64,
    pub(crate) data: Vec<u8>,
}

#[derive(Serialize)]
struct Packed<'a> {
    article: &'a Article,
    annotation: &'a Annotation,
}

#[derive(Deserialize)]
struct Unpacked {
    article: Article,
    annotation: Annotation,
}

/// JSON, compressed: fields that a later version adds are empty in what is stored already.
pub(crate) fn pack(article: &Article, annotation: &Annotation) -> Vec<u8> {
    let json = serde_json::to_vec(&Packed { article, annotation }).unwrap_or_default();
    // Compressing bytes in memory has no way to fail.
    zstd::encode_all(json.as_slice(), LEVEL).unwrap_or_default()
}

pub(crate) fn unpack(id: &str, data: &[u8]) -> Result<(Article, Annotation), Error> {
    use std::io::Read;
    let damaged = |e: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Damaged, id, format!("its stored annotation cannot be read: {e}"))
    };
    let mut json = Vec::new();
    let decoder = zstd::Decoder::new(data).map_err(|e| damaged(&e))?;
    decoder.take(LIMIT).read_to_end(&mut json).map_err(|e| damaged(&e))?;
    let unpacked: Unpacked = serde_json::from_slice(&json).map_err(|e| damaged(&e))?;
    Ok((unpacked.article, unpacked.annotation))
}

pub(crate) fn to_batch(schema: &SchemaRef, stored: &[Stored]) -> Result<RecordBatch, Error> {
    let columns = schema.fields().iter().map(|field| -> ArrayRef {
        match field.name().as_str() {
            "month" => Arc::new(stored.iter().map(|s| s.month.as_deref()).collect::<StringArray>()),
            "batch" => Arc::new(stored.iter().map(|s| s.batch).collect::<Int64Array>()),
            "article" => Arc::new(stored.iter().map(|s| Some(&s.article)).collect::<StringArray>()),
            "model" => Arc::new(stored.iter().map(|s| Some(&s.model)).collect::<StringArray>()),
            _ => Arc::new(stored.iter().map(|s| Some(&s.data)).collect::<BinaryArray>()),
        }
    });
    RecordBatch::try_new(schema.clone(), columns.collect())
        .map_err(|e| Error::new(ErrorKind::Damaged, "annotations", e))
}

/// Article id and annotation of each row of an answer with the columns `article` and `data`.
pub(crate) fn from_batch(rows: &RecordBatch) -> Vec<(String, Vec<u8>)> {
    let (Some(articles), Some(data)) =
        (rows.column_by_name("article"), rows.column_by_name("data"))
    else {
        return Vec::new();
    };
    let articles = strings(articles.as_ref()).into_iter().enumerate();
    articles.filter_map(|(i, id)| Some((id?, bytes(data.as_ref(), i)?.to_vec()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let article = Article::from_text("a1", "Ann met Bo.\n\nRain fell.");
        let annotation = Annotation::default();
        let data = pack(&article, &annotation);
        assert_eq!(unpack("a1", &data).unwrap(), (article, annotation));
        let error = unpack("a1", b"nonsense").unwrap_err();
        assert!(error.to_string().starts_with("a1: its stored annotation cannot be read"));
    }
}
