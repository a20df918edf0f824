//! Any bytes as plain text: no panic, and every block has text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_reader::read_bytes;

fuzz_target!(|bytes: &[u8]| {
    for article in read_bytes("input.txt", bytes).into_iter().flatten() {
        assert!(article.blocks.iter().all(|b| !b.span.of(&article.text).is_empty()));
    }
});
