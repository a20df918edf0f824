//! POLECAT: forty tab-separated columns with a header.

use crate::cells::{self, list, or_empty};
use crate::codes;
use crate::line::Line;
use crate::row::words;
use rapporteur_core::record::Entity;

/// The columns of POLECAT.
pub(crate) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// What loaders of POLECAT look for where a name or date is missing.
pub(crate) const NONE: &str = "None";

pub(crate) fn header() -> String {
    cells::line(COLUMNS)
}

pub(crate) fn line(line: &Line) -> String {
    let row = &line.row;
    let (event, report) = (&row.event, &row.report);
    let mut cells = vec![
        row.id(),
        line.day.map_or_else(|| NONE.into(), |d| d.to_string()),
        event.event.to_string(),
        list(&event.mode),
        event.intensity.to_string(),
        event.quad_code.to_string(),
        list(&event.context),
    ];
    cells.extend(party(&event.actor));
    cells.extend(party(&event.recipient));
    let place = event.location.clone().unwrap_or_default();
    let name = place.name.clone().unwrap_or_default();
    let is = |resolution: &str| place.resolution.as_deref() == Some(resolution);
    let none = String::new;
    cells.extend([
        name.clone(),
        if is("city") { name.clone() } else { none() },
        none(),
        if is("division") { name } else { or_empty(place.admin.get(1)) },
        or_empty(place.code.as_deref().map(actor_code)),
        or_empty(place.lat),
        or_empty(place.lon),
        or_empty(place.geonames),
        words(&place).into(),
        none(),
        or_empty(report.publisher.clone()),
        or_empty(report.published),
        list(&report.people),
        list(&report.organizations),
        list(&report.places),
        or_empty(report.language.clone()),
        report.coder.clone(),
    ]);
    cells::line(cells)
}

/// Name, country, COW, primary sector, sectors, title, words, Wikipedia: the values of one column
/// stand side by side with those of the others, but all sectors are one list without repetition.
fn party(entities: &[Entity]) -> [String; 8] {
    let each = |value: fn(&Entity) -> String| list(entities.iter().map(value));
    let mut sectors: Vec<&str> = Vec::new();
    for sector in entities.iter().flat_map(|e| &e.sector) {
        if !sectors.contains(&sector.as_str()) {
            sectors.push(sector);
        }
    }
    let names = each(|e| e.name.clone().unwrap_or_default());
    [
        if names.is_empty() { NONE.into() } else { names },
        each(|e| actor_code(e.code.as_deref().unwrap_or_default()).to_owned()),
        // Numbers of the Correlates of War and titles of Wikipedia are not in the record.
        String::new(),
        each(|e| e.sector.first().cloned().unwrap_or_default()),
        list(sectors),
        each(|e| e.office.clone().unwrap_or_default()),
        each(|e| e.span.as_ref().map(|s| s.text.clone()).unwrap_or_default()),
        String::new(),
    ]
}

fn actor_code(code: &str) -> &str {
    codes::country(code).map_or(code, |c| c.actor)
}
