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

/// The same as a table.
fn user_table(n: usize) -> String {
    let rows = (0..n).map(|i| {
        let (kind, term) =
            if i % 2 == 0 { ("person", "governor\t2019-05-01\t2024") } else { ("group", "\t\t") };
        format!("Azat Name{i}\tN{i}\t{kind}\tKAZ\tGOV\t{term}\n")
    });
    let header = "name\taliases\tkind\tcode\tsector\toffice\tfrom\tto\n".to_string();
    std::iter::once(header).chain(rows).collect()
}

fn load(c: &mut Criterion) {
    let file = user_file(10_000);
    ActorStore::with_user(&file).expect("the file is sound");
    let table = user_table(10_000);
    ActorStore::with_user_table(&table).expect("the table is sound");
    let mut group = c.benchmark_group("load");
    group.sample_size(20);
    group.bench_function("actors", |b| b.iter_with_large_drop(ActorStore::load));
    group.bench_function("own_actors_10000", |b| {
        b.iter_with_large_drop(|| ActorStore::with_user(black_box(&file)))
    });
    group.bench_function("own_table_10000", |b| {
        b.iter_with_large_drop(|| ActorStore::with_user_table(black_box(&table)))
    });
    group.bench_function("gazetteer", |b| {
        b.iter(|| Gazetteer::embedded().find(black_box("Deir ez-Zor")).count())
    });
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
