//! Who is who: the entries that users can read, edit and add to.

use super::error::{Error, ErrorKind};
use super::lists::{self, List};
use super::roles::{RoleBook, RoleKind};
use super::words::heads_of;
use crate::fingerprint::fingerprint;
use jiff::civil::Date;
use rapporteur_core::ontology::SECTORS;
use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::sync::OnceLock;
use toml_spanner::{Arena, Item, Table, Value, parse_recoverable};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// One person.
    Person,
    /// A country or territory.
    Country,
    /// A body with officers: ministry, company, international organization, outlet.
    Organization,
    /// People taken together: a party, an armed group, "protesters".
    Group,
    /// An office whose holder is not named.
    Office,
    /// A city, region or water.
    Place,
}

impl ActorKind {
    /// The spelling of the record.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Country => "country",
            ActorKind::Organization => "organization",
            ActorKind::Group => "group",
            ActorKind::Office => "office",
            ActorKind::Place => "place",
        }
    }

    fn parse(name: &str) -> Option<ActorKind> {
        Some(match name {
            "person" => ActorKind::Person,
            "country" => ActorKind::Country,
            "organization" => ActorKind::Organization,
            "group" => ActorKind::Group,
            "office" => ActorKind::Office,
            "place" => ActorKind::Place,
            _ => return None,
        })
    }
}

/// Three capital letters: ISO 3166-1 alpha-3, or IGO, NGO, MNC, INT.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Code([u8; 3]);

impl Code {
    pub(crate) const INT: Code = Code(*b"INT");
    pub(crate) const IGO: Code = Code(*b"IGO");
    pub(crate) const NGO: Code = Code(*b"NGO");
    pub(crate) const MNC: Code = Code(*b"MNC");

    pub(crate) fn parse(text: &str) -> Option<Code> {
        let bytes: [u8; 3] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Code(bytes))
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("INT")
    }

    /// Whether it names a country rather than IGO, NGO, MNC or INT.
    pub(crate) fn is_country(self) -> bool {
        ![Code::INT, Code::IGO, Code::NGO, Code::MNC].contains(&self)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// PLOVER sectors in the order that an entry gives them.
pub(crate) type Sectors = Vec<&'static str>;

/// Reads `GOV/MIL`; `-` and nothing are no sectors.
pub(crate) fn sectors(text: &str) -> Option<Sectors> {
    if matches!(text, "" | "-") {
        return Some(Vec::new());
    }
    text.split('/').map(sector).collect()
}

pub(crate) fn sector(code: &str) -> Option<&'static str> {
    SECTORS.iter().find(|(c, _)| *c == code).map(|(c, _)| *c)
}

/// Time in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// As in "prime minister"; empty where the source has no title.
    pub(crate) office: String,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    /// Still in office on the day of `to`; the end is not known.
    pub(crate) unfinished: bool,
}

impl Term {
    pub(crate) fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }
}

/// One entry of the store.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) code: Code,
    pub(crate) sector: Sectors,
    pub(crate) terms: Vec<Term>,
    pub(crate) wikidata: Option<String>,
    /// Words of its aliases in lower case and the singular.
    pub(crate) heads: Vec<String>,
    /// File that it comes from.
    pub(crate) origin: &'static str,
}

impl Entry {
    /// Whether it is of a user's file.
    pub(crate) fn is_users(&self) -> bool {
        self.origin == USER
    }
}

/// The origin of a user's entries.
const USER: &str = "user";

/// What a string may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// The name of an entry.
    Name(usize),
    /// An adjective or demonym of a country.
    Adjective(usize),
    /// A capital: a place, or its government.
    Capital(usize),
    /// A seat of power such as "the Kremlin".
    Seat(usize),
}

impl Sense {
    pub(crate) fn entry(self) -> usize {
        match self {
            Sense::Name(i) | Sense::Adjective(i) | Sense::Capital(i) | Sense::Seat(i) => i,
        }
    }
}

/// The known actors and places, with the words for roles.
///
/// # Example
/// ```
/// use rapporteur_coding::actors::ActorStore;
/// let store = ActorStore::embedded();
/// assert_eq!(store.place("Tripoli").map(|p| p.code), Some("LBY"));
/// ```
#[derive(Debug, Clone)]
pub struct ActorStore {
    /// The name of a user's file.
    id: Option<String>,
    /// What a user's entries stand before: the program's own store.
    base: Option<&'static ActorStore>,
    entries: Vec<Entry>,
    senses: HashMap<String, Vec<Sense>>,
    /// Office holders by their last name in lower case.
    surnames: HashMap<String, Vec<usize>>,
    /// The one person of a last name in lower case and without accents; none where there are more.
    bearers: HashMap<String, Option<usize>>,
    /// Countries where a part of a name is common; endings start with a hyphen.
    name_parts: HashMap<String, Vec<Code>>,
    roles: RoleBook,
}

/// A place that the store knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPlace<'a> {
    /// Its name as the store has it.
    pub name: &'a str,
    /// ISO 3166-1 alpha-3 code of its country, `INT` for seas and continents.
    pub code: &'a str,
    /// Whether a user's file says so.
    pub is_users: bool,
}

const COUNTRIES: &str = include_str!("../../../../codebook/actors/countries.tsv");
const PLACES: &str = include_str!("../../../../codebook/actors/places.tsv");
const ORGANIZATIONS: &str = include_str!("../../../../codebook/actors/organizations.tsv");
const LEADERS: &str = include_str!("../../../../codebook/actors/leaders.tsv");
const OFFICIALS: &str = include_str!("../../../../codebook/actors/officials.tsv");
const NAMES: &str = include_str!("../../../../codebook/actors/names.tsv");
const ROLES: &str = include_str!("../../../../codebook/actors/roles.tsv");

/// Offices whose title is said as a part of the name.
const CROWNS: &[(&str, &str)] =
    &[("king", "King"), ("queen", "Queen"), ("emir", "Emir"), ("sultan", "Sultan")];

/// A value of a user's file and where it stands.
#[derive(Debug, Default)]
struct Field<'a> {
    at: usize,
    text: &'a str,
}

/// A user's entry.
#[derive(Debug, Default)]
struct UserActor<'a> {
    name: Field<'a>,
    aliases: Vec<Field<'a>>,
    kind: Field<'a>,
    code: Field<'a>,
    sector: Vec<Field<'a>>,
    office: Option<&'a str>,
    from: Option<Field<'a>>,
    to: Option<Field<'a>>,
    wikidata: Option<Field<'a>>,
    adjectives: Vec<Field<'a>>,
    capitals: Vec<Field<'a>>,
}

/// What a user may say of an actor; the first three are needed.
const USER_KEYS: [&str; 11] = [
    "name",
    "kind",
    "code",
    "aliases",
    "sector",
    "office",
    "from",
    "to",
    "wikidata",
    "adjectives",
    "capitals",
];

