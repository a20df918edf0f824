//! Dots as a PNG file (ISO/IEC 15948): three chunks around rows that are compressed as they are.

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::{self, Write};

/// A picture of 8-bit red, green and blue, row by row, with its number of dots to the meter.
///
/// # Errors
/// Where the rows do not fill the picture.
pub(crate) fn encode(dots: &[u8], width: u32, height: u32, per_meter: u32) -> io::Result<Vec<u8>> {
    let row = width as usize * 3;
    if row == 0 || dots.len() != row * height as usize {
        return Err(io::Error::other("rows that do not fill the picture"));
    }
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in dots.chunks_exact(row) {
        // No filter: charts are plain areas.
        rows.write_all(&[0])?;
        rows.write_all(row)?;
    }
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // Eight bits, colors, and the only methods that there are.
    header.extend([8, 2, 0, 0, 0]);
    let mut size = [per_meter.to_be_bytes(), per_meter.to_be_bytes()].concat();
    size.push(1);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in
        [(b"IHDR", header), (b"pHYs", size), (b"IDAT", rows.finish()?), (b"IEND", Vec::new())]
    {
        let length = u32::try_from(data.len()).map_err(io::Error::other)?;
        file.extend(length.to_be_bytes());
        let mut sum = Crc::new();
        for part in [name.as_slice(), &data] {
            sum.update(part);
            file.extend_from_slice(part);
        }
        file.extend(sum.sum().to_be_bytes());
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_dots_come_out_again() {
        let dots: Vec<u8> = (0..18).collect();
        let file = encode(&dots, 3, 2, 11_339).unwrap();
        assert!(file.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02"));
        // The sum that every PNG ends with.
        assert!(file.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"));
        let at = file.windows(4).position(|w| w == b"IDAT").unwrap() + 4;
        let mut rows = Vec::new();
        flate2::read::ZlibDecoder::new(&file[at..]).read_to_end(&mut rows).unwrap();
        assert_eq!(rows.len(), 20);
        assert_eq!((&rows[1..10], &rows[11..]), (&dots[..9], &dots[9..]));
        assert!(encode(&dots, 4, 2, 1).is_err());
    }
}
