//! The gazetteer's file: looked up where it lies, never parsed as a whole.
//!
//! All numbers are little-endian. `RPLACES1`, four counts (countries, letters, places, names),
//! the lengths of six sections, and the sections, each filled up to four bytes:
//! 1. ISO 3166-1 alpha-3 codes of the countries;
//! 2. letters that are not ASCII: code point, and what they are folded to, four bytes;
//! 3. places, countries first: GeoNames id, latitude and longitude in hundred-thousandths of a
//!    degree, inhabitants, offset of the name (four bytes each), kind, country (one byte each),
//!    first-level division (two bytes);
//! 4. names of places, each after its length;
//! 5. offsets of the keys, sorted by key;
//! 6. keys: length, number of places that bear the name and of those that bear it beside another,
//!    the folded name, the places.

use std::fmt;

const EMBEDDED: &[u8] = include_bytes!("../../../../codebook/places/places.bin");
const MAGIC: &[u8] = b"RPLACES1";
const SECTIONS: usize = 6;
const HEADER: usize = MAGIC.len() + 4 * (4 + SECTIONS);
const RECORD: usize = 24;
const LETTER: usize = 8;
const NO_DIVISION: u16 = u16::MAX;
const CAPITAL: u8 = 4;

/// What kind of place it is, from wide to narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// A country or territory of ISO 3166-1.
    Country,
    /// A first-level division: a state, province, governorate.
    Division,
    /// A city, town or quarter.
    City,
}

impl Resolution {
    /// As the record spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Resolution::Country => "country",
            Resolution::Division => "division",
            Resolution::City => "city",
        }
    }
}

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'a> {
    /// Its number in the gazetteer.
    pub(super) index: u16,
    /// GeoNames id.
    pub geonames: u32,
    /// Name in GeoNames, mostly that of English.
    pub name: &'a str,
    /// What kind of place it is.
    pub resolution: Resolution,
    /// ISO 3166-1 alpha-3 code of its country.
    pub code: &'a str,
    /// Number of its first-level division.
    division: Option<u16>,
    /// Latitude and longitude in degrees, WGS 84; of countries and divisions the middle of their
    /// settlements. `None` where nobody lives.
    pub coordinates: Option<(f64, f64)>,
    /// Inhabitants; of divisions, those of their settlements.
    pub population: u32,
    /// Whether it is the capital of its country.
    pub is_capital: bool,
}

/// Damage of a gazetteer's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DamagedGazetteer(&'static str);

impl fmt::Display for DamagedGazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "damaged gazetteer: {}", self.0)
    }
}

impl std::error::Error for DamagedGazetteer {}

/// Countries, first-level divisions and cities over 15,000 inhabitants by name.
///
/// # Example
/// ```
/// use rapporteur_coding::places::Gazetteer;
/// let gazetteer = Gazetteer::embedded();
/// let (place, _) = gazetteer.find("Deir ez-Zor").next().unwrap();
/// assert_eq!(place.code, "SYR");
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Gazetteer<'a> {
    countries: &'a [u8],
    letters: &'a [u8],
    records: &'a [u8],
    names: &'a [u8],
    offsets: &'a [u8],
    keys: &'a [u8],
}

impl Gazetteer<'static> {
    /// The gazetteer that the program carries; the system reads from the program's file the pages
    /// that are looked at.
    pub fn embedded() -> Self {
        // A test reads it.
        Gazetteer::read(EMBEDDED).unwrap_or_default()
    }
}

