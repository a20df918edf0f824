//! GeoJSON (RFC 7946): a feature per event, longitude before latitude.

use crate::line::Line;
use crate::table;
use serde_json::{Map, Value, json};

pub(crate) const START: &str = "{\"type\":\"FeatureCollection\",\"features\":[\n";
pub(crate) const END: &str = "\n]}\n";

/// A feature; its properties are the columns of the plain table. An event without coordinates has
/// no geometry, which the standard allows.
pub(crate) fn feature(line: &Line, first: bool) -> String {
    let row = &line.row;
    let point = row.coordinates();
    let properties: Map<String, Value> = table::COLUMNS
        .iter()
        .zip(table::cells(row))
        .filter(|(_, cell)| !cell.is_empty())
        .map(|((name, _, _), cell)| ((*name).to_string(), value(name, cell)))
        .collect();
    let feature = json!({
        "type": "Feature",
        "id": row.id(),
        "geometry": point.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]})),
        "properties": properties,
    });
    format!("{}{feature}", if first { "" } else { ",\n" })
}

/// Columns that hold numbers. A CAMEO code is none: `042` would become 42.
const NUMBERS: [&str; 8] =
    ["end", "geonames", "intensity", "latitude", "longitude", "quad_code", "score", "start"];

fn value(column: &str, cell: String) -> Value {
    let number = Some(&cell).filter(|_| NUMBERS.contains(&column));
    let number = number.and_then(|c| serde_json::from_str::<Value>(c).ok());
    number.filter(Value::is_number).unwrap_or(Value::String(cell))
}
