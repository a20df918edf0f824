//! Any bytes behind the signatures of gzip and zstd: no panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_reader::read_bytes;

fuzz_target!(|bytes: &[u8]| {
    let _ = read_bytes("", bytes);
    let _ = read_bytes("x.gz", &[b"\x1f\x8b\x08", bytes].concat());
    let _ = read_bytes("x.zst", &[b"\x28\xb5\x2f\xfd", bytes].concat());
});