impl<'a> Gazetteer<'a> {
    /// The gazetteer in `bytes`, of which only the header is looked at.
    ///
    /// # Errors
    /// Where the header is not that of a gazetteer, or the sections do not have the lengths that
    /// it tells. Damage further down gives wrong or no places, never a panic.
    pub fn read(bytes: &'a [u8]) -> Result<Self, DamagedGazetteer> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC) {
            return Err(DamagedGazetteer("it does not start with RPLACES1"));
        }
        let number = |i: usize| u32_at(bytes, MAGIC.len() + 4 * i).map(|n| n as usize);
        let mut rest = bytes.get(HEADER..).ok_or(DamagedGazetteer("no header"))?;
        let mut sections: [&[u8]; SECTIONS] = [&[]; SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let length = number(4 + i).ok_or(DamagedGazetteer("no header"))?;
            (*section, rest) =
                rest.split_at_checked(length).ok_or(DamagedGazetteer("too short"))?;
        }
        let [countries, letters, records, names, offsets, keys] = sections;
        let fits = [(countries, 3), (letters, LETTER), (records, RECORD), (offsets, 4)]
            .into_iter()
            .enumerate()
            .all(|(i, (section, size))| {
                number(i).and_then(|n| n.checked_mul(size)).is_some_and(|n| n <= section.len())
            });
        if !fits || !rest.is_empty() {
            return Err(DamagedGazetteer("counts and lengths do not agree"));
        }
        let of = |section: &'a [u8], i: usize, size: usize| {
            section.get(..number(i).unwrap_or(0) * size).unwrap_or(section)
        };
        Ok(Gazetteer {
            countries: of(countries, 0, 3),
            letters: of(letters, 1, LETTER),
            records: of(records, 2, RECORD),
            names,
            offsets: of(offsets, 3, 4),
            keys,
        })
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// Whether it has no places.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The places of this name, and whether it is their main name: those first, then the others,
    /// each in the order country, most inhabitants.
    ///
    /// Case, diacritics, apostrophes and the difference between hyphens and spaces do not count.
    pub fn find(&self, name: &str) -> impl Iterator<Item = (Place<'a>, bool)> + use<'a> {
        let this = *self;
        let (main, places) = this.postings(&this.fold(name)).unwrap_or((0, &[]));
        places.chunks_exact(2).enumerate().filter_map(move |(i, at)| {
            Some((this.place(u16::from_le_bytes([at[0], at[1]]))?, i < main))
        })
    }

    /// The country with this ISO 3166-1 alpha-3 code.
    pub fn country(&self, code: &str) -> Option<Place<'a>> {
        let at = self.countries.chunks_exact(3).position(|c| c == code.as_bytes())?;
        self.place(u16::try_from(at).ok()?)
    }

    /// The first-level division that a city lies in.
    pub fn division(&self, place: &Place<'_>) -> Option<Place<'a>> {
        self.place(place.division?)
    }

    /// Whether `inner` lies in `outer`.
    pub fn contains(&self, outer: &Place<'_>, inner: &Place<'_>) -> bool {
        match outer.resolution {
            Resolution::Country => {
                outer.code == inner.code && inner.resolution > Resolution::Country
            }
            Resolution::Division => inner.division == Some(outer.index),
            Resolution::City => false,
        }
    }

    /// A name as the keys are written: lower case, without diacritics and apostrophes, words apart
    /// by one space.
    pub(super) fn fold(&self, name: &str) -> String {
        let mut out = String::with_capacity(name.len());
        for c in name.chars() {
            match c {
                '\'' | '`' => {}
                _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
                _ if c.is_ascii() => push_space(&mut out),
                _ => match self.letter(c) {
                    " " => push_space(&mut out),
                    plain => out.push_str(plain),
                },
            }
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn letter(&self, c: char) -> &'a str {
        let count = self.letters.len() / LETTER;
        let found = search(count, |i| Some(u32_at(self.letters, i * LETTER)?.cmp(&(c as u32))));
        let plain = found.and_then(|i| self.letters.get(i * LETTER + 4..(i + 1) * LETTER));
        plain.and_then(|p| std::str::from_utf8(p).ok()).map_or("", |p| p.trim_end_matches('\0'))
    }

    /// How many places bear the folded name as their main one, and all places.
    fn postings(&self, folded: &str) -> Option<(usize, &'a [u8])> {
        let count = self.offsets.len() / 4;
        let i = search(count, |i| Some(self.key(i)?.0.cmp(folded.as_bytes())))?;
        let (_, main, places) = self.key(i)?;
        Some((main, places))
    }

    /// Name, number of main bearers, and places of the `i`-th key.
    fn key(&self, i: usize) -> Option<(&'a [u8], usize, &'a [u8])> {
        let entry = self.keys.get(u32_at(self.offsets, i * 4)? as usize..)?;
        let ([length, main, others], rest) = entry.split_first_chunk::<3>()?;
        let (name, rest) = rest.split_at_checked(usize::from(*length))?;
        let places = rest.get(..2 * (usize::from(*main) + usize::from(*others)))?;
        Some((name, usize::from(*main), places))
    }

    fn place(&self, index: u16) -> Option<Place<'a>> {
        let at = usize::from(index) * RECORD;
        let record = self.records.get(at..at + RECORD)?;
        let degrees = |at| Some(f64::from(u32_at(record, at)?.cast_signed()) / 100_000.0);
        let (lat, lon) = (degrees(4)?, degrees(8)?);
        let offset = u32_at(record, 16)? as usize;
        let (length, names) = self.names.get(offset..)?.split_first()?;
        let (kind, country) = (record[20], usize::from(record[21]));
        let division = u16::from_le_bytes([record[22], record[23]]);
        Some(Place {
            index,
            geonames: u32_at(record, 0)?,
            name: std::str::from_utf8(names.get(..usize::from(*length))?).ok()?,
            resolution: match kind & !CAPITAL {
                0 => Resolution::Country,
                1 => Resolution::Division,
                _ => Resolution::City,
            },
            code: std::str::from_utf8(self.countries.get(country * 3..country * 3 + 3)?).ok()?,
            division: (division != NO_DIVISION).then_some(division),
            coordinates: (lat.abs() <= 90.0).then_some((lat, lon)),
            population: u32_at(record, 12)?,
            is_capital: kind & CAPITAL != 0,
        })
    }
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk::<4>()?))
}

