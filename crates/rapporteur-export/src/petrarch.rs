//! Lines of PETRARCH2: tab-separated, without header.
//!
//! Date, source, target, CAMEO code, issues, ids of the sentences, address, publisher. As in
//! PETRARCH2 the column of addresses exists only in lines of articles that have one.

use crate::cells::{self, list};
use crate::dates::compact;
use crate::line::{Line, Side};

pub(crate) fn line(line: &Line) -> String {
    let row = &line.row;
    let code = |side: &Option<Side>| side.as_ref().map(|s| s.party.code.clone());
    let mut cells = vec![
        line.day.map(compact).unwrap_or_default(),
        code(&line.source).unwrap_or_default(),
        code(&line.target).unwrap_or_default(),
        row.event.cameo.clone(),
        // Issues are words that PETRARCH2 counts in the article; the record has contexts instead.
        String::new(),
        list(row.coverage.sentences.iter().map(|s| s.replace(char::is_whitespace, "_"))),
    ];
    if !row.coverage.urls.is_empty() {
        cells.push(list(&row.coverage.urls));
    }
    cells.push(list(&row.coverage.publishers));
    cells::line(cells)
}
