//! CSV: one row per event, with the columns of `rapporteur export csv`.

pub(crate) use rapporteur_export::table::{COLUMNS, header};

use rapporteur::core::record::Record;
use rapporteur_export::{Row, table};

/// The values of one row per event.
pub(crate) fn rows(record: &Record) -> Vec<Vec<String>> {
    Row::of(record).iter().map(table::cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::fixture;

    #[test]
    fn lists_of_one_row_go_side_by_side() {
        let record = fixture::summit();
        let at = |name: &str| header().iter().position(|n| n == name).unwrap();
        let rows = rows(&record);
        let row = &rows[1];
        assert_eq!(row[at("actor")], "KEN;TZA");
        assert_eq!(row[at("actor_sector")], "GOV;");
        assert_eq!(row[at("source")], "Amina Otieno");
        assert_eq!(row[at("channel")], "Coast News Agency");
        assert_eq!(row[at("cameo")], "057");
        assert_eq!(rows.len(), record.events.len());
    }
}
