//! Article to annotated article: sentences, words, parts of speech, lemmas, dependency trees,
//! names, and what the trained heads see of events and statements.
//!
//! One small encoder reads each stretch of text once; everything else is read off its
//! activations. This is the only crate that knows the inference engine.

pub mod annotator;
pub mod arguments;
pub mod encoder;
mod engine;
pub mod error;
pub mod heads;
pub mod lemma;
pub mod tokenize;
pub mod tree;
pub mod window;
pub mod wordpiece;

pub use annotator::{Annotator, ModelFiles};
pub use error::{Error, ErrorKind};

/// The weights and tables in `models/` at the root of the repository.
pub const EMBEDDED: ModelFiles = ModelFiles {
    encoder: include_bytes!("../../../models/encoder.onnx"),
    arguments: include_bytes!("../../../models/arguments.onnx"),
    heads: include_bytes!("../../../models/heads.safetensors"),
    labels: include_str!("../../../models/labels.json"),
    vocabulary: include_str!("../../../models/vocab.txt"),
    lemmas: include_str!("../../../models/lemmas.tsv"),
};