impl<'a> UserActor<'a> {
    /// One of which nothing is said, at a place of the file.
    fn empty(at: usize) -> UserActor<'a> {
        let nothing = || Field { at, text: "" };
        UserActor { name: nothing(), kind: nothing(), code: nothing(), ..UserActor::default() }
    }

    /// Reads a field of a table.
    fn set(&mut self, key: &str, at: usize, field: &'a str) {
        let value = |text: &'a str| Field { at, text: text.trim() };
        match (self.list(key), key) {
            (Some(items), "sector") => *items = field.split('/').map(value).collect(),
            (Some(items), _) => *items = list(field).map(value).collect(),
            (None, _) => self.set_text(key, value(field)),
        }
    }

    /// The items of a key that holds several.
    fn list(&mut self, key: &str) -> Option<&mut Vec<Field<'a>>> {
        match key {
            "aliases" => Some(&mut self.aliases),
            "sector" => Some(&mut self.sector),
            "adjectives" => Some(&mut self.adjectives),
            "capitals" => Some(&mut self.capitals),
            _ => None,
        }
    }

    fn set_text(&mut self, key: &str, value: Field<'a>) {
        match key {
            "name" => self.name = value,
            "kind" => self.kind = value,
            "code" => self.code = value,
            "office" => self.office = Some(value.text),
            "from" => self.from = Some(value),
            "to" => self.to = Some(value),
            _ => self.wikidata = Some(value),
        }
    }

    /// Reads an entry of a TOML file; every key that is none, lacks, or is of another type is told.
    /// A key that is none leaves the rest of the entry to be read. Of one that the parser did not read
    /// as a `whole`, nothing lacks.
    fn of_toml(
        table: &'a Table<'_>,
        whole: bool,
        fault: &mut dyn FnMut(usize, String),
    ) -> Option<UserActor<'a>> {
        let at = start(table.as_item());
        for (key, _) in table.into_iter().filter(|(key, _)| !USER_KEYS.contains(&key.name)) {
            let message = format!("unknown key '{}', known: {}", key.name, USER_KEYS.join(", "));
            fault(key.span.start as usize, message);
        }
        let mut actor = UserActor::empty(at);
        let mut sound = true;
        let mut bad = |at: usize, message: String| {
            sound = false;
            fault(at, message);
        };
        let lacking: Vec<&str> =
            USER_KEYS[..3].iter().copied().filter(|k| !table.contains_key(k)).collect();
        if !lacking.is_empty() {
            if !whole {
                return None;
            }
            bad(at, format!("the actor lacks '{}'", lacking.join("' and '")));
        }
        for (key, value) in table {
            let (at, key) = (key.span.start as usize, key.name);
            match (actor.list(key), value.value()) {
                _ if !USER_KEYS.contains(&key) => {}
                (None, Value::String(text)) => {
                    actor.set_text(key, Field { at: start(value), text });
                }
                (Some(fields), Value::Array(items)) => {
                    for item in items {
                        let at = start(item);
                        match item.as_str().map(str::trim) {
                            Some("") => bad(at, format!("an item of '{key}' is empty")),
                            Some(text) => fields.push(Field { at, text }),
                            None => bad(at, format!("'{key}' holds what is no string")),
                        }
                    }
                }
                (Some(_), _) => bad(at, format!("'{key}' is no list of strings")),
                (None, _) => bad(at, format!("'{key}' is no string")),
            }
        }
        sound.then_some(actor)
    }
}

/// After how many errors the TOML parser reads no further.
const STUMBLES: usize = 25;

/// Where an item of a TOML file begins.
fn start(item: &Item) -> usize {
    item.span().start as usize
}

/// The line of an offset, from 1. Lines are looked for when the first is asked: a sound file has
/// none to tell.
pub(crate) fn line_of(text: &str) -> impl Fn(usize) -> usize {
    let ends =
        LazyCell::new(|| -> Vec<usize> { text.match_indices('\n').map(|(i, _)| i).collect() });
    move |offset| 1 + ends.partition_point(|end| *end < offset)
}

