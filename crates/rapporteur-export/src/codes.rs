//! Code systems of other data sets: FIPS 10-4, CAMEO actors, Goldstein values.
//!
//! The tables lie in the crate's `data/`, one file each, with their sources.

use rapporteur_core::record::Entity;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A country in the code systems of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3; Kosovo is `XKX`.
    pub iso: &'static str,
    /// FIPS 10-4, two letters, empty where it has none. China is `CH`, Russia `RS`.
    pub fips: &'static str,
    /// The code as an actor of CAMEO and PLOVER: that of ISO, but Kosovo is `KOS`.
    pub actor: &'static str,
    /// Short name in English.
    pub name: &'static str,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    rows(include_str!("../data/countries.tsv"))
        .map(|[iso, fips, actor, name]| Country {
            iso,
            fips,
            actor: if actor.is_empty() { iso } else { actor },
            name,
        })
        .collect()
});

static GOLDSTEIN: LazyLock<HashMap<&str, f32>> = LazyLock::new(|| {
    rows(include_str!("../data/goldstein.tsv"))
        .filter_map(|[code, value]| Some((code, value.parse().ok()?)))
        .collect()
});

static SECTORS: LazyLock<Vec<[&str; 2]>> =
    LazyLock::new(|| rows(include_str!("../data/sectors.tsv")).collect());

static GROUPS: LazyLock<Vec<[&str; 5]>> =
    LazyLock::new(|| rows(include_str!("../data/groups.tsv")).collect());

/// The lines of a table, without comments and header; cells that a line lacks are empty.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|l| !l.starts_with('#')).skip(1).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

/// The country of an ISO 3166-1 alpha-3 code.
///
/// ```
/// assert_eq!(rapporteur_export::codes::country("CHN").unwrap().fips, "CH");
/// ```
pub fn country(iso: &str) -> Option<Country> {
    COUNTRIES.iter().find(|c| c.iso == iso).copied()
}

/// The country of a FIPS 10-4 code; both codes of Palestine give it.
///
/// ```
/// assert_eq!(rapporteur_export::codes::fips("AU").unwrap().name, "Austria");
/// ```
pub fn fips(code: &str) -> Option<Country> {
    let code = if code == "GZ" { "WE" } else { code };
    COUNTRIES.iter().find(|c| !code.is_empty() && c.fips == code).copied()
}

/// The country that event data sets write so as an actor.
pub fn actor(code: &str) -> Option<Country> {
    COUNTRIES.iter().find(|c| c.actor == code).copied()
}

/// The Goldstein value of a CAMEO code, -10 to 10; of a code without one, that of its base or root.
///
/// ```
/// use rapporteur_export::codes::goldstein;
/// assert_eq!(goldstein("042"), Some(1.9));
/// assert_eq!(goldstein("1663"), Some(-8.0));
/// assert_eq!(goldstein("99"), None);
/// ```
pub fn goldstein(cameo: &str) -> Option<f32> {
    [4, 3, 2].iter().filter_map(|n| cameo.get(..*n)).find_map(|c| GOLDSTEIN.get(c).copied())
}

/// GDELT's quad class of a CAMEO code: 1 verbal cooperation, 2 material cooperation, 3 verbal
/// conflict, 4 material conflict. Not the quad code of PLOVER, which goes by event type.
pub fn quad_class(cameo: &str) -> Option<u8> {
    match cameo.get(..2)?.parse().ok()? {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        14..=20 => Some(4),
        _ => None,
    }
}

/// The sector of PLOVER that fits an actor type of CAMEO best.
pub fn sector(cameo_type: &str) -> Option<&'static str> {
    SECTORS.iter().find(|[_, t]| !t.is_empty() && *t == cameo_type).map(|[sector, _]| *sector)
}

/// An actor as CAMEO codes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// The whole code, such as `CHNGOV`.
    pub code: String,
    /// The name as the record has it.
    pub name: String,
    /// Code of country or region, such as `CHN`; empty where it has none.
    pub country: String,
    /// Code of a known international body, such as `UNO`; empty otherwise.
    pub group: String,
    /// Up to three types, such as `GOV`.
    pub types: Vec<String>,
}

/// The most types that GDELT has columns for.
const TYPES: usize = 3;

