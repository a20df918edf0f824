//! Who says what: reporting words, their sources, and the stretch of text that they cover.
//!
//! Two witnesses: the trained head proposes cue, source and content; rules add what a window of
//! the network cannot see (quotations over several paragraphs, a release's "X said:") and what
//! is certain without it (the parse of a reporting verb).

use crate::actors::{ActorTable, Resolved};
use crate::confidence::{statement_features, statement_probability};
use crate::options::Options;
use crate::phrase;
use crate::quotes::Quotation;
use crate::reporting::Reporting;
use rapporteur_core::annotation::StatementSignal;
use rapporteur_core::{Annotation, Article, BlockKind, Sentence, Span, TokenRef};

/// A statement in bytes, before it is written down.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The reporting word, where there is one.
    pub cue: Option<TokenRef>,
    /// The reporting words.
    pub cue_span: Option<Span>,
    /// Who says it.
    pub source: Vec<Resolved>,
    /// Who carries it.
    pub channel: Vec<Resolved>,
    /// To whom.
    pub addressee: Vec<Resolved>,
    /// What is said.
    pub content: Span,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// `say`, `deny`, ….
    pub act: &'static str,
    /// How sure.
    pub score: f32,
    /// Name of the rule that found it, or `model`.
    pub rule: &'static str,
}

/// All statements of an article, in the order of their cues.
pub fn find(
    article: &Article,
    annotation: &Annotation,
    quotations: &[Quotation],
    reporting: &Reporting,
    options: &Options,
    actors: &mut ActorTable<'_>,
) -> Vec<Draft> {
    let reader = Reader { article, annotation, quotations, reporting, options };
    let mut out: Vec<Draft> = Vec::new();
    for signal in &annotation.statements {
        if signal.score >= options.cue {
            out.extend(reader.read_signal(signal, actors));
        }
    }
    if !annotation.by_model {
        out.extend(reader.read_parse(actors));
    }
    let claims = reader.claims_of_responsibility(actors);
    out.retain(|d| claims.iter().all(|c| c.cue != d.cue));
    out.extend(claims);
    reader.stay_with_cue(&mut out);
    let cues: Vec<Span> = out.iter().filter_map(|d| d.cue_span).collect();
    for draft in &mut out {
        reader.stay_in_sentence(draft);
        if draft.rule != CLAIM {
            reader.whole_clause(draft, &cues);
        }
        reader.follow_colon(draft);
        reader.fit_quotations(draft);
    }
    reader.questions(&mut out, actors);
    out.extend(reader.transcript(&out, actors));
    let mut out = without_repeats(out);
    reader.relays(&mut out, actors);
    out.extend(reader.uncued(&out));
    for draft in &mut out {
        draft.content = phrase::bare(&article.text, draft.content);
        draft.kind = reader.kind(draft);
    }
    for draft in out.iter_mut().filter(|d| d.rule == MODEL) {
        let content = draft.content.of(&article.text);
        draft.score = statement_probability(&statement_features(draft.score, content));
    }
    out.retain(|d| {
        let content = d.content.of(&article.text).to_lowercase();
        let said = !content.is_empty() && !POINTERS.contains(&content.as_str());
        said && d.score >= options.statement
    });
    out.sort_by_key(|d| (d.cue_span.unwrap_or(d.content), d.content));
    out
}

/// The rule of what the trained heads found.
const MODEL: &str = "model";

/// The rule of "claimed responsibility".
const CLAIM: &str = "claim_of_responsibility";

/// Words that alone are no content: they point to one elsewhere.
const POINTERS: &[&str] = &["that", "this", "it", "which", "what", "so", "these", "those", "them"];

struct Reader<'a> {
    article: &'a Article,
    annotation: &'a Annotation,
    quotations: &'a [Quotation],
    reporting: &'a Reporting,
    options: &'a Options,
}

