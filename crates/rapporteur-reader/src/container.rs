//! From raw bytes to decompressed bytes, as a stream.

use crate::error::{Error, ErrorKind};
use crate::source::io_error;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Cursor, Read};

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Zstandard's skippable frames: `0x184D2A50` to `0x184D2A5F`, little-endian.
const ZSTD_SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];

/// A byte stream that knows its name, so that its failures become [`Error`]s.
pub(crate) struct Stream {
    name: String,
    compression: Option<&'static str>,
    reader: Box<dyn BufRead + Send>,
}

impl Stream {
    /// Looks at the first bytes and decompresses gzip and zstd.
    pub(crate) fn new(name: &str, mut raw: Box<dyn BufRead + Send>) -> Result<Self, Error> {
        let start = peek(&mut raw, 4).map_err(|e| io_error(name, &e))?;
        let compression = if start.starts_with(&GZIP_MAGIC) {
            Some("gzip")
        } else if is_zstd(&start) {
            Some("zstd")
        } else {
            None
        };
        let raw: Box<dyn BufRead + Send> = Box::new(Cursor::new(start).chain(raw));
        let reader: Box<dyn BufRead + Send> = match compression {
            Some("gzip") => Box::new(BufReader::new(MultiGzDecoder::new(raw))),
            Some(_) => Box::new(BufReader::new(Zstd::Between(raw))),
            None => raw,
        };
        Ok(Stream { name: name.to_owned(), compression, reader })
    }

    /// The bytes alone; their failures are those of reading.
    pub(crate) fn into_reader(self) -> Box<dyn BufRead + Send> {
        self.reader
    }

    /// Up to `limit` first bytes; they stay in the stream.
    pub(crate) fn peek(&mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let start = peek(&mut self.reader, limit).map_err(|e| self.error(&e))?;
        let rest = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Cursor::new(start.clone()).chain(rest));
        Ok(start)
    }

    /// Everything, if it is not more than `limit` bytes.
    pub(crate) fn read_all(&mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let read = (&mut self.reader).take(limit as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|e| self.error(&e))?;
        if bytes.len() > limit {
            let message = format!("larger than {} MB", limit >> 20);
            return Err(Error::new(ErrorKind::TooLarge, &self.name, message));
        }
        Ok(bytes)
    }

    /// The next line without its line end into `line`; `None` at the end. A line longer than
    /// `limit` is skipped to its end and reported, so that the next call continues after it.
    pub(crate) fn read_line(
        &mut self,
        line: &mut Vec<u8>,
        limit: usize,
    ) -> Option<Result<(), Error>> {
        line.clear();
        let mut length = 0usize;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Some(Err(self.error(&e))),
            };
            let end = buffer.iter().position(|b| *b == b'\n');
            let piece = &buffer[..end.unwrap_or(buffer.len())];
            let at_end = buffer.is_empty();
            length += piece.len();
            if length <= limit {
                line.extend_from_slice(piece);
            }
            let used = piece.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if at_end && length == 0 {
                return None;
            }
            if at_end || end.is_some() {
                break;
            }
        }
        if length > limit {
            let message = format!("line longer than {} MB", limit >> 20);
            return Some(Err(Error::new(ErrorKind::TooLarge, &self.name, message)));
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Some(Ok(()))
    }

    fn error(&self, error: &io::Error) -> Error {
        match self.compression {
            None => io_error(&self.name, error),
            Some(format) => {
                let message = if error.kind() == io::ErrorKind::UnexpectedEof {
                    format!("truncated {format} data")
                } else {
                    format!("damaged {format} data")
                };
                Error::new(ErrorKind::Compression, &self.name, message)
            }
        }
    }
}

fn is_zstd(start: &[u8]) -> bool {
    start.starts_with(&ZSTD_MAGIC)
        || (start.len() >= 4 && start[0] & 0xf0 == 0x50 && start[1..4] == ZSTD_SKIPPABLE)
}

fn peek(reader: &mut impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    reader.take(limit as u64).read_to_end(&mut start)?;
    Ok(start)
}

type Raw = Box<dyn BufRead + Send>;

