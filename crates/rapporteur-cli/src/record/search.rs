//! Words found in articles and statements.

use super::args::{HitFormat, HitKind, SearchArgs};
use crate::draw::Screen;
use crate::messages::Stop;
use crate::output::Output;
use crate::text::{BOLD, DIM, clean, wrap};
use rapporteur_store::Store;
use rapporteur_store::search::{Found, Hit, Kind, Search};
use std::io::{self, IsTerminal};

/// Stands before and after a found word.
const MARK: char = '*';

pub(crate) fn search(args: &SearchArgs, screen: Screen) -> Result<(), Stop> {
    let search = Search {
        words: args.words.join(" "),
        from: args.from.clone(),
        to: args.to.clone(),
        kind: args.kind.map(|kind| match kind {
            HitKind::Article => Kind::Article,
            HitKind::Statement => Kind::Statement,
        }),
        limit: args.limit.get(),
    };
    let found = Store::open(&args.directory)?.search(&search)?;
    let terminal = io::stdout().is_terminal();
    let default = if terminal { HitFormat::Table } else { HitFormat::Jsonl };
    let mut output = Output::stdout();
    match args.format.unwrap_or(default) {
        HitFormat::Table => output.write(&draw(&found, screen))?,
        HitFormat::Jsonl => {
            for hit in &found.hits {
                let line = serde_json::to_string(hit).map_err(|e| Stop::failed("search", e))?;
                output.write(&(line + "\n"))?;
            }
        }
    }
    output.flush()
}

fn draw(found: &Found, screen: Screen) -> String {
    let mut out = String::new();
    for hit in &found.hits {
        let who = hit.title.as_deref().or(hit.source.as_deref()).unwrap_or_default();
        let date = hit.date.as_deref().unwrap_or("no date");
        let publisher = hit.publisher.as_deref().unwrap_or_default();
        let head = [date, publisher, who].map(clean).into_iter().filter(|part| !part.is_empty());
        let head = head.collect::<Vec<_>>().join("  ");
        for line in wrap(&head, screen.width, "", "    ") {
            out += &(screen.paint.apply(BOLD, &line) + "\n");
        }
        for line in wrap(&clean(&marked(hit)), screen.width, "    ", "    ") {
            out += &(line + "\n");
        }
        out += &format!("    {}\n", screen.paint.apply(DIM, &clean(&hit.id)));
    }
    if found.total > found.hits.len() {
        out += &format!("the best {} of {}\n", found.hits.len(), found.total);
    } else if found.total == 0 {
        out += "nothing found\n";
    }
    out
}

/// The snippet with its words marked.
fn marked(hit: &Hit) -> String {
    let mut out = String::new();
    for (i, c) in hit.snippet.chars().enumerate() {
        for [start, end] in &hit.marks {
            if i == *start || i == *end {
                out.push(MARK);
            }
        }
        out.push(c);
    }
    let length = hit.snippet.chars().count();
    if hit.marks.iter().any(|[_, end]| *end == length) {
        out.push(MARK);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Paint;

    fn hit() -> Hit {
        Hit {
            kind: Kind::Article,
            id: "a1".into(),
            article: "a1".into(),
            date: Some("2023-03-20".into()),
            publisher: Some("Herald".into()),
            title: Some("Rain in\u{1b}[2J Alda".into()),
            source: None,
            snippet: "Über\nAlda fell rain".into(),
            marks: vec![[5, 9], [15, 19]],
            score: 1.0,
        }
    }

    #[test]
    fn words_stand_between_marks() {
        assert_eq!(marked(&hit()), "Über\n*Alda* fell *rain*");
    }

    #[test]
    fn a_hit_is_drawn_harmlessly_and_the_rest_is_told() {
        let screen = Screen { width: 60, paint: Paint { color: false } };
        let found = Found { total: 3, hits: vec![hit()] };
        assert_eq!(
            draw(&found, screen),
            "2023-03-20  Herald  Rain in [2J Alda\n    Über *Alda* fell *rain*\n    a1\n\
             the best 1 of 3\n"
        );
        assert_eq!(draw(&Found::default(), screen), "nothing found\n");
    }
}