impl Reader<'_> {
    fn read_signal(&self, signal: &StatementSignal, actors: &mut ActorTable<'_>) -> Option<Draft> {
        let sentence = self.annotation.sentences.get(signal.cue.sentence)?;
        let cue = sentence.tokens.get(signal.cue.token)?;
        let (from, to, _) = signal.content?;
        let content = phrase::between(self.annotation, from, to)?;
        let mut source = role_words(&signal.source, self.options.statement_role, actors);
        if source.is_empty() {
            source = self.grammatical_source(sentence, signal.cue, actors);
        }
        Some(Draft {
            cue: Some(signal.cue),
            cue_span: Some(self.cue_words(sentence, signal.cue.token)),
            source,
            channel: strong_words(&signal.channel, self.options.statement_role, actors),
            addressee: strong_words(&signal.addressee, self.options.statement_role, actors),
            content,
            kind: "indirect",
            act: self.reporting.act(&cue.lemma),
            score: signal.score,
            rule: MODEL,
        })
    }

    /// Reporting verbs with a clause or a quotation, by the parse alone.
    fn read_parse(&self, actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                let at = TokenRef { sentence: n, token: i };
                let Some(content) = self.grammatical_content(sentence, i) else { continue };
                let source = self.grammatical_source(sentence, at, actors);
                if source.is_empty() {
                    continue;
                }
                out.push(Draft {
                    cue: Some(at),
                    cue_span: Some(self.cue_words(sentence, i)),
                    source,
                    channel: Vec::new(),
                    addressee: Vec::new(),
                    content,
                    kind: "indirect",
                    act: self.reporting.act(&token.lemma),
                    score: 0.5,
                    rule: "reporting_verb",
                });
            }
        }
        out
    }

    /// "Daesh has claimed responsibility": said by whoever did it, in two words that the trained
    /// head easily takes for no content.
    fn claims_of_responsibility(&self, actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let mut out = Vec::new();
        for (n, sentence) in self.annotation.sentences.iter().enumerate() {
            for (i, token) in sentence.tokens.iter().enumerate() {
                let at = TokenRef { sentence: n, token: i };
                if token.lemma != "claim" {
                    continue;
                }
                let object = sentence.child(i, &["obj", "nsubj:pass"]);
                let Some(claimed) = object.filter(|o| {
                    matches!(sentence.tokens[*o].lemma.as_str(), "responsibility" | "credit")
                }) else {
                    continue;
                };
                let source = self.grammatical_source(sentence, at, actors);
                if is_denied(sentence, i) || source.is_empty() {
                    continue;
                }
                let (first, mut last) = sentence.subtree(claimed);
                // "Claimed responsibility and threatened more", "…, where five died": what "and" or a
                // comma joins is another matter.
                let other = (claimed + 1..=last).find(|i| {
                    matches!(sentence.tokens[*i].form.as_str(), "and" | "but" | "," | "where")
                });
                last = other.map_or(last, |i| i - 1);
                out.push(Draft {
                    cue: Some(at),
                    cue_span: Some(token.span),
                    source,
                    channel: Vec::new(),
                    addressee: Vec::new(),
                    content: sentence.token_span(first, last),
                    kind: "indirect",
                    act: self.reporting.act(&token.lemma),
                    score: 0.8,
                    rule: CLAIM,
                });
            }
        }
        out
    }

    fn grammatical_content(&self, sentence: &Sentence, i: usize) -> Option<Span> {
        let token = &sentence.tokens[i];
        if token.lemma == "accord" && token.deprel != "root" {
            // "According to X, CONTENT": the clause without the phrase.
            let whole = sentence.span();
            let (first, last) = sentence.subtree(*sentence.ancestors(i).first()?);
            let phrase = sentence.token_span(first, last);
            let before = Span::new(whole.start, phrase.start).trim(&self.article.text);
            let after = Span::new(phrase.end, whole.end).trim(&self.article.text);
            return Some(if before.len() > after.len() { before } else { after });
        }
        if token.upos != "VERB" || !self.reporting.is_cue(&token.lemma) {
            return None;
        }
        if let Some(clause) = sentence.child(i, &["ccomp", "xcomp", "obj"]) {
            let (mut first, last) = sentence.subtree(clause);
            if sentence.tokens[first].lemma == "that" && first < last {
                first += 1;
            }
            return Some(sentence.token_span(first, last));
        }
        // "CONTENT, X said": the verb is an insertion, or the quotation hangs beside it.
        let content = match sentence.tokens[i].head {
            Some(head) if sentence.tokens[i].deprel.starts_with("parataxis") => Some(head),
            _ => sentence.child(i, &["parataxis"]),
        }?;
        let quotation =
            self.quotations.iter().find(|q| q.outer.contains(sentence.tokens[content].span));
        if let Some(q) = quotation {
            return Some(q.inner);
        }
        let (first, last) = sentence.subtree(content);
        let cue_last = sentence.subtree(i).1;
        (first < i)
            .then(|| sentence.token_span(first, last.min(i.saturating_sub(1)).max(first)))
            .or_else(|| (cue_last < last).then(|| sentence.token_span(cue_last + 1, last)))
    }

    /// Subject of the cue; the noun of "according to"; the head of "X, who said".
    fn grammatical_source(
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

    /// The cue with what belongs to it: "according to", "pointed out".
    fn cue_words(&self, sentence: &Sentence, i: usize) -> Span {
        let mut last = i;
        for c in sentence.children(i) {
            if c == last + 1
                && matches!(sentence.tokens[c].deprel.as_str(), "fixed" | "compound:prt")
            {
                last = c;
            }
        }
        if sentence.tokens[i].lemma == "accord"
            && sentence.tokens.get(i + 1).is_some_and(|t| t.form == "to")
        {
            last = i + 1;
        }
        sentence.token_span(i, last)
    }

    /// What another paragraph's own cue reports is not this cue's: it keeps its own sentence.
    fn stay_with_cue(&self, drafts: &mut [Draft]) {
        let block_of = |span: Span| self.article.blocks.iter().position(|b| b.span.contains(span));
        let cues: Vec<(Option<usize>, Option<TokenRef>)> =
            drafts.iter().map(|d| (d.cue_span.and_then(block_of), d.cue)).collect();
        for draft in drafts {
            let (own, content) = (draft.cue_span.and_then(block_of), block_of(draft.content));
            let claimed = cues.iter().any(|(block, cue)| *block == content && *cue != draft.cue);
            if own.is_some() && content.is_some() && own != content && claimed {
                let sentence = draft.cue.and_then(|c| self.annotation.sentences.get(c.sentence));
                if let Some(s) = sentence.filter(|s| s.tokens.last().is_none_or(|t| t.form != ":"))
                {
                    draft.content = s.span();
                }
            }
        }
    }

    /// Who carries what somebody else says: "in remarks carried by NEWS AGENCIES", and "according
    /// to AGENCY" beside a cue with a source of its own.
    fn relays(&self, drafts: &mut [Draft], actors: &mut ActorTable<'_>) {
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

    /// Indirect speech ends with its sentence; only quotations run on. A content that does not is
    /// cut to the sentence of its cue, or to the one that holds most of it.
    fn stay_in_sentence(&self, draft: &mut Draft) {
        let content = draft.content;
        let shared =
            |span: Span| content.end.min(span.end).saturating_sub(content.start.max(span.start));
        let touched: Vec<(usize, Span)> = self
            .annotation
            .sentences
            .iter()
            .map(Sentence::span)
            .enumerate()
            .filter(|(_, s)| shared(*s) > 0)
            .collect();
        let quoted: usize = self.quotations.iter().map(|q| shared(q.outer)).sum();
        if quoted * 2 >= content.len() {
            return;
        }
        let own = touched.iter().find(|(i, _)| draft.cue.is_some_and(|c| c.sentence == *i));
        if let (None, Some(cue)) = (own, draft.cue) {
            // Speech that the cue's own clause holds is not looked for elsewhere.
            let sentence = self.annotation.sentences.get(cue.sentence);
            if let Some(clause) = sentence.and_then(|s| self.grammatical_content(s, cue.token)) {
                draft.content = clause;
                return;
            }
        }
        let around_cue = draft.cue_span.is_some_and(|c| content.contains(c));
        if let (true, Some(cue)) = (around_cue, draft.cue) {
            // Nobody's words hold the clause that reports them.
            let sentence = self.annotation.sentences.get(cue.sentence);
            if let Some(clause) = sentence.and_then(|s| self.grammatical_content(s, cue.token)) {
                draft.content = clause;
                return;
            }
        }
        if touched.len() < 2 {
            return;
        }
        let most = touched.iter().max_by_key(|(i, s)| (shared(*s), usize::MAX - i));
        if let Some((_, span)) = own.or(most) {
            draft.content = Span::new(content.start.max(span.start), content.end.min(span.end));
        }
    }

    /// Indirect speech is not cut short: before an inserted cue ("…, he added") a clause without a
    /// subject or behind its "that" starts with the sentence, and behind a reporting verb it ends
    /// with the clause that the verb governs. `cues` are the reporting words of the article.
    fn whole_clause(&self, draft: &mut Draft, cues: &[Span]) {
        let (Some(cue), Some(cue_span)) = (draft.cue, draft.cue_span) else { return };
        let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { return };
        let content = draft.content;
        if !sentence.span().contains(content)
            || self.quotations.iter().any(|q| q.outer.overlaps(content))
        {
            return;
        }
        let whole = if content.end <= cue_span.start && begins_in_the_middle(sentence, content) {
            Span::new(sentence.span().start, content.end)
        } else if content.start >= cue_span.end
            && let Some(clause) = self.grammatical_content(sentence, cue.token)
            && clause.start <= content.start
            && content.start < clause.end
        {
            Span::new(content.start, content.end.max(clause.end))
        } else {
            return;
        };
        let told_otherwise = cues.iter().any(|c| *c != cue_span && whole.contains(*c));
        if !told_otherwise && !self.quotations.iter().any(|q| q.outer.overlaps(whole)) {
            draft.content = whole;
        }
    }

    /// "The minister said:" covers what follows: one quotation, or the rest of the release; so does
    /// "The minister said: We welcome…", and the answer of "ANSWER: …" up to the next question.
    fn follow_colon(&self, draft: &mut Draft) {
        let Some(cue) = draft.cue else { return };
        let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { return };
        let block = sentence.block;
        let ends_here =
            self.annotation.sentences.get(cue.sentence + 1).is_none_or(|s| s.block != block);
        let colon = sentence.tokens.last().is_some_and(|t| t.form == ":");
        if colon && ends_here {
            let Some(first) = self.next_block(block) else { return };
            let start = self.article.blocks[first].span.start;
            let quoted =
                self.quotations.iter().find(|q| q.block == first && q.outer.start == start);
            let end = match quoted {
                Some(q) => self.end_of_quotation(q),
                None => self.end_of_speech(first),
            };
            draft.content = Span::new(start, end);
            draft.rule = "said_colon";
        } else if let (Some(colon), Some(next)) =
            (sentence.tokens.get(cue.token + 1), sentence.tokens.get(cue.token + 2))
            && colon.form == ":"
            && self.opens_block(sentence)
            && next.form.chars().next().is_some_and(char::is_uppercase)
        {
            draft.content = Span::new(next.span.start, self.end_of_speech(block));
            draft.rule = "said_colon";
        }
    }

    /// Who asks behind "QUESTION:" is the press; who answers is whoever says "we" in the answer.
    fn questions(&self, drafts: &mut [Draft], actors: &mut ActorTable<'_>) {
        for draft in drafts {
            let Some(cue) = draft.cue else { continue };
            let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { continue };
            let label = sentence.span().of(&self.article.text);
            let labels = cue.token == 0
                && sentence.tokens.get(1).is_some_and(|t| t.form == ":")
                && is_labelled(label);
            if labels && is_question(&sentence.tokens[0].form) {
                draft.source = actors.questioner(cue).into_iter().collect();
            } else if labels && draft.source.is_empty() {
                let first_person = ["we", "i", "our", "us", "my"];
                let speaker = self.annotation.sentences.iter().enumerate().find_map(|(n, s)| {
                    let token = s.tokens.iter().position(|t| {
                        draft.content.contains(t.span)
                            && first_person.contains(&t.form.to_lowercase().as_str())
                    })?;
                    Some(TokenRef { sentence: n, token })
                });
                draft.source = speaker.map(|at| actors.resolve_all(at)).unwrap_or_default();
            }
        }
    }

    /// The turns of a transcript ("QUESTION: …", "MR VARGA: …") that no cue covers: each runs to
    /// the next label. One label alone makes no transcript.
    fn transcript(&self, cued: &[Draft], actors: &mut ActorTable<'_>) -> Vec<Draft> {
        let text = &self.article.text;
        let labelled: Vec<(usize, Span)> = self
            .article
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, b)| b.kind == BlockKind::Paragraph && is_labelled(b.span.of(text)))
            .filter_map(|(i, b)| {
                let colon = b.span.of(text).find(':')?;
                Some((i, Span::new(b.span.start, b.span.start + colon)))
            })
            .collect();
        if labelled.len() < 2 {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (block, label) in labelled {
            let content = Span::new(label.end + 1, self.end_of_speech(block)).trim(text);
            let known = cued.iter().any(|d| {
                d.cue_span.is_some_and(|c| label.contains(c)) || d.content.start == content.start
            });
            let word = self.last_word(label);
            if let (false, false, Some(at)) = (known, content.is_empty(), word) {
                let asks = is_question(label.of(text));
                let source = match asks {
                    true => actors.questioner(at).into_iter().collect(),
                    false => actors.resolve_any(at),
                };
                out.push(Draft {
                    cue: None,
                    cue_span: None,
                    source,
                    channel: Vec::new(),
                    addressee: Vec::new(),
                    content,
                    kind: "direct",
                    act: if asks { "ask" } else { "say" },
                    score: 0.8,
                    rule: "transcript",
                });
            }
        }
        out
    }

    /// The last word of a stretch that is no mark.
    fn last_word(&self, span: Span) -> Option<TokenRef> {
        let inside = self.annotation.sentences.iter().enumerate().flat_map(|(sentence, s)| {
            s.tokens
                .iter()
                .enumerate()
                .filter(|(_, t)| span.contains(t.span))
                .filter(|(_, t)| t.form.chars().any(char::is_alphabetic))
                .map(move |(token, _)| TokenRef { sentence, token })
        });
        inside.last()
    }

    /// Whether a sentence is the first of its block.
    fn opens_block(&self, sentence: &Sentence) -> bool {
        self.article.blocks.get(sentence.block).is_some_and(|b| {
            Span::new(b.span.start, sentence.span().start).of(&self.article.text).trim().is_empty()
        })
    }

    fn end_of_quotation(&self, first: &Quotation) -> usize {
        let mut last = first;
        while let Some(more) = self.continuation(last) {
            last = more;
        }
        last.inner.end
    }

    /// End of unquoted speech that begins in a block: of the last paragraph before a colophon or
    /// before the next speaker's "NAME:".
    fn end_of_speech(&self, first: usize) -> usize {
        let mut last = first;
        while let Some(block) = self.next_block(last) {
            let text = self.article.blocks[block].span.of(&self.article.text);
            if is_colophon(text) || is_labelled(text) {
                break;
            }
            last = block;
        }
        self.article.blocks[last].span.end
    }

    fn next_block(&self, block: usize) -> Option<usize> {
        let next = block + 1;
        self.article.blocks.get(next).filter(|b| b.kind == BlockKind::Paragraph).map(|_| next)
    }

    /// The quotation that goes on with an unclosed one in the next paragraph.
    fn continuation(&self, q: &Quotation) -> Option<&Quotation> {
        if !q.open {
            return None;
        }
        let next = self.next_block(q.block)?;
        let start = self.article.blocks[next].span.start;
        self.quotations.iter().find(|c| c.block == next && c.outer.start == start)
    }

    /// A content that covers most of a quotation covers all of it, with its continuations; one
    /// that touches only a mark or a scrap leaves it out.
    fn fit_quotations(&self, draft: &mut Draft) {
        let mut content = draft.content;
        for q in self.quotations {
            let shared =
                content.end.min(q.outer.end).saturating_sub(content.start.max(q.outer.start));
            if shared == 0 {
                continue;
            }
            // "…," he said: a cue beside a quotation speaks for all of it.
            let beside = draft.cue_span.is_some_and(|cue| {
                !q.outer.overlaps(cue) && self.article.blocks[q.block].span.contains(cue)
            });
            if shared * 2 >= q.inner.len() || (beside && shared * 10 >= content.len() * 6) {
                content = content.cover(q.inner);
                content.end = content.end.max(self.end_of_quotation(q));
            }
        }
        draft.content =
            self.over_the_cue(draft.cue_span, self.up_to_the_cue(draft.cue_span, content));
    }

    /// “…,” he said of himself, praising “…”: a quotation in front of its cue ends there.
    fn up_to_the_cue(&self, cue: Option<Span>, content: Span) -> Span {
        let quotation = self.quotations.iter().find(|q| {
            let before = cue.is_some_and(|c| content.contains(c) && q.outer.end <= c.start);
            before && q.outer.start <= content.start && content.start < q.inner.end
        });
        quotation.map_or(content, |q| Span::new(content.start, q.inner.end))
    }

    /// “…,” he said. “…”: a quotation split around its cue is one statement.
    fn over_the_cue(&self, cue: Option<Span>, content: Span) -> Span {
        let Some(cue) = cue else { return content };
        let text = &self.article.text;
        let first = self.quotations.iter().rposition(|q| {
            content.contains(q.inner) && q.outer.end <= cue.start && q.inner.end >= content.end
        });
        let pair = first.and_then(|i| Some((&self.quotations[i], self.quotations.get(i + 1)?)));
        let Some((first, second)) = pair else { return content };
        let between = Span::new(first.outer.end, second.outer.start);
        // Behind anything but a mark the second one is a scrap of another clause.
        let marked = between.of(text).trim_end().ends_with(['.', ',', ':', ';', '—']);
        let goes_on = first.inner.of(text).trim_end().ends_with(',')
            && marked
            && first.block == second.block
            && between.contains(cue)
            && between.len() <= CUE_CLAUSE;
        if goes_on { content.cover(second.inner) } else { content }
    }

    /// Whole paragraphs of quotation that no cue covers go on with the speaker before them.
    fn uncued(&self, cued: &[Draft]) -> Vec<Draft> {
        let mut out: Vec<Draft> = Vec::new();
        for q in self.quotations {
            let block = &self.article.blocks[q.block];
            let fills = q.outer.len() * 10 >= block.span.len() * 9;
            if !fills || q.inner.of(&self.article.text).split_whitespace().count() < 5 {
                continue;
            }
            if cued.iter().chain(&out).any(|d| d.content.overlaps(q.inner)) {
                continue;
            }
            let before = cued
                .iter()
                .chain(&out)
                .filter(|d| {
                    d.content.end.max(d.cue_span.map_or(0, |c| c.end)) <= q.outer.start
                        && !d.source.is_empty()
                })
                .max_by_key(|d| d.content.end.max(d.cue_span.map_or(0, |c| c.end)));
            let near = before.filter(|d| {
                let end = d.content.end.max(d.cue_span.map_or(0, |c| c.end));
                self.article
                    .blocks
                    .iter()
                    .position(|b| b.span.end >= end)
                    .is_some_and(|b| b + 1 >= q.block)
            });
            if let Some(d) = near {
                let source = d.source.iter().map(|s| Resolved { pronoun: true, ..*s }).collect();
                out.push(Draft {
                    cue: None,
                    cue_span: None,
                    source,
                    channel: d.channel.clone(),
                    addressee: Vec::new(),
                    content: q.inner,
                    kind: "direct",
                    act: "say",
                    score: 0.5,
                    rule: "quotation_goes_on",
                });
            }
        }
        out
    }

    /// Direct where (nearly) all of it is quoted, mixed where some of it is.
    fn kind(&self, draft: &Draft) -> &'static str {
        if matches!(draft.rule, "said_colon" | "transcript") {
            return "direct";
        }
        let content = draft.content;
        let covered = |q: &Quotation| {
            content.end.min(q.outer.end).saturating_sub(content.start.max(q.outer.start))
        };
        let quoted: usize = self.quotations.iter().map(covered).sum();
        // What stands between two quotations is the cue with its source.
        let opens = self
            .quotations
            .iter()
            .any(|q| q.outer.start <= content.start && content.start < q.outer.end);
        let closes = self
            .quotations
            .iter()
            .any(|q| q.outer.start < content.end && content.end <= q.outer.end);
        if quoted * 10 >= content.len() * 9 || (opens && closes && quoted * 2 >= content.len()) {
            "direct"
        } else if quoted > 0 {
            "mixed"
        } else {
            "indirect"
        }
    }
}

