//! Files of GDELT and POLECAT, so that they can be asked beside ours.
//!
//! [`read`] gives one [`Imported`] per good line and one [`Error`] per bad one, and goes on. It
//! accepts what is found in the wild: GDELT 1.0 with 57 or 58 columns and 2.0 with 61, with or
//! without a header that somebody added; POLECAT with surplus empty columns, and files in
//! ISO 8859-1. It repairs one damage: CAMEO codes that a spreadsheet turned into numbers, so that
//! their zeros were lost.

use crate::codes;
use crate::dates::from_compact;
use crate::{dates, gdelt, polecat};
use jiff::civil::Date;
use rapporteur_core::{EventType, ontology};
use serde::Serialize;
use std::fmt;
use std::io::{self, BufRead};

/// A data set that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataSet {
    /// GDELT 1.0 or 2.0 events; the number of columns tells which.
    Gdelt,
    /// POLECAT.
    Polecat,
}

impl DataSet {
    /// The data set of a file that begins so: POLECAT has a header, GDELT none.
    ///
    /// ```
    /// use rapporteur_export::import::DataSet;
    /// assert_eq!(DataSet::of(b"Event ID\tEvent Date\t"), DataSet::Polecat);
    /// assert_eq!(DataSet::of(b"1001\t20230320\t"), DataSet::Gdelt);
    /// ```
    pub fn of(beginning: &[u8]) -> DataSet {
        let text = String::from_utf8_lossy(beginning);
        let first = text.trim_start_matches(['\u{feff}', '#', '!']).split('\t').next();
        match first.is_some_and(|cell| cell.trim().eq_ignore_ascii_case(polecat::COLUMNS[0])) {
            true => DataSet::Polecat,
            false => DataSet::Gdelt,
        }
    }
}

/// An event of another data set, in the code systems of the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Imported {
    /// `gdelt1`, `gdelt2` or `polecat`.
    pub dataset: String,
    /// Its id there.
    pub id: String,
    /// The day of the event.
    pub date: Option<Date>,
    /// The day on which it was reported or added.
    pub published: Option<Date>,
    /// PLOVER type, where the data set has types.
    pub event: Option<EventType>,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// CAMEO code with its zeros, where the data set has such codes.
    pub cameo: Option<String>,
    /// 1 to 4, by the data set's own division.
    pub quad_code: Option<u8>,
    /// Goldstein value of GDELT, intensity of POLECAT.
    pub intensity: Option<f64>,
    /// Who acts.
    pub actor: Vec<ImportedEntity>,
    /// On whom.
    pub recipient: Vec<ImportedEntity>,
    /// Name of the place.
    pub location: Option<String>,
    /// ISO 3166-1 alpha-3 code of its country.
    pub location_code: Option<String>,
    /// GeoNames id of the place.
    pub geonames: Option<u64>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Address of a report.
    pub url: Option<String>,
    /// How often it is told, where the data set counts that.
    pub mentions: Option<u64>,
    /// How many articles tell it.
    pub articles: Option<u64>,
}

/// An actor or recipient of another data set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportedEntity {
    /// Name as it stands there.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-3, or the code of the data set where that is none of a country.
    pub code: Option<String>,
    /// Sectors of PLOVER.
    pub sector: Vec<String>,
    /// Office.
    pub office: Option<String>,
}

/// A line that cannot be read, or a file that cannot be read any further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    file: String,
    line: usize,
    message: String,
}

impl Error {
    /// Name of the file, as given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for Error {}

/// The longest line that is read; anything longer is no table.
const LONGEST: u64 = 1 << 20;

/// Reads the events of a file. `name` is for messages.
///
/// ```
/// use rapporteur_export::import::{DataSet, read};
/// let mut rows = read("a.csv", DataSet::Gdelt, &b"1\t20230320\n"[..]);
/// let error = rows.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "a.csv:1: 2 columns, where GDELT has 57, 58 or 61");
/// ```
///
/// # Errors
/// Each item that is an error names file and line. After an error of reading itself, and after a
/// first line that cannot be POLECAT's header, nothing follows.
pub fn read<R: BufRead>(name: &str, data: DataSet, input: R) -> Reader<R> {
    Reader { name: name.into(), data, input, line: 0, ended: false }
}

/// The events of a file, in order.
#[derive(Debug)]
pub struct Reader<R> {
    name: String,
    data: DataSet,
    input: R,
    line: usize,
    ended: bool,
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Imported, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = match self.next_line() {
                Ok(line) => line?,
                Err(e) => {
                    self.ended = true;
                    return Some(Err(self.error(e.to_string())));
                }
            };
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if line.trim().is_empty() || self.is_header(&cells) {
                continue;
            }
            if self.line == 1 && self.data == DataSet::Polecat {
                self.ended = true;
                return Some(Err(self.error("no header of POLECAT, which begins with 'Event ID'")));
            }
            let row = match self.data {
                DataSet::Gdelt => gdelt_row(&cells),
                DataSet::Polecat => polecat_row(&cells),
            };
            return Some(row.map_err(|message| self.error(message)));
        }
        None
    }
}

