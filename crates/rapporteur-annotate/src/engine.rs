//! The inference engine: an ONNX graph with named inputs and outputs, run on one thread a caller.

use crate::error::Error;
use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::Tensor;
use rten_tensor::prelude::*;
use std::sync::Arc;

thread_local! {
    // A pool of its own for every calling thread: a shared one would make callers wait for each other.
    static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// A loaded graph.
pub(crate) struct Graph {
    model: Model,
    name: &'static str,
    inputs: Vec<NodeId>,
    outputs: Vec<NodeId>,
}

/// One output: `dims = [windows or events, words, width]`, row-major.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Activation {
    /// Values.
    pub data: Vec<f32>,
    /// Windows or events, words (or words + 1), width.
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

impl Graph {
    /// Loads a graph; `name` is what errors call it.
    ///
    /// # Errors
    /// Where the bytes are no graph or one of the nodes is missing.
    pub(crate) fn load(
        onnx: &'static [u8],
        name: &'static str,
        inputs: &[&str],
        outputs: &[&str],
    ) -> Result<Self, Error> {
        let model = ModelOptions::with_ops(OpRegistry::with_all_ops())
            .prepack_weights(true)
            .load_static_slice(onnx)
            .map_err(|e| Error::model(format!("cannot load the {name}: {e}")))?;
        let nodes = |names: &[&str]| {
            names
                .iter()
                .map(|n| {
                    model
                        .node_id(n)
                        .map_err(|e| Error::model(format!("the {name} has no node '{n}': {e}")))
                })
                .collect::<Result<Vec<_>, _>>()
        };
        let (inputs, outputs) = (nodes(inputs)?, nodes(outputs)?);
        Ok(Graph { model, name, inputs, outputs })
    }

    /// Runs it on values in the order of the inputs.
    ///
    /// # Errors
    /// Where the engine refuses the values or an output has not three dimensions.
    pub(crate) fn run<const N: usize>(
        &self,
        values: [ValueOrView<'_>; N],
    ) -> Result<Vec<Activation>, Error> {
        let inputs: Vec<(NodeId, ValueOrView<'_>)> =
            self.inputs.iter().copied().zip(values).collect();
        let options = RunOptions::default().with_thread_pool(Some(POOL.with(Arc::clone)));
        let values = self
            .model
            .run(inputs, &self.outputs, Some(options))
            .map_err(|e| Error::inference(format!("the {} refused a batch: {e}", self.name)))?;
        values
            .into_iter()
            .map(|value| {
                let tensor: Tensor<f32> = value
                    .try_into()
                    .map_err(|e| Error::inference(format!("unexpected output: {e:?}")))?;
                let [a, w, c] = tensor.shape() else {
                    return Err(Error::inference("an output has not three dimensions"));
                };
                let dims = [*a, *w, *c];
                Ok(Activation { data: tensor.to_vec(), dims })
            })
            .collect()
    }
}