impl ActorStore {
    /// The store that the program carries.
    pub fn embedded() -> &'static ActorStore {
        static STORE: OnceLock<ActorStore> = OnceLock::new();
        STORE.get_or_init(ActorStore::load)
    }

    /// The code of the official body that publishes under this name or host ("UK Government",
    /// `state.gov`); none where it is no official body.
    pub fn issuer(&self, publisher: &str) -> Option<String> {
        let (_, code) = super::scene::issuer(publisher, self);
        code.map(|code| code.as_str().to_owned())
    }

    /// Reads the program's files anew; [`embedded`](Self::embedded) does so once.
    pub fn load() -> ActorStore {
        let mut store = ActorStore {
            id: None,
            base: None,
            entries: Vec::new(),
            senses: HashMap::new(),
            surnames: HashMap::new(),
            bearers: HashMap::new(),
            name_parts: HashMap::new(),
            roles: RoleBook::parse(ROLES),
        };
        store.read_countries(COUNTRIES);
        store.read_organizations(ORGANIZATIONS);
        store.read_leaders(LEADERS, "leaders.tsv", true);
        store.read_leaders(OFFICIALS, "officials.tsv", false);
        store.read_places(PLACES);
        store.read_name_parts(NAMES);
        store
    }

    /// The embedded store with a user's entries, which win over ours of the same name.
    ///
    /// ```toml
    /// [[actor]]
    /// name = "Steppe Front"
    /// aliases = ["SF"]
    /// kind = "group"          # person, country, organization, group, office, place
    /// code = "KAZ"            # or IGO, NGO, MNC, INT
    /// sector = ["REB"]
    /// # office, from, to (ISO days) and wikidata are optional
    /// ```
    ///
    /// A country may have a code of its own, `adjectives` and `capitals`; others of the file then may
    /// have its code:
    /// ```
    /// use rapporteur_coding::actors::ActorStore;
    /// let store = ActorStore::with_user(
    ///     r#"[[actor]]
    ///        name = "Yugoslavia"
    ///        kind = "country"
    ///        code = "YUG"
    ///        adjectives = ["Yugoslav"]
    ///        capitals = ["Belgrade"]"#,
    /// );
    /// assert_eq!(store.unwrap().place("Belgrade").map(|p| p.code.to_string()), Some("YUG".into()));
    /// ```
    ///
    /// # Errors
    /// Every line that is not TOML (after 25 of them no more is read), has an unknown key, lacks one or
    /// has another type of value, an unknown kind, code, sector or date; that names again what has no
    /// dates to tell the two apart; and that gives an office of state to two at one time. They come in
    /// the order of the lines and are never empty.
    pub fn with_user(toml: &str) -> Result<ActorStore, Vec<Error>> {
        let line = line_of(toml);
        let arena = Arena::new();
        let file = parse_recoverable(toml, &arena);
        let mut errors: Vec<Error> = Vec::new();
        let mut stumbles = BTreeSet::new();
        for fault in file.errors() {
            let at = fault.span().start as usize;
            stumbles.insert(at);
            let at = line(at);
            // One slip makes the parser stumble several times.
            if errors.last().is_none_or(|e| e.line() != at) {
                errors.push(Error::new(ErrorKind::Syntax, at, fault.message(toml)));
            }
        }
        if file.errors().len() >= STUMBLES {
            let at = errors.last().map_or(1, Error::line);
            errors.push(Error::new(ErrorKind::Syntax, at, "the file was read no further"));
        }
        let mut fault = |at: usize, message: String| {
            errors.push(Error::new(ErrorKind::Syntax, line(at), message));
        };
        let mut actors = Vec::new();
        for (key, value) in file.table() {
            let at = key.span.start as usize;
            match (key.name, value.value()) {
                ("actor", Value::Array(items)) => {
                    let mut items = items.iter().peekable();
                    while let Some(item) = items.next() {
                        let at = start(item);
                        let next = items.peek().map_or(toml.len() + 1, |i| start(i));
                        let whole = stumbles.range(at..next).next().is_none();
                        match item.as_table() {
                            Some(table) => {
                                actors.extend(UserActor::of_toml(table, whole, &mut fault));
                            }
                            None => fault(at, "an actor is a table, '[[actor]]'".into()),
                        }
                    }
                }
                ("actor", _) => fault(at, "actors are written as '[[actor]]'".into()),
                (key, _) => fault(at, format!("unknown key '{key}', known: actor")),
            }
        }
        ActorStore::with_actors(toml, &actors, errors)
    }

    /// The same from a table, which spreadsheets write: tab-separated columns under a header that names
    /// them as the keys of [`with_user`](Self::with_user), in any order. Several sectors stand between
    /// `/`, several aliases, adjectives and capitals between `|`; a field that is empty or `-` says
    /// nothing. Lines that begin with `#`, empty lines and a byte order mark are passed over.
    ///
    /// # Errors
    /// As [`with_user`](Self::with_user), and every column that is no key and every row that is longer
    /// than the header; where this lacks `name`, `kind` or `code`, or names one twice, that line alone.
    ///
    /// # Example
    /// ```
    /// use rapporteur_coding::actors::ActorStore;
    /// let table = "name\tkind\tcode\tsector\nSteppe Front\tgroup\tKAZ\tREB\n";
    /// let store = ActorStore::with_user_table(table).unwrap();
    /// assert_eq!(store.len(), ActorStore::embedded().len() + 1);
    /// assert_eq!(ActorStore::with_user_table("name\tcode\n").unwrap_err()[0].line(), 1);
    /// ```
    pub fn with_user_table(tsv: &str) -> Result<ActorStore, Vec<Error>> {
        let tsv = tsv.strip_prefix('\u{feff}').unwrap_or(tsv);
        let line = line_of(tsv);
        let fault =
            |offset: usize, message: String| Error::new(ErrorKind::Syntax, line(offset), message);
        let mut errors = Vec::new();
        let mut columns: Option<Vec<&str>> = None;
        let mut actors = Vec::new();
        let mut offset = 0;
        for row in tsv.split_inclusive('\n') {
            let start = offset;
            offset += row.len();
            let row = row.trim_end_matches(['\n', '\r']);
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            let fields = row.split('\t').scan(start, |at, field| {
                let from = *at;
                *at += field.len() + 1;
                Some((from, field.trim()))
            });
            let Some(keys) = &columns else {
                let keys: Vec<&str> = fields.map(|(_, key)| key).collect();
                if let Some((_, twice)) =
                    keys.iter().enumerate().find(|(i, key)| keys[..*i].contains(key))
                {
                    return Err(vec![fault(start, format!("the column '{twice}' is given twice"))]);
                }
                if let Some(lacking) = USER_KEYS[..3].iter().find(|k| !keys.contains(*k)) {
                    let message = format!("the header lacks the column '{lacking}'");
                    return Err(vec![fault(start, message)]);
                }
                for unknown in keys.iter().filter(|k| !USER_KEYS.contains(*k)) {
                    let known = USER_KEYS.join(", ");
                    errors
                        .push(fault(start, format!("unknown column '{unknown}', known: {known}")));
                }
                columns = Some(keys);
                continue;
            };
            let mut actor = UserActor::empty(start);
            for (i, (at, field)) in fields.enumerate() {
                let Some(key) = keys.get(i) else {
                    let message = format!("the row has more than the {} columns", keys.len());
                    errors.push(fault(start, message));
                    break;
                };
                if !matches!(field, "" | "-") && USER_KEYS.contains(key) {
                    actor.set(key, at, field);
                }
            }
            actors.push(actor);
        }
        ActorStore::with_actors(tsv, &actors, errors)
    }

    /// The embedded store with the actors of a user's file, in which `errors` were found already.
    fn with_actors(
        file: &str,
        actors: &[UserActor<'_>],
        mut errors: Vec<Error>,
    ) -> Result<ActorStore, Vec<Error>> {
        let line = line_of(file);
        errors.extend(rivals(actors, &line));
        let base = ActorStore::embedded();
        let mut store = ActorStore {
            id: Some(format!("own-actors/{}", fingerprint([file]))),
            base: Some(base),
            entries: Vec::with_capacity(actors.len()),
            senses: HashMap::with_capacity(2 * actors.len()),
            surnames: HashMap::new(),
            bearers: HashMap::new(),
            name_parts: HashMap::new(),
            roles: RoleBook::default(),
        };
        let mut seen: HashMap<&str, usize> = HashMap::with_capacity(2 * actors.len());
        // A country of the user's may have a code of its own, which others of the file then have.
        let countries = actors.iter().filter(|a| a.kind.text == ActorKind::Country.as_str());
        let own_codes = countries.filter_map(|a| Code::parse(a.code.text));
        let codes: HashSet<Code> = base.entries.iter().map(|e| e.code).chain(own_codes).collect();
        for actor in actors {
            let Some(entry) = user_entry(actor, &codes, &line, &mut errors) else { continue };
            let id = store.len();
            let own = actor.name.text.trim();
            let names = std::iter::once((own, Sense::Name(id)))
                .chain(actor.aliases.iter().map(|alias| (alias.text, Sense::Name(id))))
                .chain(actor.adjectives.iter().map(|word| (word.text, Sense::Adjective(id))))
                .chain(actor.capitals.iter().map(|capital| (capital.text, Sense::Capital(id))));
            for (name, sense) in names {
                if let Some(other) = seen.insert(name, id)
                    && other != id
                    && entry.terms.is_empty()
                {
                    let message = format!("actor '{name}' is given twice");
                    let at = line(actor.name.at);
                    errors.push(Error::new(ErrorKind::Conflict, at, message));
                }
                for name in std::iter::once(name.to_string()).chain(unaccented(name)) {
                    store.senses.entry(name).or_default().push(sense);
                }
            }
            if entry.kind == ActorKind::Person {
                store.add_surnames(&entry.name, entry.code, id);
            }
            store.entries.push(entry);
        }
        // Fields may stand in any order.
        errors.sort_by_key(Error::line);
        if errors.is_empty() { Ok(store) } else { Err(errors) }
    }

    /// `own-actors` and a fingerprint of the user's file; none where there are only ours.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The place that a name denotes: its country's code, for the location of an event.
    pub fn place(&self, name: &str) -> Option<KnownPlace<'_>> {
        let name = name.strip_prefix("the ").unwrap_or(name);
        let own = self.senses.get_key_value(name);
        let (name, senses) = own.or_else(|| self.base?.senses.get_key_value(name))?;
        senses.iter().find_map(|sense| {
            let entry = self.entry(sense.entry());
            let (name, fits) = match sense {
                Sense::Name(_) => (
                    entry.name.as_str(),
                    matches!(entry.kind, ActorKind::Place | ActorKind::Country),
                ),
                Sense::Capital(_) | Sense::Seat(_) => (name.as_str(), true),
                Sense::Adjective(_) => (name.as_str(), false),
            };
            let is_users = entry.is_users();
            fits.then(|| KnownPlace { name, code: entry.code.as_str(), is_users })
        })
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.base_len() + self.entries.len()
    }

    /// Whether the store has no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn base_len(&self) -> usize {
        self.base.map_or(0, |base| base.entries.len())
    }

    /// All entries in the order of their numbers, the program's before a user's.
    fn all(&self) -> impl Iterator<Item = &Entry> {
        self.base.into_iter().flat_map(|base| &base.entries).chain(&self.entries)
    }

    pub(crate) fn entry(&self, id: usize) -> &Entry {
        match (self.base, id.checked_sub(self.base_len())) {
            (Some(base), None) => &base.entries[id],
            (_, own) => &self.entries[own.unwrap_or(id)],
        }
    }

    /// What a name stands for; a user's entries hide ours.
    pub(crate) fn senses(&self, name: &str) -> &[Sense] {
        match (self.senses.get(name), self.base) {
            (Some(senses), _) => senses,
            (None, Some(base)) => base.senses(name),
            (None, None) => &[],
        }
    }

    pub(crate) fn roles(&self) -> &RoleBook {
        self.base.map_or(&self.roles, |base| &base.roles)
    }

    /// What the holder of an office is besides the government: an army chief `MIL`, a chief justice
    /// `JUD`, a speaker of parliament `LEG`.
    pub(crate) fn sector_of(&self, office: &str) -> Option<Sectors> {
        let title = [" of ", " for ", " to "]
            .iter()
            .fold(office, |title, link| title.split_once(link).map_or(title, |(title, _)| title));
        // A commander may be a rebel too, but then holds no office.
        if title.ends_with("commander") {
            return Some(vec!["MIL"]);
        }
        let starts = std::iter::once(0).chain(title.match_indices(' ').map(|(i, _)| i + 1));
        let role = starts.into_iter().find_map(|start| self.roles().get(&title[start..]))?;
        let apart = matches!(role.sector[..], ["MIL" | "COP" | "JUD" | "LEG" | "OPP" | "SPY"]);
        (role.kind == RoleKind::Person && apart).then(|| role.sector.clone())
    }

    /// Holders of offices with a last name.
    pub(crate) fn surnamed(&self, name: &str) -> &[usize] {
        let key = name.to_lowercase();
        let own = self.surnames.get(&key);
        own.or_else(|| self.base?.surnames.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// The only person of our tables with this last name.
    pub(crate) fn only(&self, name: &str) -> Option<usize> {
        self.base.unwrap_or(self).bearers.get(&plain(name)).copied().flatten()
    }

    /// Who holds an office of a country on a day; the one who took it last where several do, and a
    /// user's before ours. Nobody of an office that stands in every province or body: "the governor of
    /// Lagos" is not whichever governor of Nigeria the lists have.
    pub(crate) fn holder(&self, code: Code, office: &str, day: Date) -> Option<usize> {
        let office = spelled(office);
        if OF_PARTS.contains(&office.as_str()) {
            return None;
        }
        let mut best: Option<((bool, Option<Date>), usize)> = None;
        for (i, entry) in self.all().enumerate() {
            if entry.kind != ActorKind::Person || entry.code != code {
                continue;
            }
            for term in &entry.terms {
                let rank = (entry.is_users(), term.from);
                let known = entry.is_users() || term.from.is_some();
                let better = best.is_none_or(|(other, _)| other < rank);
                if spelled(&term.office) == office && known && term.covers(day) && better {
                    best = Some((rank, i));
                }
            }
        }
        best.map(|(_, i)| i)
    }

    /// Who holds an office of an international body on a day; offices of the lists that name no body
    /// are of the United Nations or the European Union, which have several heads.
    pub(crate) fn holder_at(&self, body: usize, office: &str, day: Date) -> Option<usize> {
        let plain = |office: &str| office.replace('-', " ");
        let wanted = plain(office);
        let holds = |t: &&Term| {
            let (role, of) = match t.office.split_once(" of ") {
                Some((role, of)) => (role, of.trim_start_matches("the ")),
                None if t.office == "secretary-general" => (t.office.as_str(), "united nations"),
                None => return false,
            };
            let now = t.covers(day) && t.from.is_some();
            now && plain(role) == wanted && self.body_named(of) == Some(body)
        };
        let terms = self.all().enumerate().filter(|(_, e)| e.code == Code::IGO);
        let held = terms.filter_map(|(i, e)| Some((e.terms.iter().find(holds)?.from, i)));
        held.max().map(|(_, i)| i)
    }

    /// The body that an office of the lists names in lower case: "nato", "arab league".
    fn body_named(&self, lower: &str) -> Option<usize> {
        let title = |word: &str| match (word, word.chars().next()) {
            ("of" | "the" | "and" | "for", _) | (_, None) => word.to_string(),
            (_, Some(first)) => first.to_uppercase().chain(word.chars().skip(1)).collect(),
        };
        let titled = lower.split(' ').map(title).collect::<Vec<_>>().join(" ");
        [lower.to_uppercase(), titled, lower.to_string()]
            .iter()
            .find_map(|name| self.senses(name).first())
            .map(|sense| sense.entry())
    }

    /// The entry of a country.
    pub(crate) fn country(&self, code: Code) -> Option<usize> {
        self.all().position(|e| e.kind == ActorKind::Country && e.code == code)
    }

    /// Makes a person known by the last name alone, and by the first where families come first.
    fn add_surnames(&mut self, name: &str, code: Code, id: usize) {
        let lower = name.to_lowercase();
        let Some(last) = lower.split(' ').next_back() else { return };
        let family_first = matches!(code.as_str(), "CHN" | "TWN" | "HKG" | "PRK" | "KOR" | "VNM");
        let first = lower.split(' ').next().filter(|first| family_first && *first != last);
        let short = Some(without_article(last)).filter(|short| *short != last);
        let keys = [Some(last), short, first].into_iter().flatten();
        for key in keys.flat_map(|key| std::iter::once(key.to_string()).chain(unaccented(key))) {
            let base = self.base;
            let holders = self.surnames.entry(key).or_insert_with_key(|key| {
                base.and_then(|base| base.surnames.get(key)).cloned().unwrap_or_default()
            });
            if !holders.contains(&id) {
                holders.push(id);
            }
        }
    }

    /// Makes an entry known by a name, with its accents and without: agencies write "Guaido". (Without
    /// them "Libération" is a word of many other names.)
    fn name(&mut self, text: &str, sense: Sense) {
        let is_name = |text: &String| !lists::on(List::Ordinary, &text.to_lowercase());
        for text in std::iter::once(text.to_string()).chain(unaccented(text).filter(is_name)) {
            let senses = self.senses.entry(text).or_default();
            if !senses.contains(&sense) {
                senses.push(sense);
            }
        }
    }

    fn read_countries(&mut self, table: &str) {
        for [code, name, aliases, adjectives, capitals, seats] in rows(table) {
            let Some(code) = Code::parse(code) else { continue };
            let id = self.add(name, ActorKind::Country, code, vec!["GOV"], "countries.tsv");
            for alias in list(aliases) {
                self.name(alias, Sense::Name(id));
            }
            for adjective in list(adjectives) {
                self.name(adjective, Sense::Adjective(id));
            }
            for capital in list(capitals) {
                self.name(capital, Sense::Capital(id));
            }
            for seat in list(seats) {
                self.name(seat, Sense::Seat(id));
            }
        }
    }

    fn read_places(&mut self, table: &str) {
        for [code, places] in rows(table) {
            let Some(code) = Code::parse(code) else { continue };
            for place in list(places) {
                if self.senses(place).is_empty() {
                    self.add(place, ActorKind::Place, code, Vec::new(), "places.tsv");
                }
            }
        }
    }

    fn read_name_parts(&mut self, table: &str) {
        for [codes, parts] in rows(table) {
            let codes: Vec<Code> = codes.split(' ').filter_map(Code::parse).collect();
            for part in parts.split(' ') {
                self.name_parts.entry(part.to_string()).or_default().extend(&codes);
            }
        }
    }

    /// Countries that a personal name sounds of, once for each part that says so.
    pub(crate) fn sounds_of(&self, name: &str) -> Vec<Code> {
        let name_parts = self.base.map_or(&self.name_parts, |base| &base.name_parts);
        let mut out = Vec::new();
        for word in name.to_lowercase().split([' ', '-']) {
            if let Some(codes) = name_parts.get(word) {
                out.extend(codes);
            } else {
                let endings = word.char_indices().skip(2).map(|(i, _)| format!("-{}", &word[i..]));
                let found = endings.into_iter().find_map(|e| name_parts.get(&e));
                out.extend(found.into_iter().flatten());
            }
        }
        out
    }

    fn read_organizations(&mut self, table: &str) {
        for [name, aliases, kind, code, sector] in rows(table) {
            let (Some(kind), Some(code), Some(sector)) =
                (ActorKind::parse(kind), Code::parse(code), sectors(sector))
            else {
                continue;
            };
            // Seas and continents are one row a kind: each alias is a place of its own.
            if kind == ActorKind::Place {
                for place in std::iter::once(name).chain(list(aliases)) {
                    self.add(place, kind, code, sector.clone(), "organizations.tsv");
                }
                continue;
            }
            let id = self.add(name, kind, code, sector, "organizations.tsv");
            for alias in list(aliases) {
                self.name(alias, Sense::Name(id));
                self.entries[id].heads.extend(heads_of(alias));
            }
        }
    }

    /// Reads holders of offices; those `by_surname` are found by their last name alone.
    fn read_leaders(&mut self, table: &str, origin: &'static str, by_surname: bool) {
        let mut known: HashMap<(String, Code), usize> = HashMap::new();
        for [name, aliases, code, office, from, to, wikidata] in rows(table) {
            let Some(code) = Code::parse(code) else { continue };
            // One person has several spellings: another row's name may be an alias of an earlier one.
            let spelling = |name: &str| (plain(name).replace('-', " "), code);
            let id = *known
                .entry(spelling(name))
                .or_insert_with(|| self.add(name, ActorKind::Person, code, vec!["GOV"], origin));
            self.name(name, Sense::Name(id));
            for alias in list(aliases) {
                known.entry(spelling(alias)).or_insert(id);
            }
            if by_surname {
                self.add_surnames(name, code, id);
            }
            for alias in list(aliases) {
                self.name(alias, Sense::Name(id));
            }
            if !matches!(wikidata, "" | "-") {
                self.entries[id].wikidata = Some(wikidata.into());
            }
            let office = if office == "-" { String::new() } else { office.to_lowercase() };
            // "Queen Margrethe II" is one name wherever "Queen Margrethe" is another of hers.
            if let Some((_, title)) = CROWNS.iter().find(|(crown, _)| *crown == office) {
                self.name(&format!("{title} {name}"), Sense::Name(id));
            }
            let entry = &mut self.entries[id];
            let (to, unfinished) = to.strip_suffix('?').map_or((to, false), |t| (t, true));
            let (from, to) = (first_day(from), last_day(to));
            entry.terms.push(Term { office, from, to, unfinished });
        }
    }

    fn add(
        &mut self,
        name: &str,
        kind: ActorKind,
        code: Code,
        sector: Sectors,
        origin: &'static str,
    ) -> usize {
        let id = self.entries.len();
        self.entries.push(Entry {
            name: name.into(),
            kind,
            code,
            sector,
            terms: Vec::new(),
            wikidata: None,
            heads: Vec::new(),
            origin,
        });
        self.name(name, Sense::Name(id));
        if kind == ActorKind::Person {
            let full = plain(name);
            let last = full.rsplit(' ').next().unwrap_or_default();
            let known = self.bearers.get(last).copied();
            // One who stands in two tables is one.
            let same = known.flatten().is_some_and(|id| plain(&self.entries[id].name) == full);
            if !same {
                let one = Some(id).filter(|_| known.is_none());
                self.bearers.insert(last.to_string(), one);
            }
        }
        id
    }
}

/// A name in lower case without its accents.
fn plain(name: &str) -> String {
    unaccented(name).map_or_else(|| name.to_lowercase(), |name| name.to_lowercase())
}

/// A name without its accents, as agencies write it; none where it has none.
fn unaccented(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    // Letters that no accent makes.
    let plain = |c: char| match c {
        'ı' => 'i',
        'ł' => 'l',
        'Ł' => 'L',
        'ø' => 'o',
        'Ø' => 'O',
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    };
    let out: String = name.nfd().filter(|c| !is_combining_mark(*c)).map(plain).collect();
    (out != name).then_some(out)
}

/// Reads a user's entry; `None` with an error for each of its lines that says nothing known.
fn user_entry(
    actor: &UserActor<'_>,
    codes: &HashSet<Code>,
    line: &dyn Fn(usize) -> usize,
    errors: &mut Vec<Error>,
) -> Option<Entry> {
    let before = errors.len();
    let mut bad = |kind: ErrorKind, at: usize, message: String| {
        errors.push(Error::new(kind, line(at), message));
    };
    let name = actor.name.text.trim();
    if name.is_empty() {
        bad(ErrorKind::Value, actor.name.at, "an actor needs a name".into());
    }
    let kind = ActorKind::parse(actor.kind.text);
    if kind.is_none() {
        let message = format!("unknown kind '{}' of '{name}'", actor.kind.text);
        bad(ErrorKind::Value, actor.kind.at, message);
    }
    let code = Code::parse(actor.code.text);
    if code.is_none() {
        let message =
            format!("code '{}' of '{name}' is not three capital letters", actor.code.text);
        bad(ErrorKind::Value, actor.code.at, message);
    } else if code.is_some_and(|code| !codes.contains(&code)) {
        let message =
            format!("code '{}' of '{name}' is of no country or kind of body", actor.code.text);
        bad(ErrorKind::Value, actor.code.at, message);
    }
    let mut sector_list = Sectors::new();
    for item in &actor.sector {
        match sector(item.text) {
            Some(known) => sector_list.push(known),
            None => {
                let message = format!("unknown sector '{}' of '{name}'", item.text);
                bad(ErrorKind::Value, item.at, message);
            }
        }
    }
    let mut day = |value: &Option<Field<'_>>, read: fn(&str) -> Option<Date>| {
        let text = value.as_ref()?;
        let day = read(text.text);
        if day.is_none() {
            let message = format!("'{}' of '{name}' is not a date", text.text);
            bad(ErrorKind::Value, text.at, message);
        }
        day
    };
    let (from, to) = (day(&actor.from, first_day), day(&actor.to, last_day));
    if let (Some(a), Some(b), Some(text)) = (from, to, &actor.to)
        && b < a
    {
        let message = format!("'{name}' leaves office before taking it");
        bad(ErrorKind::Conflict, text.at, message);
    }
    if let Some(id) = &actor.wikidata
        && id.text.strip_prefix('Q').is_none_or(|n| n.parse::<u64>().is_err())
    {
        let message = format!("'{}' of '{name}' is not a Wikidata id", id.text);
        bad(ErrorKind::Value, id.at, message);
    }
    if let Some(word) = actor.adjectives.iter().chain(&actor.capitals).next()
        && kind.is_some_and(|kind| kind != ActorKind::Country)
    {
        let message = format!("'{name}' is no country, which alone has adjectives and capitals");
        bad(ErrorKind::Conflict, word.at, message);
    }
    if errors.len() > before {
        return None;
    }
    let dated = actor.office.is_some() || from.is_some() || to.is_some();
    let office = actor.office.unwrap_or_default().to_lowercase();
    let aliases = actor.aliases.iter().map(|alias| alias.text);
    if sector_list.is_empty() && kind == Some(ActorKind::Country) {
        // As the countries of our table.
        sector_list.push("GOV");
    }
    Some(Entry {
        name: name.into(),
        kind: kind?,
        code: code?,
        sector: sector_list,
        terms: if dated { vec![Term { office, from, to, unfinished: false }] } else { Vec::new() },
        wikidata: actor.wikidata.as_ref().map(|w| w.text.to_string()),
        heads: aliases.chain(actor.office).flat_map(heads_of).collect(),
        origin: USER,
    })
}

