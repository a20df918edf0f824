//! Where articles come from: files, directories, patterns, standard input.

use crate::error::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// One input: a file or standard input.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    place: Place,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Path(PathBuf),
    Stdin,
}

impl Source {
    /// A file; its name is the path as written.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.to_string_lossy().into_owned();
        Source { place: Place::Path(path), name }
    }

    /// Standard input; its name is `<stdin>` and its format is told from the content.
    pub fn stdin() -> Self {
        Source { place: Place::Stdin, name: "<stdin>".to_owned() }
    }

    /// The name to show to a person.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }
}

/// File name endings that count as articles when a directory is read.
const ARTICLE_ENDINGS: [&str; 10] =
    ["html", "htm", "xhtml", "md", "markdown", "txt", "text", "json", "jsonl", "ndjson"];

/// Turns command-line arguments into inputs, in the order given.
///
/// `-` is standard input. A directory stands for the articles below it, sorted by path: files
/// ending in `.html`, `.htm`, `.xhtml`, `.md`, `.markdown`, `.txt`, `.text`, `.json`, `.jsonl` or
/// `.ndjson`, also with `.gz` or `.zst` after it; hidden files are left out and links to
/// directories are not followed. An argument that names no file is read as a pattern with `*`,
/// `?`, `[…]` and `**`.
///
/// # Errors
/// Each argument fails alone: a directory without articles, a pattern without a match, a path that
/// does not exist, a directory that cannot be read.
pub fn expand(args: &[String]) -> Vec<Result<Source, Error>> {
    let mut found = Vec::new();
    for arg in args {
        if arg == "-" {
            found.push(Ok(Source::stdin()));
            continue;
        }
        let path = Path::new(arg);
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => expand_directory(path, arg, &mut found),
            Ok(_) => found.push(Ok(Source::path(path))),
            Err(_) if arg.contains(['*', '?', '[']) => expand_pattern(arg, &mut found),
            Err(error) => found.push(Err(io_error(arg, &error))),
        }
    }
    found
}

pub(crate) fn io_error(name: &str, error: &std::io::Error) -> Error {
    use std::io::ErrorKind as Io;
    let message = match error.kind() {
        Io::NotFound => "no such file or directory".to_owned(),
        Io::PermissionDenied => "permission denied".to_owned(),
        Io::IsADirectory => "is a directory".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    Error::new(ErrorKind::Io, name, message)
}

fn expand_directory(root: &Path, name: &str, found: &mut Vec<Result<Source, Error>>) {
    let mut files = Vec::new();
    let mut failures = Vec::new();
    let mut pending = vec![root.to_path_buf()];
    while let Some(dir) = pending.pop() {
        let entries = match std::fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) => {
                failures.push(io_error(&dir.to_string_lossy(), &error));
                continue;
            }
        };
        for entry in entries.flatten() {
            let file_name = entry.file_name();
            let file_name = file_name.to_string_lossy();
            if file_name.starts_with('.') {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => pending.push(entry.path()),
                Ok(_) if is_article_name(&file_name) && entry.path().is_file() => {
                    files.push(entry.path());
                }
                _ => {}
            }
        }
    }
    files.sort();
    if files.is_empty() && failures.is_empty() {
        let message = "no articles in this directory (looked for .html, .md, .txt, .json, .jsonl)";
        found.push(Err(Error::new(ErrorKind::NoMatch, name, message)));
    }
    found.extend(failures.into_iter().map(Err));
    found.extend(files.into_iter().map(|path| Ok(Source::path(path))));
}

fn expand_pattern(pattern: &str, found: &mut Vec<Result<Source, Error>>) {
    let options = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let paths = match glob::glob_with(pattern, options) {
        Ok(paths) => paths,
        Err(error) => {
            let message = format!("not a valid pattern: {}", error.msg);
            found.push(Err(Error::new(ErrorKind::NoMatch, pattern, message)));
            return;
        }
    };
    let mut any = false;
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => {}
            Ok(path) => {
                any = true;
                found.push(Ok(Source::path(path)));
            }
            Err(error) => {
                any = true;
                found.push(Err(io_error(&error.path().to_string_lossy(), error.error())));
            }
        }
    }
    if !any {
        let message = "no file matches this pattern";
        found.push(Err(Error::new(ErrorKind::NoMatch, pattern, message)));
    }
}

fn is_article_name(name: &str) -> bool {
    let plain = strip_compression(name);
    extension(plain).is_some_and(|e| ARTICLE_ENDINGS.contains(&e.as_str()))
}

/// The name without a compression ending.
pub(crate) fn strip_compression(name: &str) -> &str {
    match extension(name).as_deref() {
        Some("gz" | "zst" | "zstd") => name.rsplit_once('.').map_or(name, |(plain, _)| plain),
        _ => name,
    }
}

/// The ending of the last path component, in lower case.
pub(crate) fn extension(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    struct Dir(PathBuf);

    impl Dir {
        fn new(test: &str) -> Self {
            let path =
                std::env::temp_dir().join(format!("rapporteur-{}-{test}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Dir(path)
        }

        fn put(&self, name: &str) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }

        fn arg(&self, rest: &str) -> String {
            format!("{}{rest}", self.0.display())
        }
    }

    impl Drop for Dir {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn names(found: &[Result<Source, Error>], dir: &Dir) -> Vec<String> {
        let root = dir.arg("/");
        found
            .iter()
            .map(|f| match f {
                Ok(s) => s.name().replace(&root, ""),
                Err(e) => format!("{:?}", e.kind()),
            })
            .collect()
    }

    #[test]
    fn a_directory_is_read_recursively_and_sorted() {
        let dir = Dir::new("walk");
        for name in
            ["b.md", "a/z.html.gz", "a/c.JSONL.zst", "notes.pdf", ".hidden.md", "a/.git/x.txt"]
        {
            dir.put(name);
        }
        let found = expand(&[dir.arg("")]);
        assert_eq!(names(&found, &dir), ["a/c.JSONL.zst", "a/z.html.gz", "b.md"]);
    }

    #[test]
    fn patterns_match_files_only_and_must_match_something() {
        let dir = Dir::new("glob");
        dir.put("two.md");
        dir.put("one.md");
        dir.put("sub.md/three.txt");
        let found = expand(&[dir.arg("/*.md"), dir.arg("/*.html"), dir.arg("/[")]);
        assert_eq!(names(&found, &dir), ["one.md", "two.md", "NoMatch", "NoMatch"]);
    }

    #[test]
    fn a_directory_without_articles_and_a_missing_file_are_errors() {
        let dir = Dir::new("none");
        dir.put("picture.png");
        let found = expand(&[dir.arg(""), dir.arg("/gone.md"), "-".to_owned()]);
        assert_eq!(names(&found, &dir), ["NoMatch", "Io", "<stdin>"]);
        assert_eq!(found[1].as_ref().unwrap_err().to_string(), "no such file or directory");
    }

    #[test]
    fn an_existing_file_wins_over_its_reading_as_a_pattern() {
        let dir = Dir::new("literal");
        dir.put("a[1].md");
        assert_eq!(names(&expand(&[dir.arg("/a[1].md")]), &dir), ["a[1].md"]);
    }
}
