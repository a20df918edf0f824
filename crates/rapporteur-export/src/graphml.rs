//! GraphML: actors as nodes, one directed edge for each pair with counts of what passed on it.

use crate::codes::quad_class;
use crate::line::Line;
use std::collections::BTreeMap;
use std::fmt;

/// Data of edges: name, type, meaning.
const EDGE: [(&str, &str); 7] = [
    ("events", "int"),
    ("verbal_cooperation", "int"),
    ("material_cooperation", "int"),
    ("verbal_conflict", "int"),
    ("material_conflict", "int"),
    ("intensity", "double"),
    ("first_day", "string"),
];

#[derive(Debug, Clone, Default)]
struct Edge {
    quads: [usize; 4],
    events: usize,
    /// Sum of PLOVER's intensities.
    intensity: f64,
    first_day: Option<jiff::civil::Date>,
}

/// The network of dyads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Network {
    /// Code of the actor and the names it has, with how often.
    nodes: BTreeMap<String, BTreeMap<String, usize>>,
    edges: BTreeMap<(String, String), Edge>,
}

impl Network {
    pub(crate) fn edges(&self) -> usize {
        self.edges.len()
    }

    /// A line with both parties; others are not counted.
    pub(crate) fn add(&mut self, line: &Line) {
        let (Some(source), Some(target)) = (&line.source, &line.target) else { return };
        for party in [&source.party, &target.party] {
            let names = self.nodes.entry(party.code.clone()).or_default();
            *names.entry(party.name.clone()).or_default() += 1;
        }
        let event = &line.row.event;
        let key = (source.party.code.clone(), target.party.code.clone());
        let edge = self.edges.entry(key).or_default();
        edge.events += 1;
        edge.intensity += f64::from(event.intensity);
        edge.first_day = [edge.first_day, line.day].into_iter().flatten().min();
        let quad = Some(event.quad_code).filter(|q| *q > 0).or_else(|| quad_class(&event.cameo));
        if let Some(count) = quad.and_then(|q| edge.quads.get_mut(usize::from(q) - 1)) {
            *count += 1;
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(f, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
        writeln!(f, r#"<key id="name" for="node" attr.name="name" attr.type="string"/>"#)?;
        for (name, kind) in EDGE {
            writeln!(f, r#"<key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>"#)?;
        }
        writeln!(f, r#"<graph id="dyads" edgedefault="directed">"#)?;
        for (code, names) in &self.nodes {
            // The commonest name; of equals the first in the alphabet.
            let name = names.iter().rev().max_by_key(|(_, n)| **n).map(|(name, _)| name.as_str());
            let (code, name) = (escape(code), escape(name.unwrap_or_default()));
            writeln!(f, r#"<node id="{code}"><data key="name">{name}</data></node>"#)?;
        }
        for ((source, target), edge) in &self.edges {
            writeln!(f, r#"<edge source="{}" target="{}">"#, escape(source), escape(target))?;
            let [a, b, c, d] = edge.quads;
            let counts = [edge.events, a, b, c, d].map(|n| n.to_string());
            let day = edge.first_day.map(|d| d.to_string()).unwrap_or_default();
            #[allow(clippy::cast_precision_loss, reason = "events of one pair stay far below 2^52")]
            let mean = format!("{:.2}", edge.intensity / edge.events.max(1) as f64);
            for ((name, _), value) in EDGE.iter().zip(counts.into_iter().chain([mean, day])) {
                writeln!(f, r#"  <data key="{name}">{value}</data>"#)?;
            }
            writeln!(f, "</edge>")?;
        }
        writeln!(f, "</graph>\n</graphml>")
    }
}

/// Text of XML: with entities, without the control characters that XML 1.0 forbids.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn names_cannot_break_the_markup() {
        assert_eq!(escape("A&B <\"x\">\u{1}\u{ffff}"), "A&amp;B &lt;&quot;x&quot;&gt;");
    }
}