/// Whether a stretch of a sentence is the rest of a clause: it follows a "that", or has a verb
/// without a subject of its own.
fn begins_in_the_middle(sentence: &Sentence, content: Span) -> bool {
    let inside = |i: usize| content.contains(sentence.tokens[i].span);
    let Some(first) = (0..sentence.tokens.len()).find(|i| inside(*i)) else { return false };
    let after_that = first > 0 && sentence.tokens[first - 1].lemma == "that";
    let verb = (first..sentence.tokens.len()).filter(|i| inside(*i)).find(|i| {
        matches!(sentence.tokens[*i].upos.as_str(), "VERB" | "AUX")
            && sentence.tokens[*i].deprel == "conj"
            && sentence.tokens[*i].head.is_some_and(|h| !inside(h))
    });
    let subjectless =
        verb.is_some_and(|v| sentence.child(v, &["nsubj", "nsubj:pass", "expl"]).is_none());
    after_that || subjectless
}

/// Whether "no", "not" or "never" hangs on a word.
fn is_denied(sentence: &Sentence, word: usize) -> bool {
    sentence.children(word).any(|c| NOBODY.contains(&sentence.tokens[c].lemma.as_str()))
}

/// Words by which nobody does something.
const NOBODY: &[&str] = &["no", "not", "n't", "never", "nobody", "none", "neither"];

