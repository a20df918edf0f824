//! The encoder: windows of word pieces in, activations of every head out.

pub use crate::engine::Activation;
use crate::engine::Graph;
use crate::error::Error;
use rten_tensor::NdTensor;

/// Windows of one batch, padded to the same length; row-major.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// Number of windows.
    pub windows: usize,
    /// Pieces in each window.
    pub pieces: usize,
    /// Words in each window.
    pub words: usize,
    /// Piece ids, `windows * pieces`.
    pub ids: Vec<i32>,
    /// Word shapes, `windows * pieces`.
    pub shapes: Vec<i32>,
    /// 0 on pieces, large and negative on padding, `windows * pieces`.
    pub bias: Vec<f32>,
    /// First piece of each word, `windows * words`.
    pub first: Vec<i32>,
}

/// What the network says of each word, by head: `[windows, words, width]` each, `arcs` and
/// `rel_head` with the root in front.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Activations {
    /// Tags: parts of speech, Penn tags, names, sentence start, predicate.
    pub tags: Activation,
    /// Scores of each head.
    pub arcs: Activation,
    /// Event type, mode, status, reporting word.
    pub event: Activation,
    /// Dependent side of the relation labels.
    pub rel_dep: Activation,
    /// Head side of the relation labels.
    pub rel_head: Activation,
    /// Trigger side of the arguments' pairs.
    pub argument_head: Activation,
    /// Candidate side of the arguments' pairs.
    pub argument_dep: Activation,
    /// Reporting word's side of a statement's roles.
    pub statement_head: Activation,
    /// The other side of a statement's roles.
    pub statement_dep: Activation,
    /// A word as trigger, for [`crate::arguments`].
    pub trigger: Activation,
    /// A word as candidate, for [`crate::arguments`].
    pub candidate: Activation,
    /// Mention's side of the link to its country.
    pub home_head: Activation,
    /// The other side of the link to a country.
    pub home_dep: Activation,
    /// Scores of belonging to no country.
    pub abroad: Activation,
}

/// Names of the graph's outputs, in the order of the fields of [`Activations`].
const OUTPUTS: [&str; 14] = [
    "tags",
    "arcs",
    "event",
    "rel_dep",
    "rel_head",
    "argument_head",
    "argument_dep",
    "statement_head",
    "statement_dep",
    "trigger",
    "candidate",
    "home_head",
    "home_dep",
    "abroad",
];

/// Something that runs the network: here on a CPU, elsewhere perhaps on another device.
pub trait Encoder: Send + Sync {
    /// Runs one batch.
    ///
    /// # Errors
    /// Where the engine refuses the batch.
    fn run(&self, batch: &Batch) -> Result<Activations, Error>;
}

/// The encoder on `rten`, one thread a call.
pub struct RtenEncoder {
    graph: Graph,
}

impl RtenEncoder {
    /// Loads an ONNX graph with inputs `ids`, `shapes`, `bias`, `first` and an output for each field
    /// of [`Activations`].
    ///
    /// # Errors
    /// Where the bytes are no such graph.
    pub fn load(onnx: &'static [u8]) -> Result<Self, Error> {
        let graph = Graph::load(onnx, "encoder", &["ids", "shapes", "bias", "first"], &OUTPUTS)?;
        Ok(RtenEncoder { graph })
    }
}

impl Encoder for RtenEncoder {
    fn run(&self, b: &Batch) -> Result<Activations, Error> {
        let ints = |data: &[i32], columns| NdTensor::from_data([b.windows, columns], data.to_vec());
        let out: [Activation; OUTPUTS.len()] = self
            .graph
            .run([
                ints(&b.ids, b.pieces).into(),
                ints(&b.shapes, b.pieces).into(),
                NdTensor::from_data([b.windows, 1, 1, b.pieces], b.bias.clone()).into(),
                ints(&b.first, b.words).into(),
            ])?
            .try_into()
            .map_err(|_| {
                Error::inference("the encoder has not as many outputs as it was asked for")
            })?;
        let [
            tags,
            arcs,
            event,
            rel_dep,
            rel_head,
            argument_head,
            argument_dep,
            statement_head,
            statement_dep,
            trigger,
            candidate,
            home_head,
            home_dep,
            abroad,
        ] = out;
        Ok(Activations {
            tags,
            arcs,
            event,
            rel_dep,
            rel_head,
            argument_head,
            argument_dep,
            statement_head,
            statement_dep,
            trigger,
            candidate,
            home_head,
            home_dep,
            abroad,
        })
    }
}
