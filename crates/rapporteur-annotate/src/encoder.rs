//! The encoder: windows of word pieces in, activations of every head out.

use crate::error::Error;
use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use std::sync::Arc;

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

/// One head's output: `dims = [windows, words, width]`, row-major.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Activation {
    /// Values.
    pub data: Vec<f32>,
    /// Windows, words (or words + 1), width.
    pub dims: [usize; 3],
}

impl Activation {
    /// The values of one word.
    pub fn row(&self, window: usize, word: usize) -> &[f32] {
        let [_, words, width] = self.dims;
        let start = (window * words + word) * width;
        self.data.get(start..start + width).unwrap_or(&[])
    }
}

/// Names of the outputs, in the order of [`Activations`].
pub const OUTPUTS: [&str; 11] = [
    "tags",
    "arcs",
    "event",
    "rel_dep",
    "rel_head",
    "srl_head",
    "srl_dep",
    "argument_head",
    "argument_dep",
    "statement_head",
    "statement_dep",
];

/// The outputs of a batch, in the order of [`OUTPUTS`].
pub type Activations = [Activation; OUTPUTS.len()];

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
    model: Model,
    inputs: [NodeId; 4],
    outputs: Vec<NodeId>,
}

thread_local! {
    // A pool of its own for every calling thread: a shared one would make callers wait for each other.
    static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

impl RtenEncoder {
    /// Loads an ONNX graph with inputs `ids`, `shapes`, `bias`, `first` and the outputs of [`OUTPUTS`].
    ///
    /// # Errors
    /// Where the bytes are no such graph.
    pub fn load(onnx: &'static [u8]) -> Result<Self, Error> {
        let model = ModelOptions::with_ops(OpRegistry::with_all_ops())
            .prepack_weights(true)
            .load_static_slice(onnx)
            .map_err(|e| Error::model(format!("cannot load the encoder: {e}")))?;
        let node = |name: &str| {
            model
                .node_id(name)
                .map_err(|e| Error::model(format!("the encoder has no node '{name}': {e}")))
        };
        let inputs = [node("ids")?, node("shapes")?, node("bias")?, node("first")?];
        let outputs = OUTPUTS.iter().map(|n| node(n)).collect::<Result<_, _>>()?;
        Ok(RtenEncoder { model, inputs, outputs })
    }
}

impl Encoder for RtenEncoder {
    fn run(&self, b: &Batch) -> Result<Activations, Error> {
        let ints = |data: &[i32], columns| NdTensor::from_data([b.windows, columns], data.to_vec());
        let bias = NdTensor::from_data([b.windows, 1, 1, b.pieces], b.bias.clone());
        let inputs: Vec<(NodeId, ValueOrView)> = vec![
            (self.inputs[0], ints(&b.ids, b.pieces).into()),
            (self.inputs[1], ints(&b.shapes, b.pieces).into()),
            (self.inputs[2], bias.into()),
            (self.inputs[3], ints(&b.first, b.words).into()),
        ];
        let options = RunOptions::default().with_thread_pool(Some(POOL.with(Arc::clone)));
        let values = self
            .model
            .run(inputs, &self.outputs, Some(options))
            .map_err(|e| Error::inference(format!("the encoder refused a batch: {e}")))?;
        let mut out = Activations::default();
        for (slot, value) in out.iter_mut().zip(values) {
            let tensor: Tensor<f32> = value
                .try_into()
                .map_err(|e| Error::inference(format!("unexpected output: {e:?}")))?;
            let [a, w, c] = tensor.shape() else {
                return Err(Error::inference("an output has not three dimensions"));
            };
            let dims = [*a, *w, *c];
            *slot = Activation { data: tensor.to_vec(), dims };
        }
        Ok(out)
    }
}
