//! The codebook's own sentences, read by the model that ships.

use rapporteur::annotate::Annotator;
use rapporteur::coding::codebook::{self, FILES};
use rapporteur::core::Article;

#[test]
fn the_examples_hold() {
    let annotator = Annotator::embedded().unwrap();
    let files: Vec<(String, String)> =
        FILES.iter().map(|(name, content)| (name.to_string(), content.to_string())).collect();
    let report = codebook::check(&files, &|sentence| {
        let article = Article::from_text("example", sentence);
        let annotation = annotator.annotate(std::slice::from_ref(&article)).unwrap().remove(0);
        (article, annotation)
    });
    let lines: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    let enough = |(all, right): (usize, usize)| right * 100 >= all * 95;
    assert!(
        enough(report.examples) && enough(report.near_misses),
        "examples {:?}, near misses {:?}\n{}",
        report.examples,
        report.near_misses,
        lines.join("\n")
    );
}
