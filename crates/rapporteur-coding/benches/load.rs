//! What a program start costs: the actor store, a user's 10,000 entries, the gazetteer.
//!
//! `cargo bench -p rapporteur-coding --bench load`; what it showed is told in `EVALUATION.md`.

use criterion::{Criterion, criterion_group, criterion_main};
use rapporteur_coding::actors::ActorStore;
use rapporteur_coding::places::Gazetteer;
use std::hint::black_box;

/// A user's file with `n` persons and groups, each with an alias.
fn user_file(n: usize) -> String {
    (0..n)
        .map(|i| {
            let (kind, office) = if i % 2 == 0 {
                ("person", "office = \"governor\"\nfrom = \"2019-05-01\"\nto = \"2024\"\n")
            } else {
                ("group", "")
            };
            format!(
                "[[actor]]\nname = \"Azat Name{i}\"\naliases = [\"N{i}\"]\nkind = \"{kind}\"\n\
                 code = \"KAZ\"\nsector = [\"GOV\"]\n{office}\n"
            )
        })
        .collect()
}

fn load(c: &mut Criterion) {
    let file = user_file(10_000);
    ActorStore::with_user(&file).expect("the file is sound");
    let mut group = c.benchmark_group("load");
    group.sample_size(20);
    group.bench_function("actors", |b| b.iter(|| ActorStore::load().len()));
    group.bench_function("own_actors_10000", |b| {
        b.iter(|| ActorStore::with_user(black_box(&file)).map(|s| s.len()))
    });
    group.bench_function("gazetteer", |b| {
        b.iter(|| Gazetteer::embedded().find(black_box("Deir ez-Zor")).count())
    });
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