/// Verbs by which media carry what others say.
const CARRYING: &[&str] =
    &["carry", "quote", "cite", "publish", "report", "relay", "broadcast", "air", "run"];

fn is_press(actors: &ActorTable<'_>, actor: usize) -> bool {
    actors.actors().get(actor).is_some_and(|a| a.sector.iter().any(|s| s == "JRN"))
}

/// Longest clause between the halves of a split quotation, in bytes.
const CUE_CLAUSE: usize = 140;

/// "QUESTION: …", "Answer: …", "MR KIRBY: …": a paragraph that opens with who speaks.
fn is_labelled(text: &str) -> bool {
    let Some((label, _)) = text.split_once(':') else { return false };
    let lower = label.to_lowercase();
    ["question", "answer", "q", "a"].contains(&lower.as_str())
        || ((2..=40).contains(&label.len())
            && label.chars().all(|c| c.is_uppercase() || " .-’'".contains(c)))
}

/// The labels of questions in transcripts.
fn is_question(label: &str) -> bool {
    ["question", "q"].contains(&label.trim_end_matches('.').to_lowercase().as_str())
}

/// The lines that close a release and are nobody's words.
fn is_colophon(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "notes to editors",
        "further information",
        "for more information",
        "media enquiries",
        "contact:",
        "background",
        "follow us",
        "follow the",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
}

/// Actors of the words whose probability passes, else of the likeliest word.
fn role_words(
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

fn strong_words(
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

/// One content, one statement: where two cues claim the same stretch, the surer one keeps it.
fn without_repeats(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.cue.cmp(&b.cue)));
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let repeats = out.iter().any(|o| {
            let shared = o
                .content
                .end
                .min(draft.content.end)
                .saturating_sub(o.content.start.max(draft.content.start));
            shared * 10 >= o.content.cover(draft.content).len() * 8
        });
        if !repeats {
            out.push(draft);
        }
    }
    out
}