impl<R: BufRead> Reader<R> {
    /// The next line without its end; `None` at the end of the file.
    fn next_line(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let mut limited = io::Read::take(&mut self.input, LONGEST);
        if limited.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.line += 1;
        if bytes.len() as u64 == LONGEST {
            return Err(io::Error::other("a line of more than a mebibyte"));
        }
        let text = String::from_utf8(bytes).unwrap_or_else(|e| {
            // The first 256 characters of Unicode are those of ISO 8859-1.
            e.into_bytes().into_iter().map(char::from).collect()
        });
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Some(text.trim_end_matches(['\n', '\r']).to_string()))
    }

    fn is_header(&self, cells: &[&str]) -> bool {
        let first = cells.first().map(|c| c.trim_start_matches(['#', '!'])).unwrap_or_default();
        let expected = match self.data {
            DataSet::Gdelt => gdelt::EVENTS[0],
            DataSet::Polecat => polecat::COLUMNS[0],
        };
        self.line == 1 && first.eq_ignore_ascii_case(expected)
    }

    fn error(&self, message: impl Into<String>) -> Error {
        Error { file: self.name.clone(), line: self.line, message: message.into() }
    }
}

/// The cells of a line by the names of its columns.
struct Cells<'a> {
    columns: Vec<&'static str>,
    cells: &'a [&'a str],
}

impl Cells<'_> {
    /// The cell of a column; `None` where it is empty.
    fn get(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|c| *c == column)?;
        self.cells.get(at).copied().filter(|c| !c.is_empty() && *c != polecat::NONE)
    }

    fn text(&self, column: &str) -> Option<String> {
        self.get(column).map(str::to_owned)
    }

    fn number<T: std::str::FromStr>(&self, column: &str) -> Result<Option<T>, String> {
        let parse =
            |c: &str| c.parse().map_err(|_| format!("{column}: '{}' is no number", short(c)));
        self.get(column).map(parse).transpose()
    }

    /// The values of a list; an empty cell has none.
    fn list(&self, column: &str) -> Vec<&str> {
        self.get(column).map(|c| c.split(';').map(str::trim).collect()).unwrap_or_default()
    }
}

/// Enough of a cell to find it.
fn short(cell: &str) -> String {
    cell.chars().take(30).collect()
}

fn gdelt_row(cells: &[&str]) -> Result<Imported, String> {
    let (version, dataset) = match cells.len() {
        57 | 58 => (gdelt::Version::One, "gdelt1"),
        61 => (gdelt::Version::Two, "gdelt2"),
        n => return Err(format!("{n} columns, where GDELT has 57, 58 or 61")),
    };
    let cells = Cells { columns: gdelt::columns(version).collect(), cells };
    let day = |column: &str| {
        let parse =
            |c| from_compact(c).ok_or_else(|| format!("{column}: '{}' is no day", short(c)));
        cells.get(column).map(parse).transpose()
    };
    let id = cells.text("GLOBALEVENTID").ok_or("GLOBALEVENTID: empty")?;
    let quad: Option<u8> = cells.number("QuadClass")?;
    if let Some(quad) = quad.filter(|q| !(1..=4).contains(q)) {
        return Err(format!("QuadClass: {quad} is not 1 to 4"));
    }
    Ok(Imported {
        dataset: dataset.into(),
        id,
        date: day("SQLDATE")?,
        published: day("DATEADDED")?,
        cameo: cameo(&cells)?,
        quad_code: quad,
        intensity: cells.number("GoldsteinScale")?,
        actor: gdelt_actor(&cells, "Actor1"),
        recipient: gdelt_actor(&cells, "Actor2"),
        location: cells.text("ActionGeo_FullName"),
        location_code: cells
            .get("ActionGeo_CountryCode")
            .and_then(codes::fips)
            .map(|c| c.iso.to_string()),
        lat: cells.number("ActionGeo_Lat")?,
        lon: cells.number("ActionGeo_Long")?,
        url: cells.text("SOURCEURL"),
        mentions: cells.number("NumMentions")?,
        articles: cells.number("NumArticles")?,
        ..Imported::default()
    })
}

