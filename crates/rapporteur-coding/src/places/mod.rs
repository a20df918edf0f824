//! Places: what a name of one denotes, and where an event takes place.
//!
//! [`Gazetteer`] is the data (GeoNames: countries, first-level divisions, cities), [`Scene`] what
//! an article says of countries. [`Scene::locate`] picks among the places of one name the one that
//! the article speaks of, by the country and division named behind it, the countries of sentence
//! and article, and the number of its inhabitants. [`Scene::place_of`] finds by syntax the words
//! that say where an event takes place.
//!
//! Not covered: streets, buildings, rivers, mountains and villages. They get the country that the
//! article speaks of there, without a GeoNames id.
//!
//! # Example
//! ```
//! use rapporteur_coding::actors::ActorStore;
//! use rapporteur_coding::places::Scene;
//! use rapporteur_core::{Span, conllu};
//! let rows = "1\tFighting\tfighting\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n\
//!             2\tbroke\tbreak\tVERB\tVBD\t_\t0\troot\t_\t_\n\
//!             3\tout\tout\tADP\tRP\t_\t2\tcompound:prt\t_\t_\n\
//!             4\tin\tin\tADP\tIN\t_\t5\tcase\t_\t_\n\
//!             5\tTripoli\tTripoli\tPROPN\tNNP\t_\t2\tobl\t_\tSpaceAfter=No\n\
//!             6\t,\t,\tPUNCT\t,\t_\t7\tpunct\t_\t_\n\
//!             7\tLebanon\tLebanon\tPROPN\tNNP\t_\t5\tappos\t_\t_\n";
//! let (article, annotation) = conllu::parse(rows)?;
//! let scene = Scene::read(&article, &annotation, ActorStore::embedded());
//! let at = article.text.find("Tripoli").unwrap();
//! let found = scene.locate(Span::new(at, at + 7));
//! assert_eq!(found.code, Some("LBN"));
//! # Ok::<(), conllu::ParseError>(())
//! ```

mod event;
mod gazetteer;
mod phrase;
mod scene;
#[cfg(test)]
mod tests;

pub use event::EventPlace;
pub use gazetteer::{DamagedGazetteer, Gazetteer, Place, Resolution};
pub use scene::{Located, Scene};
