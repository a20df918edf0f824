//! How much one input may ask for, so that no file can exhaust memory, time or the stack.

/// Largest HTML page or JSON document, after decompression, in bytes. Pages saved with their
/// pictures inside reach tens of megabytes.
pub const MAX_DOCUMENT_BYTES: usize = 32 << 20;

/// Largest Markdown or text file, after decompression, in bytes: over half a million words.
pub const MAX_TEXT_BYTES: usize = 4 << 20;

/// Longest line of JSON Lines, in bytes.
pub const MAX_LINE_BYTES: usize = 32 << 20;

/// Deepest nesting of HTML elements or Markdown containers. Browsers stop at 512.
pub const MAX_DEPTH: usize = 400;

/// Largest number of nodes an HTML page may come to. News pages have a few thousand.
pub const MAX_NODES: usize = 200_000;

/// Largest number of character references (`&amp;`) on an HTML page: the parser appends each to
/// its text one by one.
pub const MAX_REFERENCES: usize = 100_000;

/// Largest number of attributes on one HTML element.
pub const MAX_ATTRIBUTES: usize = 1_000;
