//! What is said: from where to where.

use super::{Draft, Reader, is_according};
use crate::quotes::Quotation;
use rapporteur_core::{BlockKind, Sentence, Span, Token, TokenRef};

impl Reader<'_> {
    pub(super) fn grammatical_content(&self, sentence: &Sentence, i: usize) -> Option<Span> {
        let token = &sentence.tokens[i];
        if is_according(token) && token.deprel != "root" {
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

    /// What another paragraph's own cue reports is not this cue's: it keeps its own sentence.
    pub(super) fn stay_with_cue(&self, drafts: &mut [Draft]) {
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

    /// Indirect speech ends with its sentence; only quotations run on. A content that does not is
    /// cut to the sentence of its cue, or to the one that holds most of it.
    pub(super) fn stay_in_sentence(&self, draft: &mut Draft) {
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
        let around_cue = draft.cue_span.is_some_and(|c| content.contains(c));
        // Who speaks may be described at length between the halves of what he says.
        if quoted * 2 >= content.len() || (around_cue && self.opens_and_closes(content)) {
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
    pub(super) fn whole_clause(&self, draft: &mut Draft, cues: &[Span]) {
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

    /// "The harvest, according to farmers, has failed": where the phrase stands between a subject and
    /// its verb, what is said stands on both sides of it.
    pub(super) fn around_the_phrase(&self, draft: &mut Draft) {
        let (Some(cue), Some(cue_span)) = (draft.cue, draft.cue_span) else { return };
        let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { return };
        let (tokens, whole) = (&sentence.tokens, sentence.span());
        let is_comma = |i: usize| tokens.get(i).is_some_and(|t| t.form == ",");
        let Some(before) = cue.token.checked_sub(1).filter(|b| is_comma(*b)) else { return };
        let closes = (cue.token..tokens.len()).find(|i| is_comma(*i));
        let verb = closes.and_then(|c| tokens.get(c + 1));
        let parts = is_according(&tokens[cue.token])
            && verb.is_some_and(is_finite)
            && !tokens[..before].iter().any(is_finite);
        if parts
            && whole.contains(draft.content.cover(cue_span))
            && !self.quotations.iter().any(|q| q.outer.overlaps(whole))
        {
            draft.content = whole;
        }
    }

    /// He said that it was late and that they should go: every clause behind a "that" is said.
    pub(super) fn and_that(&self, draft: &mut Draft) {
        let (Some(cue), Some(cue_span)) = (draft.cue, draft.cue_span) else { return };
        let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { return };
        let (tokens, content) = (&sentence.tokens, draft.content);
        if content.start < cue_span.end || !sentence.span().contains(content) {
            return;
        }
        let Some(mut next) = tokens.iter().position(|t| t.span.start >= content.end) else {
            return;
        };
        next += usize::from(tokens[next].form == ",");
        let (Some(and), Some(that)) = (tokens.get(next), tokens.get(next + 1)) else { return };
        if matches!(and.form.as_str(), "and" | "but")
            && that.form == "that"
            && let Some(head) = that.head
        {
            let last = sentence.subtree(head).1;
            draft.content.end = content.end.max(tokens[last].span.end);
        }
    }

    /// "The minister said:" covers what follows: one quotation, or the rest of the release; so does
    /// "The minister said: We welcome…", and the answer of "ANSWER: …" up to the next question.
    pub(super) fn follow_colon(&self, draft: &mut Draft) {
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
                None if self.is_item(first) => {
                    let clause = self.grammatical_content(sentence, cue.token);
                    let before = clause
                        .map(|c| c.start)
                        .filter(|c| *c > sentence.tokens[cue.token].span.start);
                    draft.content = Span::new(before.unwrap_or(start), self.end_of_list(first));
                    draft.rule = "said_list";
                    return;
                }
                None => self.end_of_speech(first),
            };
            draft.content = Span::new(start, end);
            draft.rule = "said_colon";
            if quoted.is_some() {
                // "Issued the following statement:" before a quotation leaves no doubt.
                draft.score = draft.score.max(BEFORE_A_QUOTATION);
            }
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

    /// A content that covers most of a quotation covers all of it, with its continuations; one
    /// that touches only a mark or a scrap leaves it out.
    pub(super) fn fit_quotations(&self, draft: &mut Draft) {
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
        content = self.up_to_the_cue(draft.cue_span, content);
        draft.content = self.over_the_cue(draft.cue, draft.cue_span, content);
    }

    /// He called the raid “a crime”: what a verb of naming says of something is the name, where one
    /// quotation holds it.
    pub(super) fn quoted_name(&self, draft: &mut Draft) {
        let Some(cue) = draft.cue else { return };
        let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { return };
        let Some(token) = sentence.tokens.get(cue.token) else { return };
        let content = draft.content;
        // "Called on both sides to …" names nothing.
        let urges = sentence
            .child(cue.token, &["xcomp", "ccomp"])
            .is_some_and(|c| sentence.tokens[sentence.subtree(c).0].lemma == "to");
        let names = token.upos == "VERB" && NAMING.contains(&token.lemma.as_str()) && !urges;
        let behind = content.start >= token.span.end && content.start < sentence.span().end;
        if !names || !behind {
            return;
        }
        let mut inside = self.quotations.iter().filter(|q| {
            q.inner.start >= content.start
                && q.outer.start < content.end
                && q.inner.end <= sentence.span().end
        });
        if let (Some(name), None) = (inside.next(), inside.next()) {
            draft.content = name.inner;
        }
    }

    /// He said the raid was “a crime” and must stop: indirect speech does not end with a quotation
    /// inside it, but with the clause that the cue governs. `cues` are the reporting words of the
    /// article.
    pub(super) fn past_the_quotation(&self, draft: &mut Draft, cues: &[Span]) {
        let (Some(cue), Some(cue_span)) = (draft.cue, draft.cue_span) else { return };
        let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { return };
        let content = draft.content;
        if !sentence.span().contains(content) || content.start < cue_span.end {
            return;
        }
        let Some(clause) = sentence.child(cue.token, &["ccomp"]) else { return };
        let (first, last) = sentence.subtree(clause);
        let clause = sentence.token_span(first, last);
        let quotation = self
            .quotations
            .iter()
            .find(|q| q.outer.start <= content.end && content.end <= q.outer.end);
        let inside = quotation.is_some_and(|q| content.start < q.outer.start);
        let rest = Span::new(content.end, clause.end);
        let told_otherwise = cues.iter().any(|c| rest.overlaps(*c));
        if inside && clause.start <= content.start && content.start < clause.end && !told_otherwise
        {
            draft.content = Span::new(content.start, content.end.max(clause.end));
        }
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
    fn over_the_cue(&self, at: Option<TokenRef>, cue: Option<Span>, content: Span) -> Span {
        let sentence = at.and_then(|at| self.annotation.sentences.get(at.sentence));
        let (Some(sentence), Some(cue)) = (sentence, cue) else { return content };
        let text = &self.article.text;
        let first = self.quotations.iter().rposition(|q| {
            content.contains(q.inner) && q.outer.end <= cue.start && q.inner.end >= content.end
        });
        let pair = first.and_then(|i| Some((&self.quotations[i], self.quotations.get(i + 1)?)));
        let Some((first, second)) = pair else { return content };
        let between = Span::new(first.outer.end, second.outer.start);
        // Behind anything but a mark the second one is a scrap of another clause.
        let marked = between.of(text).trim_end().ends_with(['.', ',', ':', ';', '—']);
        // Another sentence between them tells something else; one that ends in a comma has a cue of
        // its own.
        let told = Span::new(sentence.span().end, second.outer.start).of(text);
        let own_cue = second.inner.of(text).trim_end().ends_with(',');
        let goes_on = first.inner.of(text).trim_end().ends_with(',')
            && marked
            && told.trim().is_empty()
            && !own_cue
            && first.block == second.block
            && between.contains(cue)
            && between.len() <= CUE_CLAUSE;
        if goes_on { content.cover(second.inner) } else { content }
    }

    /// "Told a joke about the judge", "said a prayer": what is told so is a piece, not what it says.
    pub(super) fn is_only_told(&self, draft: &Draft) -> bool {
        let Some(cue) = draft.cue else { return false };
        let Some(sentence) = self.annotation.sentences.get(cue.sentence) else { return false };
        let tells = matches!(sentence.tokens[cue.token].lemma.as_str(), "tell" | "say");
        let says = sentence.child(cue.token, &["ccomp"]).is_some();
        let piece = sentence.child(cue.token, &["obj"]).filter(|_| tells && !says);
        piece.is_some_and(|p| {
            let piece = &sentence.tokens[p];
            PIECES.contains(&piece.lemma.as_str()) && draft.content.contains(piece.span)
        })
    }

    /// Whether a content begins inside one quotation and ends inside the same one or another.
    pub(super) fn opens_and_closes(&self, content: Span) -> bool {
        let opens = |q: &Quotation| q.outer.start <= content.start && content.start < q.outer.end;
        let closes = |q: &Quotation| q.outer.start < content.end && content.end <= q.outer.end;
        self.quotations.iter().any(opens) && self.quotations.iter().any(closes)
    }

    /// Whole paragraphs of quotation that no cue covers go on with the statement before them.
    pub(super) fn quotations_go_on(&self, drafts: &mut [Draft]) {
        let end = |d: &Draft| d.content.end.max(d.cue_span.map_or(0, |c| c.end));
        for q in self.quotations {
            let block = &self.article.blocks[q.block];
            let fills = q.outer.len() * 10 >= block.span.len() * 9;
            if !fills || q.inner.of(&self.article.text).split_whitespace().count() < 5 {
                continue;
            }
            if drafts.iter().any(|d| d.content.overlaps(q.inner)) {
                continue;
            }
            let before = drafts
                .iter_mut()
                .filter(|d| end(d) <= q.outer.start && !d.source.is_empty())
                .max_by_key(|d| end(d));
            let Some(draft) = before else { continue };
            let last = self.article.blocks.iter().position(|b| b.span.end >= end(draft));
            if last.is_some_and(|b| b + 1 >= q.block) {
                draft.content = draft.content.cover(q.inner);
            }
        }
    }

    /// Whether a sentence is the first of its block.
    pub(super) fn opens_block(&self, sentence: &Sentence) -> bool {
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
    pub(super) fn end_of_speech(&self, first: usize) -> usize {
        let mut last = first;
        while let Some(block) = self.next_block(last) {
            let text = self.article.blocks[block].span.of(&self.article.text);
            if is_colophon(text) || self.is_turn(text) {
                break;
            }
            last = block;
        }
        self.article.blocks[last].span.end
    }

    /// Whether a block is an item of a list: it opens with a bullet, a number or a letter in brackets.
    fn is_item(&self, block: usize) -> bool {
        let text = self.article.blocks[block].span.of(&self.article.text);
        let mut words = text.split_whitespace();
        let (Some(mark), Some(_)) = (words.next(), words.next()) else { return false };
        let number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
        let letter = |n: &str| n.len() == 1 && n.bytes().all(|b| b.is_ascii_lowercase());
        let bracketed = mark.strip_prefix('(').and_then(|m| m.strip_suffix(')'));
        BULLETS.contains(&mark)
            || mark.strip_suffix(['.', ')']).is_some_and(number)
            || bracketed.is_some_and(|n| number(n) || letter(n))
    }

    fn end_of_list(&self, first: usize) -> usize {
        let mut last = first;
        while let Some(block) = self.next_block(last).filter(|b| self.is_item(*b)) {
            last = block;
        }
        self.article.blocks[last].span.end
    }

    pub(super) fn next_block(&self, block: usize) -> Option<usize> {
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

/// Whether a word is a verb with a tense.
fn is_finite(token: &Token) -> bool {
    matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD")
}

/// What is told or said as a whole, without anything being said that could be true.
const PIECES: &[&str] = &[
    "anecdote", "farewell", "goodbye", "hello", "joke", "lie", "mass", "prayer", "story", "tale",
    "truth",
];

/// What opens the items of a list.
const BULLETS: &[&str] = &["-", "–", "—", "•", "*", "·", "▪"];

/// Verbs that give something a name.
const NAMING: &[&str] =
    &["brand", "call", "characterise", "characterize", "describe", "dub", "label", "term"];

/// How sure a statement is whose cue ends its paragraph with a colon before a quotation.
const BEFORE_A_QUOTATION: f32 = 0.8;

/// Longest clause between the halves of a split quotation, in bytes.
const CUE_CLAUSE: usize = 140;

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
