//! Files of other data sets into a record.

use super::args::{DataSetName, ImportArgs};
use crate::messages::{Messages, Stop, reason};
use crate::output::Output;
use crate::text::clean;
use rapporteur_export::import::{DataSet, Imported, read};
use rapporteur_store::{Store, import::fingerprint};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Bad lines of a file that are told one by one.
const TOLD: usize = 10;
/// Bad lines without a good one after which a file counts as something else.
const HOPELESS: usize = 100;

/// Each file as a whole, once; bad lines are reported and left out.
pub(crate) fn import(args: &ImportArgs, messages: &Messages) -> Result<(), Stop> {
    let store = Store::open(&args.directory)?;
    let mut output = Output::stdout();
    for path in &args.files {
        let name = path.display().to_string();
        let opened = open(path, args.dataset);
        let (print, dataset, input) = match opened {
            Ok(opened) => opened,
            Err(e) => {
                messages.fail(&format!("{name}: {}", reason(&e)));
                continue;
            }
        };
        let mut bad = 0;
        let count =
            store.import(&name, &print, events(&name, dataset, input, messages, &mut bad))?;
        if bad > TOLD {
            messages.fail(&format!("{name}: {} more lines that cannot be read", bad - TOLD));
        }
        let what = match count {
            Some(count) => format!("{count} events imported"),
            None => "imported before".to_owned(),
        };
        output.write(&format!("{}: {what}\n", clean(&name)))?;
        // What is told stands on the disk, whatever comes after.
        output.flush()?;
    }
    Ok(())
}

/// The file's fingerprint, its data set and its content.
fn open(path: &Path, dataset: Option<DataSetName>) -> io::Result<(String, DataSet, impl BufRead)> {
    let print = fingerprint(File::open(path)?)?;
    let mut input = BufReader::new(File::open(path)?);
    let dataset = match dataset {
        Some(DataSetName::Gdelt) => DataSet::Gdelt,
        Some(DataSetName::Polecat) => DataSet::Polecat,
        None => DataSet::of(input.fill_buf()?),
    };
    Ok((print, dataset, input))
}

/// The good lines; the bad ones are counted and the first of them told.
fn events(
    name: &str,
    dataset: DataSet,
    input: impl BufRead,
    messages: &Messages,
    bad: &mut usize,
) -> impl Iterator<Item = Imported> {
    let mut good = 0usize;
    read(name, dataset, input)
        .map_while(move |event| match event {
            Ok(event) => {
                good += 1;
                Some(Some(event))
            }
            Err(e) => {
                *bad += 1;
                if *bad <= TOLD {
                    messages.fail(&e.to_string());
                }
                (good > 0 || *bad < HOPELESS).then_some(None)
            }
        })
        .flatten()
}
