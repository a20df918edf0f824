//! GDELT 1.0 and 2.0: tab-separated values without header, in files called `.csv`.

use crate::cells;
use crate::codes;
use crate::dates::compact;
use crate::line::{Line, Side};
use crate::row::coordinates;
use jiff::civil::Date;
use rapporteur_core::record::Location;

/// The columns of GDELT 2.0 events. GDELT 1.0 lacks those that end in `_ADM2Code`.
pub(crate) const EVENTS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The columns of GDELT 2.0 mentions.
pub(crate) const MENTIONS: [&str; 16] = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

/// What only version 2.0 has.
const SECOND_DIVISION: &str = "_ADM2Code";
/// `Geo_Type` of a place that is not known.
const NO_PLACE: &str = "0";
/// Columns of one place.
const GEO: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    One,
    Two,
}

/// The columns of events in a version.
pub(crate) fn columns(version: Version) -> impl Iterator<Item = &'static str> {
    EVENTS.into_iter().filter(move |c| version == Version::Two || !c.ends_with(SECOND_DIVISION))
}

/// The line of an event. The caller has seen that it has a day and a CAMEO code.
pub(crate) fn event(line: &Line, number: u64, version: Version) -> String {
    let row = &line.row;
    let day = line.day.unwrap_or(Date::ZERO);
    let cameo = row.event.cameo.as_str();
    let coverage = &row.coverage;
    let mut cells = vec![
        number.to_string(),
        compact(day),
        format!("{:04}{:02}", day.year(), day.month()),
        day.year().to_string(),
        format!("{:.4}", fraction(day)),
    ];
    cells.extend(actor(line.source.as_ref()));
    cells.extend(actor(line.target.as_ref()));
    cells.extend([
        u8::from(row.is_lead).to_string(),
        cameo.to_owned(),
        cameo.chars().take(3).collect(),
        cameo.chars().take(2).collect(),
        cells::or_empty(codes::quad_class(cameo)),
        codes::goldstein(cameo).map(|g| format!("{g:.1}")).unwrap_or_default(),
        coverage.mentions.to_string(),
        coverage.publishers.len().max(1).to_string(),
        coverage.articles.len().max(1).to_string(),
        // No tone is measured, and 0 would say "neutral".
        String::new(),
    ]);
    cells.extend(geo(None));
    cells.extend(geo(None));
    cells.extend(geo(row.event.location.as_ref()));
    cells.push(added(line, version));
    cells.push(row.report.url.clone().unwrap_or_else(|| row.report.id.clone()));
    let known = EVENTS.into_iter().zip(cells);
    cells::line(
        known
            .filter(|(name, _)| version == Version::Two || !name.ends_with(SECOND_DIVISION))
            .map(|(_, cell)| cell),
    )
}

/// As GDELT computes it: months of thirty days. Its codebook writes `MONTH * 30 + DAY`, but its
/// files count the months that are over, as the range that it gives, 0 to 0.9999, demands.
fn fraction(day: Date) -> f64 {
    let days = (f64::from(day.month()) - 1.0) * 30.0 + f64::from(day.day());
    f64::from(day.year()) + days / 365.0
}

/// Code, name, country, known group, ethnic group, two religions, three types.
fn actor(side: Option<&Side>) -> [String; 10] {
    let Some(party) = side.map(|s| &s.party) else { return Default::default() };
    let kind = |i: usize| party.types.get(i).cloned().unwrap_or_default();
    let none = String::new;
    [
        party.code.clone(),
        party.name.to_uppercase(),
        party.country.clone(),
        party.group.clone(),
        none(),
        none(),
        none(),
        kind(0),
        kind(1),
        kind(2),
    ]
}

