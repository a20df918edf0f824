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
    let Some(at) = args.iter().position(|a| a == "--fold") else { return Ok(None) };
    args.remove(at);
    let fold = args.get(at).ok_or("--fold needs the number of a fold")?.parse()?;
    args.remove(at);
    Ok(Some(fold))
}
