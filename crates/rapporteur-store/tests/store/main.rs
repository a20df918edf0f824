//! Tests of the public surface, in one program: each program that links the tables takes a third of
//! a gigabyte on disk and a minute of linking.

mod articles;
mod import;
mod made;
mod record;
mod search;