/// The name of an office in one spelling: the British and the American name one office.
fn spelled(office: &str) -> String {
    office.replace("defence", "defense")
}

/// Time in an office of state of a person of a user's file, at the least: years and months at its
/// edges are cut off.
struct Tenure<'a> {
    code: &'a str,
    office: String,
    begun: Option<Date>,
    over: Option<Date>,
    name: &'a str,
    at: usize,
}

/// The later of each two persons of a user's file who hold one office of state at one time.
fn rivals(actors: &[UserActor<'_>], line: &dyn Fn(usize) -> usize) -> Vec<Error> {
    let mut tenures: Vec<Tenure<'_>> = Vec::new();
    for actor in actors {
        let office = spelled(&actor.office.unwrap_or_default().to_lowercase());
        // Without a sector he is looked up as the holder too.
        let state = actor.sector.is_empty() || actor.sector.iter().any(|s| s.text == "GOV");
        if actor.kind.text == "person" && state && has_one_holder(&office) {
            tenures.push(Tenure {
                code: actor.code.text,
                office,
                begun: actor.from.as_ref().and_then(|d| last_day(d.text)),
                over: actor.to.as_ref().and_then(|d| first_day(d.text)),
                name: actor.name.text.trim(),
                at: actor.name.at,
            });
        }
    }
    // Those without a beginning come first.
    tenures.sort_by(|a, b| {
        (a.code, &a.office, a.begun, a.at).cmp(&(b.code, &b.office, b.begun, b.at))
    });
    let before = |a: Option<Date>, b: Option<Date>| match (a, b) {
        (Some(a), Some(b)) => a < b,
        _ => true,
    };
    let mut errors = Vec::new();
    // The one who stays longest of those before.
    let mut longest = 0;
    for i in 1..tenures.len() {
        let (one, other) = (&tenures[longest], &tenures[i]);
        if (one.code, &one.office) != (other.code, &other.office) {
            longest = i;
            continue;
        }
        let both = before(other.begun, one.over) && before(one.begun, other.over);
        if both && one.name != other.name {
            let (first, second) = if one.at < other.at { (one, other) } else { (other, one) };
            let message = format!(
                "'{}' and '{}' of line {} are both {} of {} at one time",
                second.name,
                first.name,
                line(first.at),
                one.office,
                one.code
            );
            errors.push(Error::new(ErrorKind::Conflict, line(second.at), message));
        }
        if one.over.is_some_and(|over| other.over.is_none_or(|later| over < later)) {
            longest = i;
        }
    }
    errors
}

/// Offices of which a state has many at a time.
const OF_PARTS: &[&str] = &["governor", "prince", "prosecutor", "spokesman", "spokeswoman"];

/// Whether a state has one of this office at a time.
fn has_one_holder(office: &str) -> bool {
    const HEADS: &[&str] = &["president", "chancellor", "king", "queen", "emir", "sultan"];
    const BELOW: &[&str] = &["deputy", "vice", "junior", "state", "assistant", "first", "acting"];
    let minister = office.ends_with(" minister");
    HEADS.contains(&office) || minister && !office.split(' ').any(|w| BELOW.contains(&w))
}

/// "Abadi" of "al-Abadi": the last name as reports shorten it.
fn without_article(last: &str) -> &str {
    ["al-", "el-", "as-", "ash-", "at-", "ad-", "ar-", "an-", "az-"]
        .iter()
        .find_map(|article| last.strip_prefix(article))
        .unwrap_or(last)
}

/// Rows of a table with `N` columns: no comments, no header, missing columns empty.
pub(crate) fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).skip(1).map(|line| {
        let mut columns = [""; N];
        for (slot, value) in columns.iter_mut().zip(line.split('\t')) {
            *slot = value.trim();
        }
        columns
    })
}

