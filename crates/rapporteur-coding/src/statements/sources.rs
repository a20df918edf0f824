//! Who says it.

use super::requests::owner_of;
use super::{Draft, Reader, is_according, is_denied};
use crate::actors::{ActorTable, Resolved};
use crate::status::NEGATIONS;
use rapporteur_core::annotation::StatementSignal;
use rapporteur_core::{Sentence, Span, TokenRef};

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
                is_according(&sentence.tokens[w]).then(|| sentence.tokens[w].head).flatten()
            });
            if let Some(s) = subject {
                let nobody = NEGATIONS.contains(&sentence.tokens[s].lemma.as_str());
                if nobody || is_denied(sentence, s) {
                    return Vec::new();
                }
                return with_conjuncts(sentence, TokenRef { token: s, ..cue }, actors);
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

    /// The source by the parse, where it is certain and the head is less sure of another one.
    pub(super) fn source_by_the_parse(
        &self,
        sentence: &Sentence,
        signal: &StatementSignal,
        source: &[Resolved],
        actors: &mut ActorTable<'_>,
    ) -> Option<Vec<Resolved>> {
        let sure = signal.source.iter().map(|(_, p)| *p).fold(0.0, f32::max);
        let cue = signal.cue.token;
        // "Dismissed a report by investigators that": who dismisses it does not say it.
        let owned = Some(cue)
            .filter(|_| sentence.tokens[cue].upos == "NOUN" && source.len() > 1)
            .and_then(|noun| owner_of(sentence, noun));
        if let Some(token) = owned {
            let found = with_conjuncts(sentence, TokenRef { token, ..signal.cue }, actors);
            return (!found.is_empty()).then_some(found);
        }
        let shared = subject_of_coordination(sentence, cue).filter(|_| sure < SURE_OF_ANOTHER);
        let described = antecedent(sentence, cue).filter(|_| sure < SURE_BESIDE_ANTECEDENT);
        let word = shared.or(described).or_else(|| self.own_subject(sentence, signal))?;
        let span = sentence.tokens[word].span;
        if let [only] = source
            && only.span.overlaps(span)
        {
            return None;
        }
        let found = with_conjuncts(sentence, TokenRef { token: word, ..signal.cue }, actors);
        (!found.is_empty()).then_some(found)
    }

    /// "Lund said Berg had told him", "letters read by the court say": the noun that is the cue's own
    /// subject, where whomever else the head takes for its source reports it, only got to see it, or stands
    /// in another sentence. Whose words a statement or a letter holds, the head may know from there.
    fn own_subject(&self, sentence: &Sentence, signal: &StatementSignal) -> Option<usize> {
        let tokens = &sentence.tokens;
        let cue = signal.cue.token;
        // A noun before an active verb that has no other subject is one, whatever the parse calls it.
        let subject = sentence.child(cue, &["nsubj"]).or_else(|| {
            let before = sentence.child(cue, &["obj"]).filter(|o| *o < cue);
            before.filter(|_| sentence.child(cue, &["nsubj:pass", "aux:pass"]).is_none())
        });
        let subject = subject.filter(|_| tokens[cue].upos == "VERB")?;
        let is_noun = matches!(tokens[subject].upos.as_str(), "NOUN" | "PROPN");
        if !is_noun
            || WORDS.contains(&tokens[subject].lemma.as_str())
            || is_denied(sentence, subject)
        {
            return None;
        }
        let here = |at: &TokenRef| at.sentence == signal.cue.sentence;
        let own = signal.source.iter().find(|(at, _)| here(at) && at.token == subject)?.1;
        let reports = |word: usize| {
            tokens[cue].deprel == "ccomp"
                && tokens[word].deprel == "nsubj"
                && tokens[word].head == tokens[cue].head
        };
        let sees = |word: usize| {
            let verb = tokens[word].head.filter(|_| tokens[word].deprel == "obl:agent");
            verb.is_some_and(|v| {
                tokens[v].head == Some(subject) && SEEING.contains(&tokens[v].lemma.as_str())
            })
        };
        let mut others = signal.source.iter().filter(|(at, p)| {
            let other = !here(at) || at.token != subject;
            other && (*p >= own || *p >= self.options.statement_role)
        });
        let misread = |at: &TokenRef| !here(at) || reports(at.token) || sees(at.token);
        (own >= AN_INKLING && others.all(|(at, _)| misread(at))).then_some(subject)
    }

    /// "A statement from the coast guard said", "a ministry statement said": whose words a document
    /// holds, where it has an owner.
    pub(super) fn author(
        &self,
        sentence: &Sentence,
        at: usize,
        source: &[Resolved],
        actors: &mut ActorTable<'_>,
    ) -> Option<Vec<Resolved>> {
        let [only] = source else { return None };
        let document = sentence.tokens.iter().rposition(|t| {
            t.upos == "NOUN" && only.span.contains(t.span) && WORDS.contains(&t.lemma.as_str())
        })?;
        let owner = owner_of(sentence, document).or_else(|| issuer_of(sentence, document))?;
        let found = with_conjuncts(sentence, TokenRef { sentence: at, token: owner }, actors);
        (!found.is_empty()).then_some(found)
    }

    /// “…,” she added: who spoke in the sentence before goes on, though another one was named in
    /// between; not where the first reading spoke there too, or is what the pronoun's own sentence
    /// is about.
    pub(super) fn speakers_go_on(&self, drafts: &mut [Draft], actors: &mut ActorTable<'_>) {
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|i| drafts[*i].cue);
        for n in order {
            let Some(cue) = drafts[n].cue else { continue };
            let Some(before) = cue.sentence.checked_sub(1) else { continue };
            let sentences = &self.annotation.sentences;
            let Some(sentence) = sentences.get(cue.sentence) else { continue };
            let Some(subject) = sentence.child(cue.token, &["nsubj"]) else { continue };
            let [source] = drafts[n].source.as_slice() else { continue };
            if source.span != sentence.tokens[subject].span {
                continue;
            }
            let Some(first_reading) = actors.actors().get(source.actor) else { continue };
            let mentions: Vec<Span> = first_reading.mentions.iter().map(|m| m.span).collect();
            let speaks = self.subjects(&sentences[before], true).any(|s| touches(&mentions, s));
            let told = self
                .subjects(sentence, false)
                .any(|s| s.end <= source.span.start && touches(&mentions, s));
            if speaks || told {
                continue;
            }
            let speaker = drafts
                .iter()
                .filter(|d| d.cue.is_some_and(|c| c.sentence == before))
                .filter(|d| self.is_subject_of_cue(d))
                .max_by_key(|d| d.cue)
                .and_then(|d| d.source.first());
            let Some(speaker) = speaker.map(|s| s.actor) else { continue };
            if let Some(found) = actors.resolve_pronoun(TokenRef { token: subject, ..cue }, speaker)
            {
                drafts[n].source = vec![found];
            }
        }
    }

    /// The subjects outside quotations; only of reporting verbs where those are asked for.
    fn subjects<'s>(
        &'s self,
        sentence: &'s Sentence,
        reporting: bool,
    ) -> impl Iterator<Item = Span> + 's {
        sentence.tokens.iter().filter_map(move |token| {
            let verb = sentence.tokens.get(token.head?)?;
            let counts = token.deprel.starts_with("nsubj")
                && (!reporting || self.reporting.is_cue(&verb.lemma))
                && !self.quotations.iter().any(|q| q.outer.overlaps(token.span));
            counts.then_some(token.span)
        })
    }

    /// Whether the source of a statement is the one subject of its reporting word.
    fn is_subject_of_cue(&self, draft: &Draft) -> bool {
        let Some(cue) = draft.cue else { return false };
        let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { return false };
        let [source] = draft.source.as_slice() else { return false };
        let Some(subject) = sentence.child(cue.token, &["nsubj"]) else { return false };
        // "Her rival, Tom Brask, said": who is named beside the subject is it, too.
        let named = sentence.children(subject).filter(|c| sentence.tokens[*c].deprel == "appos");
        named.chain([subject]).any(|s| source.span.overlaps(sentence.tokens[s].span))
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
            let agency = self.annotation.token(cue).is_some_and(is_according)
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

/// "A foreign ministry statement": whose a document is by the noun in front of it.
fn issuer_of(sentence: &Sentence, document: usize) -> Option<usize> {
    let before = document.checked_sub(1)?;
    let compound = &sentence.tokens[before];
    (compound.deprel == "compound" && compound.head == Some(document)).then_some(before)
}

/// Whom a noun and what is coordinated with it denote.
fn with_conjuncts(sentence: &Sentence, at: TokenRef, actors: &mut ActorTable<'_>) -> Vec<Resolved> {
    let mut found = actors.resolve_any(at);
    for c in sentence.children(at.token).filter(|c| sentence.tokens[*c].deprel == "conj") {
        found.extend(actors.resolve_all(TokenRef { token: c, ..at }));
    }
    found
}

/// "The minister opened the talks and said", "left, saying": the subject that a coordinated verb or a
/// participle shares.
fn subject_of_coordination(sentence: &Sentence, cue: usize) -> Option<usize> {
    let token = &sentence.tokens[cue];
    let own = sentence.child(cue, &["nsubj", "nsubj:pass", "obl:agent"]);
    if token.upos != "VERB" || own.is_some() {
        return None;
    }
    let mut verb = cue;
    for _ in 0..3 {
        let above = &sentence.tokens[verb];
        let participle = verb == cue && above.deprel == "advcl" && above.form.ends_with("ing");
        verb = above.head.filter(|_| above.deprel == "conj" || participle)?;
        if let Some(subject) = sentence.child(verb, &["nsubj", "nsubj:pass"]) {
            // "They did not deny that men were shot but said": the parse of a cue behind a reported
            // clause is a guess.
            let reported = sentence.tokens[verb].deprel == "ccomp";
            let word = &sentence.tokens[subject];
            let named = matches!(word.upos.as_str(), "NOUN" | "PROPN" | "PRON");
            return (named && !reported && !NEGATIONS.contains(&word.lemma.as_str()))
                .then_some(subject);
        }
    }
    None
}

/// "The minister, who said": the noun that the cue's relative clause describes.
fn antecedent(sentence: &Sentence, cue: usize) -> Option<usize> {
    let token = &sentence.tokens[cue];
    let subject = sentence.child(cue, &["nsubj"])?;
    let relative = matches!(sentence.tokens[subject].lemma.as_str(), "who" | "which" | "that");
    if token.upos != "VERB" || !relative {
        None
    } else if token.deprel == "acl:relcl" {
        token.head
    } else {
        // "They blamed the rebels, who denied it": parsers take it for a further main clause.
        let comma = subject.checked_sub(1).filter(|c| sentence.tokens[*c].form == ",")?;
        let noun = comma.checked_sub(1).map(|n| &sentence.tokens[n])?;
        let ends = token.deprel == "conj" && matches!(noun.upos.as_str(), "NOUN" | "PROPN");
        (ends && sentence.child(cue, &["cc"]).is_none()).then_some(comma - 1)
    }
}

/// Documents that are somebody's own words.
const WORDS: &[&str] = &[
    "comment",
    "communique",
    "communiqué",
    "declaration",
    "letter",
    "message",
    "note",
    "release",
    "speech",
    "statement",
];

fn touches(spans: &[Span], span: Span) -> bool {
    spans.iter().any(|s| s.overlaps(span))
}

/// How sure the head must be of another source than the subject that a coordinated cue shares.
const SURE_OF_ANOTHER: f32 = 0.8;

/// Verbs for getting to know what others wrote.
const SEEING: &[&str] = &["examine", "obtain", "read", "review", "see", "view"];

/// How sure the head must at least be of the cue's own subject.
const AN_INKLING: f32 = 0.25;

/// How sure the head must be of another source than the noun before "who said".
const SURE_BESIDE_ANTECEDENT: f32 = 0.9;

/// Verbs by which media carry what others say.
const CARRYING: &[&str] =
    &["carry", "quote", "cite", "publish", "report", "relay", "broadcast", "air", "run"];

fn is_press(actors: &ActorTable<'_>, actor: usize) -> bool {
    actors.actors().get(actor).is_some_and(|a| a.sector.iter().any(|s| s == "JRN"))
}

/// The words of the cue's own sentence, where one of them passes: who speaks in the next paragraph does
/// not say it with him.
pub(super) fn nearest(
    words: &[(TokenRef, f32)],
    cue: TokenRef,
    minimum: f32,
) -> Vec<(TokenRef, f32)> {
    let here = |w: &&(TokenRef, f32)| w.0.sentence == cue.sentence;
    let own: Vec<(TokenRef, f32)> = words.iter().filter(here).copied().collect();
    if own.iter().any(|(_, p)| *p >= minimum) { own } else { words.to_vec() }
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
