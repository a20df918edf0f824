//! Annotated articles from files, for the examples that measure.

use serde_json::Value;

/// The lines of the files, as one JSON Lines text; with `fold` only the articles of that fold.
pub(crate) fn lines(
    files: &[String],
    fold: Option<u64>,
) -> Result<String, Box<dyn std::error::Error>> {
    let mut out = String::new();
    for file in files {
        for line in std::fs::read_to_string(file)?.lines() {
            let wanted = match fold {
                None => true,
                Some(_) => serde_json::from_str::<Value>(line)?["fold"].as_u64() == fold,
            };
            if wanted {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    Ok(out)
}

/// Takes `--fold K` out of the arguments.
pub(crate) fn fold(args: &mut Vec<String>) -> Result<Option<u64>, Box<dyn std::error::Error>> {
    Ok(option(args, "--fold")?.map(|k| k.parse()).transpose()?)
}

/// Takes an option and its value out of the arguments.
pub(crate) fn option(args: &mut Vec<String>, name: &str) -> Result<Option<String>, String> {
    let Some(at) = args.iter().position(|a| a == name) else { return Ok(None) };
    if at + 1 == args.len() {
        return Err(format!("{name} needs a value"));
    }
    args.remove(at);
    Ok(Some(args.remove(at)))
}
