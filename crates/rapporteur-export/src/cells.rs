//! Cells of tab-separated files that are read without any rule for quoting.

/// The text on one line, with single blanks and without `"`.
///
/// A tab would shift the columns of its line. A quotation mark at the start of a cell makes readers
/// that know quoting (R's readr, Python's csv) swallow tabs and line breaks up to the next one.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(if c == '"' { '\'' } else { c });
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The values of a list in one cell. A `;` inside a value becomes a comma.
pub(crate) fn list<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> String {
    let values = values.into_iter().map(|v| v.as_ref().replace(';', ","));
    values.collect::<Vec<_>>().join(";")
}

/// One line of cleaned cells.
pub(crate) fn line<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let cells = cells.into_iter().map(|c| clean(c.as_ref()));
    cells.collect::<Vec<_>>().join("\t") + "\n"
}

/// The value as text, nothing where there is none.
pub(crate) fn or_empty<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_break_a_line_is_taken_out() {
        assert_eq!(clean(" \"No\tway\",\r\n he said "), "'No way', he said");
        assert_eq!(line(["a\tb", ""]), "a b\t\n");
        assert_eq!(list(["a;b", "c"]), "a,b;c");
    }

    proptest! {
        #[test]
        fn a_line_has_as_many_cells_as_were_given(cells in prop::collection::vec(".*", 1..9)) {
            let line = line(&cells);
            prop_assert_eq!(line.matches('\t').count() + 1, cells.len());
            prop_assert_eq!(line.find('\n'), Some(line.len() - 1));
        }
    }
}
