//! The documents at the root name only what exists.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Words in backquotes or code blocks that look like paths of this repository.
fn paths(document: &str) -> Vec<&str> {
    const PLACES: [&str; 8] =
        ["crates/", "codebook/", "models/", "training/", "testdata/", "tests/", "docs/", ".ci/"];
    document
        .split(|c: char| c.is_whitespace() || matches!(c, '`' | '(' | ')' | ',' | ';' | '|' | '"'))
        .filter(|word| PLACES.iter().any(|p| word.starts_with(p)))
        .collect()
}

#[test]
fn paths_in_the_documents_exist() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/record.md"] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        let named = paths(&text);
        assert!(
            !named.is_empty(),
            "{document} names no path: is the rule for finding them broken?"
        );
        for path in named {
            assert!(root().join(path).exists(), "{document} names {path}, which does not exist");
        }
    }
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains("\ncargo test --workspace\n"));
    assert!(ci.contains("cargo test --workspace"));
}