fn list(column: &str) -> impl Iterator<Item = &str> {
    column.split('|').map(str::trim).filter(|v| !v.is_empty() && *v != "-")
}

/// First day of a year, month or day.
fn first_day(text: &str) -> Option<Date> {
    match text.len() {
        4 => Date::new(text.parse().ok()?, 1, 1).ok(),
        7 => Date::new(text.get(..4)?.parse().ok()?, text.get(5..)?.parse().ok()?, 1).ok(),
        _ => text.parse().ok(),
    }
}

/// Last day of a year, month or day.
fn last_day(text: &str) -> Option<Date> {
    match text.len() {
        4 => Date::new(text.parse().ok()?, 12, 31).ok(),
        7 => first_day(text).map(|d| d.last_of_month()),
        _ => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No row of the shipped files is passed over.
    #[test]
    fn shipped_files_are_sound() {
        for [code, name, ..] in rows::<6>(COUNTRIES) {
            assert!(Code::parse(code).is_some() && !name.is_empty(), "{code} {name}");
        }
        for [code, places] in rows::<2>(PLACES) {
            assert!(Code::parse(code).is_some() && !places.is_empty(), "{code}");
        }
        for [codes, parts] in rows::<2>(NAMES) {
            assert!(codes.split(' ').all(|c| Code::parse(c).is_some()), "{codes}");
            assert!(!parts.is_empty() && parts == parts.to_lowercase(), "{parts}");
        }
        for [name, _, kind, code, sector] in rows::<5>(ORGANIZATIONS) {
            assert!(ActorKind::parse(kind).is_some(), "{name}: kind {kind}");
            assert!(Code::parse(code).is_some(), "{name}: code {code}");
            assert!(sectors(sector).is_some(), "{name}: sector {sector}");
        }
        for [name, _, code, _, from, to, wikidata] in rows::<7>(LEADERS).chain(rows::<7>(OFFICIALS))
        {
            assert!(Code::parse(code).is_some(), "{name}: code {code}");
            assert!(matches!(from, "" | "-") || first_day(from).is_some(), "{name}: {from}");
            let end = to.trim_end_matches('?');
            assert!(matches!(to, "" | "-") || last_day(end).is_some(), "{name}: {to}");
            assert!(matches!(wikidata, "" | "-") || wikidata.starts_with('Q'), "{name}");
        }
    }

    #[test]
    fn the_store_is_large_enough() {
        let store = ActorStore::embedded();
        let count =
            |fits: &dyn Fn(&Entry) -> bool| store.entries.iter().filter(|e| fits(e)).count();
        let held = |e: &Entry| e.terms.iter().any(|t| t.from.or(t.to).is_some());
        assert!(count(&|e| e.kind == ActorKind::Person && held(e)) >= 1_500);
        let has = |e: &Entry, codes: &[&str]| e.sector.iter().any(|s| codes.contains(s));
        let fighting = ["REB", "PRM", "CRM", "PTY", "OPP"];
        let body = |e: &Entry| matches!(e.kind, ActorKind::Organization | ActorKind::Group);
        assert!(count(&|e| body(e) && has(e, &fighting)) >= 300);
        assert!(count(&|e| body(e) && has(e, &["JRN"])) >= 200);
        assert!(count(&|e| body(e) && !has(e, &fighting) && !has(e, &["JRN"])) >= 300);
    }

    /// A bound that an unoptimised program on a busy machine keeps; an optimised one loads the
    /// store in some milliseconds.
    #[test]
    fn the_store_loads_fast() {
        let start = std::time::Instant::now();
        let store = ActorStore::load();
        assert!(store.len() > 5_000);
        assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
    }

    #[test]
    fn offices_change_hands() {
        let store = ActorStore::embedded();
        let russia = Code::parse("RUS").unwrap();
        let name = |y| {
            let id = store.holder(russia, "president", Date::constant(y, 6, 1)).unwrap();
            store.entry(id).name.as_str()
        };
        assert_eq!(name(2010), "Dmitry Medvedev");
        assert_eq!(name(2013), "Vladimir Putin");
        // A state has many governors, of whom the lists have some.
        let nigeria = Code::parse("NGA").unwrap();
        assert_eq!(store.holder(nigeria, "governor", Date::constant(2017, 3, 5)), None);
        assert!(store.holder(nigeria, "president", Date::constant(2017, 3, 5)).is_some());
        let usa = Code::parse("USA").unwrap();
        for office in ["defense secretary", "defence secretary"] {
            let id = store.holder(usa, office, Date::constant(1995, 6, 1)).unwrap();
            assert_eq!(store.entry(id).name, "William Perry");
        }
    }

    #[test]
    fn users_add_and_override() {
        let store = ActorStore::with_user(
            "[[actor]]\nname = \"Hamas\"\nkind = \"group\"\ncode = \"PSE\"\nsector = [\"PTY\"]\n",
        )
        .unwrap();
        let [Sense::Name(id)] = store.senses("Hamas") else { panic!() };
        assert_eq!(store.entry(*id).sector, ["PTY"]);
        assert!(store.id().is_some_and(|id| id.starts_with("own-actors/")), "{:?}", store.id());
        assert_eq!(ActorStore::embedded().id(), None);
    }

    #[test]
    fn none_but_a_country_has_a_code_of_its_own_or_capitals() {
        let told = |file: &str| ActorStore::with_user(file).unwrap_err()[0].to_string();
        assert_eq!(
            told("[[actor]]\nname = \"V\"\nkind = \"group\"\ncode = \"VAZ\"\n"),
            "line 4: code 'VAZ' of 'V' is of no country or kind of body"
        );
        assert_eq!(
            told("[[actor]]\nname = \"V\"\nkind = \"group\"\ncode = \"KAZ\"\ncapitals = [\"O\"]\n"),
            "line 5: 'V' is no country, which alone has adjectives and capitals"
        );
        let table = "name\tkind\tcode\tadjectives\nVastokia\tcountry\tVAZ\tVastokian|Vastoki\n";
        let store = ActorStore::with_user_table(table).unwrap();
        assert!(matches!(store.senses("Vastoki"), [Sense::Adjective(_)]));
    }

    #[test]
    fn offices_tell_what_their_holders_are() {
        let of = |office: &str| ActorStore::embedded().sector_of(office);
        assert_eq!(of("chief justice"), Some(vec!["JUD"]));
        assert_eq!(of("deputy intelligence chief"), Some(vec!["SPY"]));
        assert_eq!(of("commander of isaf"), Some(vec!["MIL"]));
        assert_eq!(of("defence minister"), None);
        assert_eq!(of("president of the supreme court"), None);
    }

    #[test]
    fn accents_may_be_left_out() {
        let store = ActorStore::with_user(
            "[[actor]]\nname = \"Łucja Żółć\"\nkind = \"person\"\ncode = \"POL\"\n",
        )
        .unwrap();
        let of =
            |name: &str| store.senses(name).first().map(|s| store.entry(s.entry()).name.as_str());
        assert_eq!(of("Lucja Zolc"), Some("Łucja Żółć"));
        assert_eq!(of("Stephane Sejourne"), Some("Stéphane Séjourné"));
        // The newspaper without its accent is a word of many names: "Tamil Liberation Army".
        assert_eq!((of("Libération"), of("Liberation")), (Some("Libération"), None));
        assert_eq!(store.entry(store.surnamed("juppe")[0]).name, "Alain Juppé");
    }

    #[test]
    fn users_persons_are_found_by_surname_and_office() {
        let store = ActorStore::with_user(
            "[[actor]]\nname = \"Wei Minghao\"\nkind = \"person\"\ncode = \"CHN\"\nsector = [\"GOV\"]\n\
             office = \"foreign minister\"\n\
             [[actor]]\nname = \"Omar al-Rashad\"\nkind = \"person\"\ncode = \"JOR\"\n",
        )
        .unwrap();
        let names = |surname: &str| -> Vec<&str> {
            store.surnamed(surname).iter().map(|id| store.entry(*id).name.as_str()).collect()
        };
        assert!(names("Wei").contains(&"Wei Minghao"));
        assert_eq!(names("Minghao"), ["Wei Minghao"]);
        assert!(names("Rashad").contains(&"Omar al-Rashad"));
        let china = Code::parse("CHN").unwrap();
        let holder = store.holder(china, "foreign minister", Date::constant(2024, 1, 1)).unwrap();
        assert_eq!(store.entry(holder).name, "Wei Minghao");
    }

    #[test]
    fn a_table_says_what_toml_says() {
        let table = "\u{feff}# ours\nname\tcode\tkind\taliases\tsector\toffice\tfrom\r\n\
                     Asel Omarova\tKAZ\tperson\tA. Omarova|Omarova\tGOV/LEG\tSpeaker\t2019-05\r\n\n\
                     Steppe Front\tKAZ\tgroup\n";
        let store = ActorStore::with_user_table(table).unwrap();
        let [Sense::Name(id)] = store.senses("A. Omarova") else { panic!() };
        let entry = store.entry(*id);
        assert_eq!((entry.name.as_str(), &entry.sector[..]), ("Asel Omarova", &["GOV", "LEG"][..]));
        assert_eq!(entry.terms[0].office, "speaker");
        assert_eq!(entry.terms[0].from, Some(Date::constant(2019, 5, 1)));
        assert!(matches!(store.senses("Steppe Front"), [Sense::Name(_)]));
        for (bad, line, kind) in [
            ("name\tkind\n", 1, ErrorKind::Syntax),
            ("name\tkind\tcode\tcolour\n", 1, ErrorKind::Syntax),
            ("name\tkind\tcode\tkind\n", 1, ErrorKind::Syntax),
            ("name\tkind\tcode\nA\tgroup\tKAZ\tred\n", 2, ErrorKind::Syntax),
            ("name\tkind\tcode\n\nA\tgroup\tKazakhstan\n", 3, ErrorKind::Value),
            ("name\tkind\tcode\n\tgroup\tKAZ\n", 2, ErrorKind::Value),
            ("name\tkind\tcode\tsector\nA\tgroup\tKAZ\tGOV/XYZ\n", 2, ErrorKind::Value),
        ] {
            let errors = ActorStore::with_user_table(bad).unwrap_err();
            let told: Vec<_> = errors.iter().map(|e| (e.line(), e.kind())).collect();
            assert_eq!(told, [(line, kind)], "{bad:?}: {errors:?}");
        }
    }

    #[test]
    fn two_holders_of_one_office_at_one_time_are_told() {
        let with = |rows: &str| {
            let header = "name\tkind\tcode\tsector\toffice\tfrom\tto\n";
            match ActorStore::with_user_table(&format!("{header}{rows}")) {
                Ok(_) => Vec::new(),
                Err(errors) => errors.iter().map(Error::to_string).collect(),
            }
        };
        let row = |name: &str, office: &str, from: &str, to: &str| {
            format!("{name}\tperson\tKAZ\tGOV\t{office}\t{from}\t{to}\n")
        };
        let minister = "foreign minister";
        let two = row("A", minister, "2019-05-01", "2024") + &row("B", minister, "2022", "-");
        let told = "line 3: 'B' and 'A' of line 2 are both foreign minister of KAZ at one time";
        assert_eq!(with(&two), [told]);
        assert_eq!(with(&(row("A", minister, "", "") + &row("B", minister, "", ""))).len(), 1);
        let bare = two.replace("GOV", "");
        assert_eq!(with(&bare).len(), 1);
        // British and American spellings name one office.
        let spelt = row("A", "defence minister", "2000", "2020")
            + &row("B", "defense minister", "2005", "");
        assert_eq!(with(&spelt).len(), 1);
        // The longest holder is compared with all who come later.
        let three = row("A", minister, "2000", "2020")
            + &row("B", minister, "2005", "2006")
            + &row("C", minister, "2010", "2012");
        assert_eq!(with(&three).len(), 2);
        // One after the other, within one year, in offices of many, and one person twice.
        for sound in [
            row("A", minister, "2019-05-01", "2022-03-01") + &row("B", minister, "2022-03-01", "-"),
            row("A", minister, "2019", "2022") + &row("B", minister, "2022", "-"),
            row("A", minister, "2019", "2022") + &row("A", minister, "2020", "-"),
            row("A", "deputy minister", "2019", "2022") + &row("B", "deputy minister", "2020", "-"),
            row("A", "governor", "2019", "2022") + &row("B", "governor", "2020", "-"),
            row("A", minister, "2019", "2022") + &row("B", "defence minister", "2020", "-"),
        ] {
            assert!(with(&sound).is_empty(), "{sound}");
        }
    }

    #[test]
    fn bad_user_files_name_the_line() {
        let good = "[[actor]]\nname = \"A\"\nkind = \"group\"\ncode = \"KAZ\"\n";
        assert!(ActorStore::with_user(good).is_ok());
        for (bad, line, kind) in [
            (good.replace("KAZ", "Kazakhstan"), 4, ErrorKind::Value),
            (good.replace("group", "tribe"), 3, ErrorKind::Value),
            (format!("{good}sector = [\"GOV\",\n\"XYZ\"]\n"), 6, ErrorKind::Value),
            (format!("{good}colour = 1\n"), 5, ErrorKind::Syntax),
            (format!("{good}aliases = \"B\"\n"), 5, ErrorKind::Syntax),
            (format!("{good}aliases = [\" \"]\n"), 5, ErrorKind::Syntax),
            (format!("{good}sector = [1]\n"), 5, ErrorKind::Syntax),
            (format!("{good}office = 1\n"), 5, ErrorKind::Syntax),
            (format!("colour = 1\n{good}"), 1, ErrorKind::Syntax),
            ("actor = 1\n".to_string(), 1, ErrorKind::Syntax),
            ("actor = [1]\n".to_string(), 1, ErrorKind::Syntax),
            (good.replace("kind = \"group\"\n", ""), 1, ErrorKind::Syntax),
            (format!("{good}[[actor\n"), 5, ErrorKind::Syntax),
            (format!("{good}{good}"), 6, ErrorKind::Conflict),
            (format!("{good}from = \"2010\"\nto = \"2009\"\n"), 6, ErrorKind::Conflict),
            (format!("{good}wikidata = \"X1\"\n"), 5, ErrorKind::Value),
            (good.replace("KAZ", "XXY"), 4, ErrorKind::Value),
        ] {
            let errors = ActorStore::with_user(&bad).unwrap_err();
            assert_eq!(errors.len(), 1, "{bad}: {errors:?}");
            let error = &errors[0];
            assert_eq!((error.line(), error.kind()), (line, kind), "{bad}: {error}");
        }
        // They are told in the order of the lines, however the fields stand.
        let turned = "[[actor]]\nwikidata = \"X1\"\nto = \"May\"\ncode = \"kaz\"\nkind = \"tribe\"\nname = \"A\"\n";
        let errors = ActorStore::with_user(turned).unwrap_err();
        let told: Vec<String> = errors.iter().map(Error::to_string).collect();
        assert_eq!(
            told,
            [
                "line 2: 'X1' of 'A' is not a Wikidata id",
                "line 3: 'May' of 'A' is not a date",
                "line 4: code 'kaz' of 'A' is not three capital letters",
                "line 5: unknown kind 'tribe' of 'A'",
            ]
        );
        // A key that is none hides nothing that is wrong elsewhere.
        let many = "[[actor]]\nname = \"A\"\nkind = \"group\"\ncode = \"KAZ\"\ncolor = 1\nsize = 2\n\
                    [[actor]]\nname = \"B\"\nkind = \"clan\"\ncode = \"KAZ\"\n\
                    [[actor]]\nname = \"C\"\ncode = \"KAZ\"\nkind = \"group\nsector = [\"GOV\"]\n";
        let lines: Vec<usize> =
            ActorStore::with_user(many).unwrap_err().iter().map(Error::line).collect();
        assert_eq!(lines, [5, 6, 9, 14]);
        // Nor what is wrong in its own entry, and whoever holds the same office.
        let minister =
            "kind = \"person\"\ncode = \"KAZ\"\nsector = [\"GOV\"]\noffice = \"president\"\n";
        let many = format!(
            "[[actor]]\ncolor = 1\nname = \"A\"\n{minister}[[actor]]\nname = \"B\"\n{minister}\
             [[actor]]\ncolor = 1\nname = \"C\"\nkind = \"clan\"\ncode = \"KAZ\"\nfrom = \"May\"\n"
        );
        let told: Vec<String> =
            ActorStore::with_user(&many).unwrap_err().iter().map(Error::to_string).collect();
        let known = USER_KEYS.join(", ");
        assert_eq!(
            told,
            [
                format!("line 2: unknown key 'color', known: {known}"),
                "line 9: 'B' and 'A' of line 3 are both president of KAZ at one time".into(),
                format!("line 15: unknown key 'color', known: {known}"),
                "line 17: unknown kind 'clan' of 'C'".into(),
                "line 19: 'May' of 'C' is not a date".into(),
            ]
        );
        // The same of a table.
        let table = "name\tcolour\tkind\tcode\nA\tred\tclan\tKAZ\nB\tred\tgroup\tKAZ\tblue\n\
                     C\tred\tgroup\tkaz\n";
        let lines: Vec<usize> =
            ActorStore::with_user_table(table).unwrap_err().iter().map(Error::line).collect();
        assert_eq!(lines, [1, 2, 3, 4]);
        // Every bad line is told.
        let two = "[[actor]]\nname = \"A\"\nkind = \"tribe\"\ncode = \"kaz\"\n\
                   [[actor]]\nname = \"B\"\nkind = \"clan\"\ncode = \"KAZ\"\n";
        let lines: Vec<usize> =
            ActorStore::with_user(two).unwrap_err().iter().map(Error::line).collect();
        assert_eq!(lines, [3, 4, 7]);
        // Of a file that is none, the first lines are enough.
        let none = "no TOML\n".repeat(40);
        let errors = ActorStore::with_user(&none).unwrap_err();
        assert_eq!(errors.len(), STUMBLES + 1);
        assert_eq!(errors[STUMBLES].to_string(), "line 25: the file was read no further");
    }
}