impl Party {
    /// An entity of the record as CAMEO codes it; `None` where neither country nor sector is known.
    pub fn of(entity: &Entity) -> Option<Party> {
        let name = entity.name.clone().unwrap_or_default();
        if let Some([_, code, country, group, types]) = GROUPS.iter().find(|g| g[0] == name) {
            let types = types.split('|').map(str::to_owned).collect();
            let (code, country, group) = ((*code).into(), (*country).into(), (*group).into());
            return Some(Party { code, name, country, group, types });
        }
        let code = entity.code.as_deref().unwrap_or_default();
        let organization = Some(code).filter(|c| ["IGO", "NGO", "MNC", "INT"].contains(c));
        // A user's country has a code of its own, which no table knows.
        let own = if organization.is_some() { "" } else { code };
        let country = country(code).map_or(own, |c| c.actor);
        let mut types: Vec<&str> = organization.into_iter().collect();
        for sector in &entity.sector {
            let found = SECTORS.iter().find(|[s, t]| s == sector && !t.is_empty());
            types.extend(found.map(|[_, t]| *t).filter(|t| !types.contains(t)));
        }
        types.truncate(TYPES);
        let whole = [country].into_iter().chain(types.iter().copied()).collect::<String>();
        (!whole.is_empty()).then(|| Party {
            code: whole,
            name,
            country: country.into(),
            group: String::new(),
            types: types.into_iter().map(str::to_owned).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_core::ontology::is_sector;

    fn party(name: &str, code: &str, sectors: &[&str]) -> String {
        let sector = sectors.iter().map(|s| (*s).to_string()).collect();
        let entity = Entity {
            name: Some(name.into()),
            code: Some(code.into()),
            sector,
            ..Entity::default()
        };
        Party::of(&entity).map(|p| p.code).unwrap_or_default()
    }

    #[test]
    fn tables_are_whole() {
        assert!(COUNTRIES.len() >= 249);
        for c in COUNTRIES.iter() {
            assert!(
                c.iso.len() == 3 && matches!(c.fips.len(), 0 | 2) && !c.name.is_empty(),
                "{c:?}"
            );
        }
        let mut fips: Vec<&str> =
            COUNTRIES.iter().map(|c| c.fips).filter(|f| !f.is_empty()).collect();
        fips.sort_unstable();
        let all = fips.len();
        fips.dedup();
        assert_eq!(fips.len(), all);
        assert_eq!(GOLDSTEIN.len(), 285);
        assert!(GOLDSTEIN.values().all(|v| (-10.0..=10.0).contains(v)));
        assert_eq!(SECTORS.len(), rapporteur_core::ontology::SECTORS.len());
        assert!(SECTORS.iter().all(|[sector, _]| is_sector(sector)));
    }

    #[test]
    fn codes_that_scripts_confuse() {
        // FIPS 10-4 and ISO alpha-2 use the same letters for other countries.
        let known = [("CHE", "SZ"), ("AUS", "AS"), ("AUT", "AU"), ("DEU", "GM"), ("RUS", "RS")];
        let known = known.into_iter().chain([("SRB", "RI"), ("NER", "NG"), ("NGA", "NI")]);
        for (iso, code) in known {
            assert_eq!(country(iso).map(|c| c.fips), Some(code));
            assert_eq!(fips(code).map(|c| c.iso), Some(iso));
        }
        assert_eq!(fips(""), None);
        assert_eq!(fips("GZ").map(|c| c.iso), Some("PSE"));
        assert_eq!(actor("KOS").map(|c| c.iso), Some("XKX"));
    }

    #[test]
    fn actors_are_chunks_of_three_letters() {
        assert_eq!(party("China", "CHN", &["GOV"]), "CHNGOV");
        assert_eq!(party("clinic", "SDN", &["MED"]), "SDNHLH");
        assert_eq!(party("RIA Novosti", "RUS", &["JRN"]), "RUSMED");
        assert_eq!(party("United Nations", "IGO", &[]), "IGOUNO");
        assert_eq!(party("Oxfam", "NGO", &["SOC"]), "NGOCVL");
        assert_eq!(party("villagers", "XKX", &["CVL", "REL", "SOC"]), "KOSCVL");
        assert_eq!(party("somebody", "", &["UNK"]), "");
        assert_eq!(party("Vastokia", "VAZ", &["GOV"]), "VAZGOV");
        assert_eq!(sector("MED"), Some("JRN"));
    }

    #[test]
    fn every_code_of_the_rules_has_values() {
        let rules = include_str!("../../../codebook/rules/plover.toml");
        let codes = rules.lines().filter_map(|l| l.strip_prefix("cameo = "));
        let codes: Vec<&str> = codes.map(|c| c.trim_matches('"')).collect();
        assert!(codes.len() > 50);
        for code in codes {
            assert!(goldstein(code).is_some() && quad_class(code).is_some(), "{code}");
        }
    }
}