/// The event code. The root has two digits; where it has one, zeros were lost in all of them.
fn cameo(cells: &Cells<'_>) -> Result<Option<String>, String> {
    let Some(code) = cells.get("EventCode") else { return Ok(None) };
    let lost = cells.get("EventRootCode").is_some_and(|root| root.len() == 1);
    let code = if lost { format!("0{code}") } else { code.to_string() };
    let valid = (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    // GDELT writes `---` for events that it could not code.
    match valid {
        true => Ok(Some(code)),
        false if code.starts_with("--") => Ok(None),
        false => Err(format!("EventCode: '{}' is no CAMEO code", short(&code))),
    }
}

fn gdelt_actor(cells: &Cells<'_>, side: &str) -> Vec<ImportedEntity> {
    let cell = |column: &str| cells.get(&format!("{side}{column}"));
    if cell("Code").is_none() && cell("Name").is_none() {
        return Vec::new();
    }
    let types = ["Type1Code", "Type2Code", "Type3Code"].into_iter().filter_map(cell);
    let types: Vec<&str> = types.collect();
    let organization = types.iter().find(|t| ["IGO", "NGO", "MNC", "INT"].contains(t)).copied();
    let country = cell("CountryCode").map(iso);
    vec![ImportedEntity {
        name: cell("Name").map(str::to_owned),
        code: organization.map(str::to_owned).or(country),
        sector: types.iter().filter_map(|t| codes::sector(t)).map(str::to_owned).collect(),
        office: None,
    }]
}

/// The code of ISO for a country that is an actor; any other code as it is.
fn iso(code: &str) -> String {
    codes::actor(code).map_or_else(|| code.to_string(), |c| c.iso.to_string())
}

fn polecat_row(cells: &[&str]) -> Result<Imported, String> {
    let wanted = polecat::COLUMNS.len();
    let surplus = cells.get(wanted..).unwrap_or_default().iter().any(|c| !c.is_empty());
    if cells.len() < wanted || surplus {
        return Err(format!("{} columns, where POLECAT has {wanted}", cells.len()));
    }
    let cells = Cells { columns: polecat::COLUMNS.to_vec(), cells };
    let day = |column: &str| {
        let parse =
            |c| dates::parse(c).ok_or_else(|| format!("{column}: '{}' is no day", short(c)));
        cells.get(column).map(parse).transpose()
    };
    let event = cells.get("Event Type").map(|t| {
        t.parse::<EventType>().map_err(|_| format!("Event Type: '{}' is none of PLOVER", short(t)))
    });
    let texts = |column: &str| cells.list(column).into_iter().map(str::to_owned).collect();
    Ok(Imported {
        dataset: "polecat".into(),
        id: cells.text("Event ID").ok_or("Event ID: empty")?,
        date: day("Event Date")?,
        published: day("Publication Date")?,
        event: event.transpose()?,
        mode: texts("Event Mode"),
        context: texts("Contexts"),
        quad_code: quad_code(&cells)?,
        intensity: cells.number("Intensity")?,
        actor: polecat_party(&cells, "Actor"),
        recipient: polecat_party(&cells, "Recipient"),
        location: cells.text("Placename"),
        location_code: cells.get("Country").map(iso),
        geonames: geonames(&cells)?,
        lat: cells.number("Latitude")?,
        lon: cells.number("Longitude")?,
        publisher: cells.text("Source"),
        ..Imported::default()
    })
}

/// The quad code as a number or in words, such as `VERBAL COOPERATION`.
fn quad_code(cells: &Cells<'_>) -> Result<Option<u8>, String> {
    const WORDS: [&str; 4] =
        ["verbalcooperation", "materialcooperation", "verbalconflict", "materialconflict"];
    let Some(cell) = cells.get("Quad Code") else { return Ok(None) };
    let word: String =
        cell.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let number = WORDS.iter().position(|w| *w == word).map(|i| i + 1);
    let number = number.or_else(|| cell.parse().ok().filter(|n| (1..=4).contains(n)));
    match number.and_then(|n| u8::try_from(n).ok()) {
        Some(quad) => Ok(Some(quad)),
        None => Err(format!("Quad Code: '{}' is none", short(cell))),
    }
}

/// Data frames write whole numbers with gaps as `99237.0`.
fn geonames(cells: &Cells<'_>) -> Result<Option<u64>, String> {
    let Some(cell) = cells.get("GeoNames ID") else { return Ok(None) };
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    let number = whole.parse().map_err(|_| format!("GeoNames ID: '{}' is no number", short(cell)));
    number.map(Some)
}

fn polecat_party(cells: &Cells<'_>, role: &str) -> Vec<ImportedEntity> {
    let list = |column: &str| cells.list(&format!("{role} {column}"));
    let (names, codes, titles) = (list("Name"), list("Country"), list("Title"));
    let primary = cells.list(&format!("Primary {role} Sector"));
    let sectors = list("Sectors");
    let count = names.len().max(codes.len());
    let value = |list: &[&str], i: usize| {
        list.get(i).filter(|v| !v.is_empty() && **v != polecat::NONE).map(|v| (*v).to_string())
    };
    let entity = |i| {
        // All sectors are one list; they are those of the party only where it has one member.
        let all: &[&str] = if count == 1 && !sectors.is_empty() { &sectors } else { &[] };
        let own = if all.is_empty() { primary.get(i..=i).unwrap_or_default() } else { all };
        let known = own.iter().filter(|s| ontology::is_sector(s));
        ImportedEntity {
            name: value(&names, i),
            code: value(&codes, i).map(|c| iso(&c)),
            sector: known.map(|s| (*s).to_string()).collect(),
            office: value(&titles, i),
        }
    };
    (0..count).map(entity).collect()
}