/// Zstandard frames one after the other, as the command-line tool writes and reads them.
enum Zstd {
    Between(Raw),
    Inside(Box<FrameDecoder>, Raw),
    Ended,
}

impl Read for Zstd {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(self, Zstd::Ended) {
                Zstd::Ended => return Ok(0),
                Zstd::Between(mut raw) => {
                    if raw.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    *self = open_frame(raw)?;
                }
                Zstd::Inside(mut frame, mut raw) => {
                    while frame.can_collect() == 0 && !frame.is_finished() {
                        frame
                            .decode_blocks(&mut raw, BlockDecodingStrategy::UptoBlocks(1))
                            .map_err(zstd_error)?;
                    }
                    let count = frame.read(out)?;
                    if count > 0 {
                        *self = Zstd::Inside(frame, raw);
                        return Ok(count);
                    }
                    let expected = frame.get_checksum_from_data();
                    if expected.is_some() && expected != frame.get_calculated_checksum() {
                        return Err(io::ErrorKind::InvalidData.into());
                    }
                    *self = Zstd::Between(raw);
                }
            }
        }
    }
}

fn open_frame(mut raw: Raw) -> io::Result<Zstd> {
    let mut decoder = FrameDecoder::new();
    match decoder.init(&mut raw) {
        Ok(()) => Ok(Zstd::Inside(Box::new(decoder), raw)),
        Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
            length,
            ..
        })) => {
            io::copy(&mut (&mut raw).take(u64::from(length)), &mut io::sink())?;
            Ok(Zstd::Between(raw))
        }
        Err(error) => Err(zstd_error(error)),
    }
}

/// Keeps the one distinction a user can act on: the data ends early, or it is damaged.
fn zstd_error(error: FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(e) = cause {
        if let Some(e) = e.downcast_ref::<io::Error>()
            && e.kind() == io::ErrorKind::UnexpectedEof
        {
            return io::ErrorKind::UnexpectedEof.into();
        }
        cause = e.source();
    }
    io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        compress_to_vec(text, CompressionLevel::Fastest)
    }

    fn open(bytes: Vec<u8>) -> Stream {
        Stream::new("x", Box::new(Cursor::new(bytes))).unwrap()
    }

    #[test]
    fn frames_and_members_follow_each_other() {
        for pack in [gzip, zstd] {
            let both = [pack(b"one "), pack(b"two")].concat();
            assert_eq!(open(both).read_all(100).unwrap(), b"one two");
        }
        let skippable = [0x52, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, b'a', b'b', b'c'];
        let bytes = [skippable.to_vec(), zstd(b"text")].concat();
        assert_eq!(open(bytes).read_all(100).unwrap(), b"text");
    }

    #[test]
    fn damage_and_truncation_are_told_apart() {
        let text = b"The ministers met in the capital on Monday to sign the accord.".repeat(20);
        for (pack, name) in [(gzip as fn(&[u8]) -> Vec<u8>, "gzip"), (zstd, "zstd")] {
            let whole = pack(&text);
            let cut = whole[..whole.len() / 2].to_vec();
            let error = open(cut).read_all(1 << 20).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Compression);
            assert_eq!(error.to_string(), format!("truncated {name} data"));
            let mut bad = whole.clone();
            let last = bad.len() - 6;
            bad[last] ^= 0x55;
            let error = open(bad).read_all(1 << 20).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Compression);
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        for pack in [gzip, zstd] {
            let bomb = pack(&vec![b'a'; 4 << 20]);
            let error = open(bomb).read_all(1 << 20).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::TooLarge);
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped() {
        let mut stream = open(b"ab\r\nabcdefgh\n\ncd".to_vec());
        let mut line = Vec::new();
        let mut seen = Vec::new();
        while let Some(result) = stream.read_line(&mut line, 5) {
            seen.push(match result {
                Ok(()) => String::from_utf8(line.clone()).unwrap(),
                Err(e) => format!("{:?}", e.kind()),
            });
        }
        assert_eq!(seen, ["ab", "TooLarge", "", "cd"]);
    }
}
