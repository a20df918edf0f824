//! Who says it.

use super::{Draft, NOBODY, Reader, is_denied};
use crate::actors::{ActorTable, Resolved};
use rapporteur_core::{Sentence, TokenRef};

impl Reader<'_> {
    /// Subject of the cue; the noun of "according to"; the head of "X, who said".
    pub(super) fn grammatical_source(
        &self,
        sentence: &Sentence,
        cue: TokenRef,
        actors: &mut ActorTable<'_>,
    ) -> Vec<Resolved> {
        let mut word = Some(cue.token);
        // A subject is shared along coordination: "confirmed the visit and said that".
        for _ in 0..4 {
            let Some(w) = word else { break };
            let subject = sentence.child(w, &["nsubj", "obl:agent"]).or_else(|| {
                (sentence.tokens[w].lemma == "accord").then(|| sentence.tokens[w].head).flatten()
            });
            if let Some(s) = subject {
                let nobody = NOBODY.contains(&sentence.tokens[s].lemma.as_str());
                if nobody || is_denied(sentence, s) {
                    return Vec::new();
                }
                let at = TokenRef { sentence: cue.sentence, token: s };
                let mut found = actors.resolve_any(at);
                for c in sentence.children(s).filter(|c| sentence.tokens[*c].deprel == "conj") {
                    found.extend(actors.resolve_all(TokenRef { sentence: cue.sentence, token: c }));
                }
                return found;
            }
            let token = &sentence.tokens[w];
            word = match token.deprel.as_str() {
                "acl:relcl" | "acl" => {
                    let at = token.head.map(|h| TokenRef { sentence: cue.sentence, token: h });
                    return at.map(|a| actors.resolve_all(a)).unwrap_or_default();
                }
                "conj" | "xcomp" | "advcl" | "parataxis" => token.head,
                _ => None,
            };
        }
        Vec::new()
    }

    /// Who carries what somebody else says: "in remarks carried by NEWS AGENCIES", and "according
    /// to AGENCY" beside a cue with a source of its own.
    pub(super) fn relays(&self, drafts: &mut [Draft], actors: &mut ActorTable<'_>) {
        for draft in drafts.iter_mut().filter(|d| d.channel.is_empty()) {
            let Some(cue) = draft.cue else { continue };
            let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { continue };
            for (i, token) in sentence.tokens.iter().enumerate() {
                let verb = token.head.and_then(|h| sentence.tokens.get(h));
                let carried = verb.is_some_and(|v| CARRYING.contains(&v.lemma.as_str()));
                let by =
                    sentence.child(i, &["case"]).is_some_and(|c| sentence.tokens[c].lemma == "by");
                if carried && by && token.deprel.starts_with("obl") {
                    let at = TokenRef { token: i, ..cue };
                    draft.channel.extend(
                        actors.resolve_all(at).into_iter().filter(|r| is_press(actors, r.actor)),
                    );
                }
            }
        }
        for i in 0..drafts.len() {
            let Some(cue) = drafts[i].cue else { continue };
            let agency = self.annotation.token(cue).is_some_and(|t| t.lemma == "accord")
                && !drafts[i].source.is_empty()
                && drafts[i].source.iter().all(|s| is_press(actors, s.actor));
            let speaker = drafts.iter().find(|d| {
                d.cue.is_some_and(|c| c.sentence == cue.sentence && c != cue)
                    && d.source.iter().any(|s| !is_press(actors, s.actor))
            });
            if let (true, Some(speaker)) = (agency, speaker) {
                let source = speaker.source.clone();
                drafts[i].channel = std::mem::replace(&mut drafts[i].source, source);
            }
        }
    }
}

/// Verbs by which media carry what others say.
const CARRYING: &[&str] =
    &["carry", "quote", "cite", "publish", "report", "relay", "broadcast", "air", "run"];

fn is_press(actors: &ActorTable<'_>, actor: usize) -> bool {
    actors.actors().get(actor).is_some_and(|a| a.sector.iter().any(|s| s == "JRN"))
}

/// Actors of the words whose probability passes, else of the likeliest word.
pub(super) fn role_words(
    words: &[(TokenRef, f32)],
    minimum: f32,
    actors: &mut ActorTable<'_>,
) -> Vec<Resolved> {
    let strong = strong_words(words, minimum, actors);
    if !strong.is_empty() {
        return strong;
    }
    let best = words.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    best.map(|(at, _)| actors.resolve_any(*at)).unwrap_or_default()
}

pub(super) fn strong_words(
    words: &[(TokenRef, f32)],
    minimum: f32,
    actors: &mut ActorTable<'_>,
) -> Vec<Resolved> {
    let mut out: Vec<Resolved> = Vec::new();
    for (at, _) in words.iter().filter(|(_, p)| *p >= minimum) {
        for found in actors.resolve_any(*at) {
            if !out.iter().any(|o| o.actor == found.actor) {
                out.push(found);
            }
        }
    }
    out
}