/// The number below `count` that compares as equal, by bisection.
fn search(count: usize, compare: impl Fn(usize) -> Option<std::cmp::Ordering>) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(middle)? {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn embedded_gazetteer_is_whole() {
        let gazetteer = Gazetteer::read(EMBEDDED).unwrap();
        assert!(gazetteer.len() > 35_000);
        for index in 0..gazetteer.len() {
            let place = gazetteer.place(index as u16).unwrap();
            let found = gazetteer.find(place.name).any(|(p, main)| main && p.index == place.index);
            assert!(found, "{} is not found by its name", place.name);
            assert!(gazetteer.country(place.code).is_some());
        }
        let keys: Vec<&[u8]> =
            (0..gazetteer.offsets.len() / 4).map(|i| gazetteer.key(i).unwrap().0).collect();
        assert!(keys.is_sorted());
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        let gazetteer = Gazetteer::embedded();
        for (name, id) in [
            ("München", 2_867_714),
            ("MUNICH", 2_867_714),
            ("Sao Paulo", 3_448_439),
            ("São Paulo", 3_448_439),
            ("N'Djamena", 2_427_123),
            ("Kiev", 703_448),
            ("Georgia", 614_540),
        ] {
            assert!(gazetteer.find(name).any(|(p, _)| p.geonames == id), "{name}");
        }
        assert_eq!(gazetteer.find("Nowhere at All").count(), 0);
        assert_eq!(gazetteer.find("").count(), 0);
    }

    #[test]
    fn places_know_where_they_lie() {
        let gazetteer = Gazetteer::embedded();
        let (paris, main) = gazetteer.find("Paris").next().unwrap();
        assert!(main && paris.is_capital);
        let (lat, lon) = paris.coordinates.unwrap();
        assert!((lat - 48.85).abs() < 0.1 && (lon - 2.35).abs() < 0.1);
        assert_eq!(gazetteer.division(&paris).unwrap().name, "Île-de-France");
        let france = gazetteer.country("FRA").unwrap();
        assert!(gazetteer.contains(&france, &paris) && !gazetteer.contains(&paris, &france));
    }

    #[test]
    fn damaged_headers_are_told() {
        let told = |bytes| Gazetteer::read(bytes).unwrap_err().to_string();
        assert_eq!(told(b"x"), "damaged gazetteer: it does not start with RPLACES1");
        assert_eq!(told(b"RPLACES1"), "damaged gazetteer: no header");
        assert_eq!(told(&EMBEDDED[..90]), "damaged gazetteer: too short");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn damage_gives_no_panic(at in 0..EMBEDDED.len(), byte: u8, name in "[A-Zäé' -]{0,12}") {
            let mut bytes = EMBEDDED.to_vec();
            bytes[8 + at % 40] = byte;
            if let Ok(gazetteer) = Gazetteer::read(&bytes) {
                let _ = gazetteer.find(&name).count();
            }
            let mut bytes = EMBEDDED.to_vec();
            bytes[at] = byte;
            if let Ok(gazetteer) = Gazetteer::read(&bytes) {
                for (place, _) in gazetteer.find(&name).chain(gazetteer.find("Paris")) {
                    let _ = gazetteer.division(&place);
                }
            }
        }
    }
}
