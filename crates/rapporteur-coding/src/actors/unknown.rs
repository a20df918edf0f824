//! Names of an article that the store does not have, for users who add to it.

use super::store::ActorKind;
use super::table::ActorTable;
use rapporteur_core::Span;

/// A name that the store does not have, with what the resolver made of it and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// Fullest form of the article.
    pub name: String,
    /// What it seems to be.
    pub kind: ActorKind,
    /// Code from its description, else from the countries that the article is about.
    pub code: String,
    /// PLOVER sectors from its description.
    pub sector: Vec<String>,
    /// Sentences that name it, in bytes of the article's text, in order.
    pub contexts: Vec<Span>,
}

impl ActorTable<'_> {
    /// The names of the article that the store does not have, in the order of the text.
    ///
    /// # Example
    /// ```
    /// use rapporteur_coding::actors::{ActorStore, ActorTable};
    /// use rapporteur_core::conllu;
    /// let text = "1\tNeva\tNeva\tPROPN\t_\t_\t2\tcompound\t_\tName=ORG\n\
    ///             2\tFront\tFront\tPROPN\t_\t_\t3\tnsubj\t_\tName=ORG\n\
    ///             3\tobjected\tobject\tVERB\t_\t_\t0\troot\t_\t_\n";
    /// let (article, annotation) = conllu::parse(text)?;
    /// let table = ActorTable::build(&article, &annotation, ActorStore::embedded());
    /// let unknown = table.unknown();
    /// assert_eq!(unknown[0].name, "Neva Front");
    /// assert_eq!(unknown[0].contexts[0].of(&article.text), "Neva Front objected");
    /// # Ok::<(), rapporteur_core::conllu::ParseError>(())
    /// ```
    pub fn unknown(&self) -> Vec<UnknownName> {
        let named = |a: &usize| !self.entries[*a].known && self.facts[*a].named;
        let mut out: Vec<UnknownName> = (0..self.entries.len())
            .filter(named)
            .map(|a| {
                let entry = &self.entries[a];
                let names = entry.mentions.iter().filter(|m| !m.pronoun);
                let mut contexts: Vec<Span> =
                    names.filter_map(|m| self.sentence_of(m.span)).collect();
                contexts.dedup();
                UnknownName {
                    name: entry.name.clone(),
                    kind: entry.kind,
                    code: entry.code.clone(),
                    sector: entry.sector.clone(),
                    contexts,
                }
            })
            .filter(|unknown| !unknown.contexts.is_empty())
            .collect();
        out.sort_by_key(|unknown| unknown.contexts[0]);
        out
    }

    fn sentence_of(&self, mention: Span) -> Option<Span> {
        let sentences = self.scene.lines.iter().map(|l| l.span(0, l.words.len().max(1) - 1));
        sentences.into_iter().find(|s| s.start <= mention.start && mention.end <= s.end)
    }
}