/// Type, full name, country, two divisions, latitude, longitude, feature.
fn geo(place: Option<&Location>) -> [String; GEO] {
    let mut cells: [String; GEO] = Default::default();
    cells[0] = NO_PLACE.into();
    let Some(place) = place else { return cells };
    let Some(country) = place.code.as_deref().and_then(codes::country) else { return cells };
    let name = place.name.as_deref().unwrap_or_default();
    let name = name.strip_prefix("the ").unwrap_or(name);
    let is_country = name.is_empty() || name.eq_ignore_ascii_case(country.name);
    let division = place.admin.get(1).map(String::as_str).filter(|d| *d != name);
    let american = country.iso == "USA";
    cells[0] = match place.resolution.as_deref() {
        _ if is_country => "1",
        Some("country") => "1",
        Some("division") if american => "2",
        Some("division") => "5",
        _ if american => "3",
        _ => "4",
    }
    .into();
    if cells[0] == "1" {
        // Features of cities have numbers of GNS and GNIS, which GeoNames does not share.
        cells[1] = country.name.into();
        cells[3] = country.fips.into();
        cells[7] = country.fips.into();
    } else {
        let parts = [Some(name), division, Some(country.name)];
        cells[1] = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    }
    cells[2] = country.fips.into();
    if let Some((lat, lon)) = coordinates(place) {
        (cells[5], cells[6]) = (lat.to_string(), lon.to_string());
    }
    cells
}

/// When the event was first reported; the hour is not known.
fn added(line: &Line, version: Version) -> String {
    let day = line.reported.or(line.day).map(compact).unwrap_or_default();
    if version == Version::Two { day + "000000" } else { day }
}

/// The line of a mention.
pub(crate) fn mention(line: &Line, number: u64) -> String {
    let row = &line.row;
    let report = &row.report;
    let published = report.published.or(line.day).map(compact).unwrap_or_default() + "000000";
    let offset = |at: Option<usize>| at.map_or("-1".to_string(), |at| at.to_string());
    let side = |side: &Option<Side>| offset(side.as_ref().and_then(|s| s.at));
    let (kind, identifier) = match &report.url {
        Some(url) => ("1", url.clone()),
        None => ("2", report.title.clone().unwrap_or_else(|| report.id.clone())),
    };
    let name = report.site().map(str::to_owned).or_else(|| report.publisher.clone());
    let confidence = (row.event.score.clamp(0.0, 1.0) * 100.0).round();
    cells::line([
        number.to_string(),
        added(line, Version::Two),
        published,
        kind.into(),
        cells::or_empty(name),
        identifier,
        row.sentence_number.to_string(),
        side(&line.source),
        side(&line.target),
        offset(Some(row.event.trigger.start)),
        "1".into(),
        confidence.to_string(),
        report.length.to_string(),
        String::new(),
        String::new(),
        String::new(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_their_numbers_of_columns() {
        assert_eq!(columns(Version::One).count(), 58);
        assert_eq!(columns(Version::Two).count(), 61);
    }

    #[test]
    fn fractions_are_those_of_published_files() {
        let fraction = |y, m, d| format!("{:.4}", fraction(Date::constant(y, m, d)));
        assert_eq!(fraction(2016, 3, 12), "2016.1973");
        assert_eq!(fraction(2007, 7, 4), "2007.5041");
        assert_eq!(fraction(2016, 7, 1), "2016.4959");
    }

    #[test]
    fn places_have_codes_of_fips() {
        let located = |name: &str, code: &str, resolution: &str, admin: &[&str]| {
            let place = Location {
                name: Some(name.into()),
                code: Some(code.into()),
                resolution: Some(resolution.into()).filter(|r: &String| !r.is_empty()),
                admin: admin.iter().map(|a| (*a).to_string()).collect(),
                ..Location::default()
            };
            geo(Some(&place)).join("|")
        };
        let place = |name: &str, code: &str| located(name, code, "", &[]);
        assert_eq!(place("Austria", "AUT"), "1|Austria|AU|AU||||AU");
        assert_eq!(place("the United States", "USA"), "1|United States|US|US||||US");
        assert_eq!(place("Vienna", "AUT"), "4|Vienna, Austria|AU|||||");
        assert_eq!(place("Boston", "USA"), "3|Boston, United States|US|||||");
        assert_eq!(place("Atlantis", "XXX"), "0|||||||");
        let texas = ["United States", "Texas"];
        assert_eq!(located("Texas", "USA", "division", &texas), "2|Texas, United States|US|||||");
        assert_eq!(located("Waco", "USA", "city", &texas), "3|Waco, Texas, United States|US|||||");
        assert_eq!(located("Tyrol", "AUT", "division", &["Austria"]), "5|Tyrol, Austria|AU|||||");
    }
}
