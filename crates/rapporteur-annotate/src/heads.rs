//! What the network's activations are read with: label lists and the bilinear forms of the pair
//! heads.

use crate::engine::Activation;
use crate::error::Error;
use ndarray::{Array2, ArrayView2};
use safetensors::SafeTensors;
use serde::Deserialize;

/// The label lists, in the order of the network's outputs.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Labels {
    /// Universal parts of speech.
    pub upos: Vec<String>,
    /// Penn Treebank tags.
    pub xpos: Vec<String>,
    /// Dependency relations with subtypes.
    pub deprel: Vec<String>,
    /// BIO tags of names.
    pub ner: Vec<String>,
    /// PropBank roles, `none` first.
    pub role: Vec<String>,
    /// Event types, `none` first.
    pub event: Vec<String>,
    /// `TYPE/mode`.
    pub mode: Vec<String>,
    /// Values of the status.
    pub status: Vec<String>,
    /// Roles of an event, `none` first.
    pub event_role: Vec<String>,
    /// Roles of a statement, `none` first.
    pub statement_role: Vec<String>,
    /// Ways through the tree from a trigger to a candidate.
    pub path: Vec<String>,
    /// Prepositions and possessive marks.
    pub case: Vec<String>,
}

/// A bilinear form with biases for each label: `score(l) = [head 1] F_l [dep 1]`
/// (biaffine attention; Dozat and Manning 2017).
#[derive(Debug, Clone)]
pub struct Pairs {
    labels: usize,
    size: usize,
    /// `labels * (size + 1) * (size + 1)`: label, head, dependent.
    form: Vec<f32>,
    /// The same as a matrix from dependent to `label, head`.
    by_dependent: Array2<f32>,
}

impl Pairs {
    /// Reads the form named `name` for `labels` labels.
    ///
    /// # Errors
    /// Where it is missing or has another shape.
    pub fn read(weights: &SafeTensors<'_>, name: &str, labels: usize) -> Result<Self, Error> {
        let tensor =
            weights.tensor(name).map_err(|e| Error::model(format!("no weights '{name}': {e}")))?;
        let [l, a, b] = tensor.shape() else {
            return Err(Error::model(format!("'{name}' has not three dimensions")));
        };
        if *l != labels || a != b || *a == 0 {
            return Err(Error::model(format!(
                "'{name}' is {l}x{a}x{b}, not made for {labels} labels"
            )));
        }
        let form: Vec<f32> = tensor
            .data()
            .chunks_exact(4)
            .map(|c| f32::from_le_bytes([c[0], c[1], c[2], c[3]]))
            .collect();
        let side = *a;
        if form.len() != labels * side * side {
            return Err(Error::model(format!("'{name}' is not stored as 32-bit floats")));
        }
        let by_dependent =
            Array2::from_shape_fn((side, labels * side), |(j, li)| form[li * side + j]);
        Ok(Pairs { labels, size: side - 1, form, by_dependent })
    }

    /// Scores of every label for one head word against every word of `deps` in `window`;
    /// `out[word * labels + label]`.
    pub fn score_all(
        &self,
        head: &[f32],
        deps: &Activation,
        window: usize,
        words: impl IntoIterator<Item = usize>,
    ) -> Vec<f32> {
        let side = self.size + 1;
        // First fold the head into the form, so that each word costs one dot product a label.
        let mut folded = vec![0f32; self.labels * side];
        for l in 0..self.labels {
            let row = &mut folded[l * side..(l + 1) * side];
            for i in 0..side {
                let h = if i < self.size { head.get(i).copied().unwrap_or(0.0) } else { 1.0 };
                let form = &self.form[(l * side + i) * side..(l * side + i + 1) * side];
                row.iter_mut().zip(form).for_each(|(r, f)| *r += h * f);
            }
        }
        let mut out = Vec::new();
        for w in words {
            let dep = deps.row(window, w);
            for l in 0..self.labels {
                let row = &folded[l * side..(l + 1) * side];
                out.push(dot(dep, row) + row[self.size]);
            }
        }
        out
    }

    /// The best label of each (head, dependent) pair.
    pub fn best(&self, heads: &[&[f32]], deps: &[&[f32]]) -> Vec<usize> {
        let side = self.size + 1;
        let n = deps.len();
        let mut matrix = vec![1f32; n * side];
        for (row, dep) in matrix.chunks_exact_mut(side).zip(deps) {
            row[..self.size].iter_mut().zip(*dep).for_each(|(r, d)| *r = *d);
        }
        let Ok(deps) = ArrayView2::from_shape((n, side), &matrix) else { return vec![0; n] };
        let folded = deps.dot(&self.by_dependent);
        heads
            .iter()
            .zip(folded.rows())
            .map(|(head, row)| {
                let row = row.as_slice().unwrap_or(&[]);
                let scores = row.chunks_exact(side).map(|r| dot(head, r) + r[self.size]);
                scores
                    .enumerate()
                    .fold((0, f32::MIN), |b, (l, s)| if s > b.1 { (l, s) } else { b })
                    .0
            })
            .collect()
    }
}

/// Over the shorter of the two, in eight lanes that the compiler turns into vector code.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let n = a.len().min(b.len());
    let (a, b) = (&a[..n], &b[..n]);
    let mut lanes = [0f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for k in 0..8 {
            lanes[k] += x[k] * y[k];
        }
    }
    let tail: f32 = a.iter().zip(b).skip(n / 8 * 8).map(|(x, y)| x * y).sum();
    lanes.iter().sum::<f32>() + tail
}

/// Index of the largest value; 0 for none.
pub fn argmax(values: &[f32]) -> usize {
    values.iter().enumerate().fold((0, f32::MIN), |b, (i, v)| if *v > b.1 { (i, *v) } else { b }).0
}

/// Probabilities from logits.
pub fn softmax(values: &[f32]) -> Vec<f32> {
    let top = values.iter().copied().fold(f32::MIN, f32::max);
    let mut out: Vec<f32> = values.iter().map(|v| (v - top).exp()).collect();
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|v| *v /= sum.max(f32::MIN_POSITIVE));
    out
}

/// Probability from a logit.
pub fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}
