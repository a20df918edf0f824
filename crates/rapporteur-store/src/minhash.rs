//! Near-copies of texts: MinHash over word triples, with seeds that never change.
//!
//! Signatures are stored, so [`FUNCTIONS`], the seeds and the hash are part of the record's format.
//! Method: A. Z. Broder, "On the resemblance and containment of documents" (1997), with
//! banding for look-up.

use crate::text;

/// Hash functions of a signature.
pub(crate) const FUNCTIONS: usize = 128;
/// Functions in a band: two texts meet where one band is equal.
const ROWS: usize = 4;
/// Bands of a signature.
pub(crate) const BANDS: usize = FUNCTIONS / ROWS;
/// Words that a shingle is made of.
const SHINGLE: usize = 3;
/// Shorter texts are compared as a whole only.
const LEAST_WORDS: usize = 20;

/// What is kept of a text to find its near-copies; empty for short texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Signature(Vec<u16>);

impl Signature {
    pub(crate) fn of(text: &str) -> Self {
        let words: Vec<u64> = text::words(text).map(|w| hash(w.as_bytes())).collect();
        if words.len() < LEAST_WORDS {
            return Signature::default();
        }
        let mut least = [u64::MAX; FUNCTIONS];
        for shingle in words.windows(SHINGLE) {
            let base = shingle.iter().fold(0, |h, w| mix(h ^ w));
            for (function, least) in least.iter_mut().enumerate() {
                *least = (*least).min(mix(base ^ seed(function)));
            }
        }
        // The high bits of a minimum are small; the low ones are as good as random.
        Signature(least.iter().map(|m| (m & 0xffff) as u16).collect())
    }

    /// The keys of its bands; none for short texts.
    pub(crate) fn bands(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.chunks_exact(ROWS).map(|rows| {
            let key = rows.iter().fold(0, |h, v| mix(h ^ u64::from(*v)));
            (key >> 32) as u32
        })
    }

    /// The estimated share of common shingles, 0 to 1.
    pub(crate) fn similarity(&self, other: &Signature) -> f32 {
        if self.0.len() != other.0.len() || self.0.is_empty() {
            return 0.0;
        }
        let equal = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        equal as f32 / self.0.len() as f32
    }

    pub(crate) fn to_hex(&self) -> String {
        self.0.iter().map(|v| format!("{v:04x}")).collect()
    }

    /// The signature in a column; empty where it is not one of ours.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let values: Vec<u16> =
            bytes.chunks_exact(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
        Signature(if values.len() == FUNCTIONS { values } else { Vec::new() })
    }
}

/// Equal for texts with the same words in the same order.
pub(crate) fn text_hash(text: &str) -> u64 {
    text::words(text).fold(0x7261_7070, |h, word| mix(h ^ hash(word.as_bytes())))
}

/// FNV-1a, 64 bits.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    hash_on(0xcbf2_9ce4_8422_2325, bytes)
}

/// The hash of what was hashed before and of these bytes.
pub(crate) fn hash_on(before: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(before, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The finisher of SplitMix64: every bit of the input reaches every bit of the output.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

fn seed(function: usize) -> u64 {
    mix(function as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: usize) -> String {
        (0..words).map(|i| format!("word{} ", (i * 7919) % 1009)).collect()
    }

    #[test]
    fn signatures_stay_the_same_across_versions() {
        let signature = Signature::of(&text(60));
        assert_eq!(&signature.to_hex()[..16], EXPECTED);
    }
    const EXPECTED: &str = "7f95fc5aa011f159";

    #[test]
    fn an_edited_copy_is_near_and_another_text_is_not() {
        let original = text(300);
        let edited: String = original
            .split(' ')
            .enumerate()
            .map(|(i, w)| if i % 25 == 3 { "changed ".into() } else { format!("{w} ") })
            .collect();
        let (a, b) = (Signature::of(&original), Signature::of(&format!("AGENCY - {edited}")));
        assert!(a.similarity(&b) > 0.6, "{}", a.similarity(&b));
        assert!(a.bands().zip(b.bands()).any(|(x, y)| x == y));
        let other: String = (0..300).map(|i| format!("other{} ", (i * 31) % 1009)).collect();
        assert!(a.similarity(&Signature::of(&other)) < 0.05);
    }

    #[test]
    fn bytes_go_both_ways() {
        let signature = Signature::of(&text(50));
        let bytes: Vec<u8> = signature.0.iter().flat_map(|v| v.to_be_bytes()).collect();
        assert_eq!(Signature::from_bytes(&bytes), signature);
        assert_eq!(signature.bands().count(), BANDS);
        assert_eq!(Signature::from_bytes(&bytes[1..]), Signature::default());
    }

    #[test]
    fn short_texts_have_no_signature_but_a_hash() {
        assert_eq!(Signature::of("Rain again."), Signature::default());
        assert_eq!(text_hash("Rain again."), text_hash("rain AGAIN"));
        assert_ne!(text_hash("Rain again."), text_hash("again rain"));
    }
}
