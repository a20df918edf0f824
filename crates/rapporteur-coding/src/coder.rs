//! From an annotated article to its record.

use crate::actors::{ActorStore, ActorTable};
use crate::codebook::Codebook;
use crate::contexts::Contexts;
use crate::error::Error;
use crate::options::Options;
use crate::places::Scene;
use crate::reporting::Reporting;
use crate::rules::RuleSet;
use crate::{
    abroad, confidence, dates, events, implied, meetings, merge, quotes, statements, time, write,
};
use rapporteur_core::{Annotation, Article, Record};

/// Codes annotated articles: built once, shared by threads, never fails on an article.
#[derive(Debug)]
pub struct Coder {
    codebook: Codebook,
    rules: RuleSet,
    contexts: Contexts,
    reporting: Reporting,
    options: Options,
    /// The user's actors with ours below; `None` is ours alone.
    actors: Option<ActorStore>,
}

impl Coder {
    /// The coder with the codebook that comes with the program.
    ///
    /// # Errors
    /// Where the codebook is damaged, which a released program's is not.
    pub fn embedded() -> Result<Self, Error> {
        Ok(Coder {
            codebook: Codebook::embedded()?,
            rules: RuleSet::embedded()?,
            contexts: Contexts::embedded()?,
            reporting: Reporting::embedded(),
            options: Options::default(),
            actors: None,
        })
    }

    /// The same with other demands on the trained heads.
    pub fn with_options(self, options: Options) -> Self {
        Coder { options, ..self }
    }

    /// The same with another codebook.
    pub fn with_codebook(self, codebook: Codebook) -> Self {
        Coder { codebook, ..self }
    }

    /// The same with other actors, as of [`ActorStore::with_user`].
    pub fn with_actors(self, actors: ActorStore) -> Self {
        Coder { actors: Some(actors), ..self }
    }

    /// The actors that it knows by name.
    pub fn actors(&self) -> &ActorStore {
        self.actors.as_ref().unwrap_or_else(|| ActorStore::embedded())
    }

    /// Name and version of the codebook, its rule set, its contexts and a user's actors.
    pub fn codebook_id(&self) -> String {
        let own = format!("{}+{}+{}", self.codebook.id(), self.rules.id(), self.contexts.id());
        match self.actors().id() {
            Some(actors) => format!("{own}+{actors}"),
            None => own,
        }
    }

    /// The record of an article; `model` identifies the weights that annotated it.
    ///
    /// The same arguments give the same record. What cannot be resolved is left empty or told in
    /// the diagnostics.
    pub fn code(&self, article: &Article, annotation: &Annotation, model: &str) -> Record {
        let annotation = &*annotation.sound();
        let timexes = time::find(article, annotation);
        let mut actors = ActorTable::build(article, annotation, self.actors());
        let quotations = quotes::find(article);
        let statements = statements::find(
            article,
            annotation,
            &quotations,
            &self.reporting,
            &self.options,
            &mut actors,
        );
        let mut events = events::find(
            article,
            annotation,
            &statements,
            &self.codebook,
            &self.options,
            &mut actors,
        );
        let scene = Scene::read(article, annotation, self.actors());
        events.iter_mut().for_each(|e| scene.place_event(e));
        abroad::are_on_others(&events, &mut actors);
        meetings::rebels_face_their_own(&events, &scene, &mut actors);
        meetings::locals_are_met(&events, &scene, &mut actors);
        meetings::hosts_are_at_home(&mut events, &scene, &actors);
        meetings::who_goes_visits(&mut events, &scene, annotation, &actors);
        let (mut events, mut dates) =
            dates::own(events, &timexes, &statements, article, annotation);
        dates::counted(&mut events, &mut dates, &timexes, annotation);
        dates::of_visits(&mut events, &mut dates, &scene, &actors);
        let keep = merge::once(&mut events, &mut dates, annotation, &actors);
        retain(&mut events, &keep);
        retain(&mut dates, &keep);
        let contexts = self.contexts.read(article, annotation);
        confidence::judge(&mut events, &dates, annotation, &statements, &actors, &contexts);
        let keep: Vec<bool> = events.iter().map(|e| e.score >= self.options.confidence).collect();
        retain(&mut events, &keep);
        retain(&mut dates, &keep);
        let keep = merge::in_short(&mut events, &mut dates, article, annotation, &actors);
        retain(&mut events, &keep);
        retain(&mut dates, &keep);
        if !events::may_be_political(&events, &actors) {
            events.clear();
            dates.clear();
        }
        implied::nobody_else_can_act(&mut events, &scene, &mut actors);
        dates::continued(&mut events, &mut dates, &timexes, &statements, annotation, &actors);
        dates::of_release(&mut events, &mut dates, &statements, article, annotation, &actors);
        let parts = write::Parts {
            timexes: &timexes,
            actors: &actors,
            statements: &statements,
            events: &events,
            dates: &dates,
            contexts: &contexts,
            scene: &scene,
        };
        write::record(article, annotation, parts, &self.rules, model, self.codebook_id())
    }
}

fn retain<T>(items: &mut Vec<T>, keep: &[bool]) {
    let mut flags = keep.iter();
    items.retain(|_| *flags.next().unwrap_or(&true));
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_core::conllu;
    use std::time::{Duration, Instant};

    /// News of what countries and soldiers of whom it does not tell more say of each other.
    fn long(sentences: usize) -> (Article, Annotation) {
        const COUNTRIES: &[&str] = &["Chad", "Togo", "Mali", "Kenya", "Ghana", "Benin", "Niger"];
        let sentence = |i: usize| {
            let country = |i: usize| COUNTRIES[i % COUNTRIES.len()];
            format!(
                "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n\
                 2\tsoldiers\tsoldier\tNOUN\tNNS\t_\t3\tnsubj\t_\t_\n\
                 3\taccused\taccuse\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                 4\t{}\t{0}\tPROPN\tNNP\t_\t3\tobj\t_\tName=LOC\n\
                 5\tand\tand\tCCONJ\tCC\t_\t6\tcc\t_\t_\n\
                 6\t{}\t{1}\tPROPN\tNNP\t_\t4\tconj\t_\tName=LOC\n\
                 7\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n",
                country(i),
                country(i / 2 + 1)
            )
        };
        let (article, annotation) =
            conllu::parse(&(0..sentences).map(sentence).collect::<String>()).unwrap();
        (Article { date: "2023-03-17".parse().ok(), ..article }, annotation)
    }

    /// Twenty times the text takes about twenty times as long, not four hundred times.
    #[test]
    fn time_grows_with_the_text() {
        let coder = Coder::embedded().unwrap();
        let least = |sentences: usize| -> Duration {
            let (article, annotation) = long(sentences);
            let once = |_| {
                let start = Instant::now();
                assert!(!coder.code(&article, &annotation, "none").events.is_empty());
                start.elapsed()
            };
            (0..2).map(once).min().unwrap_or_default()
        };
        // A machine that does something else meanwhile may take longer for either.
        let mut rounds = (0..3).map(|_| (least(100), least(2000)));
        assert!(rounds.any(|(short, long)| long < short * 60), "twenty times the text takes more");
    }
}
