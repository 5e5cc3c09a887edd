//! As much of an ELF file as is asked here: its numbers, its texts, and the pages its segments begin on.

/// A 64-bit file of little-endian numbers, as every 64-bit phone's is.
pub(crate) fn is_ours(elf: &[u8]) -> bool {
    elf.starts_with(b"\x7fELF\x02\x01")
}

/// The number of `width` bytes at a place; nothing beyond the end.
pub(crate) fn number(elf: &[u8], at: u64, width: usize) -> Option<u64> {
    let at = usize::try_from(at).ok()?;
    let bytes = elf.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
}

/// The text at a place, up to its closing zero.
pub(crate) fn text(elf: &[u8], at: u64) -> Option<String> {
    let rest = elf.get(usize::try_from(at).ok()?..)?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    Some(String::from_utf8_lossy(&rest[..end]).into_owned())
}

/// The least alignment of what is loaded of a 64-bit file, in bytes. Phones with pages of 16 kB refuse less.
pub(crate) fn page(elf: &[u8]) -> Option<u64> {
    const LOAD: u64 = 1;
    if !is_ours(elf) {
        return None;
    }
    let (start, each, count) = (number(elf, 0x20, 8)?, number(elf, 0x36, 2)?, number(elf, 0x38, 2)?);
    let headers = (0..count).filter_map(|index| start.checked_add(index.checked_mul(each)?));
    let loaded = headers.filter(|at| number(elf, *at, 4) == Some(LOAD));
    loaded.map(|at| number(elf, at + 0x30, 8)).min().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with one header a segment, its kind and its alignment.
    fn planted(segments: &[(u8, u64)]) -> Vec<u8> {
        let mut elf = b"\x7fELF\x02\x01".to_vec();
        elf.resize(0x40, 0);
        elf[0x20] = 0x40;
        elf[0x36] = 0x38;
        elf[0x38] = u8::try_from(segments.len()).expect("a few");
        for (kind, page) in segments {
            let mut header = vec![0; 0x38];
            header[0] = *kind;
            header[0x30..].copy_from_slice(&page.to_le_bytes());
            elf.extend(header);
        }
        elf
    }

    #[test]
    fn the_least_aligned_segment_decides() {
        assert_eq!(page(&planted(&[(1, 16_384), (1, 65_536), (6, 8)])), Some(16_384));
        assert_eq!(page(&planted(&[(1, 16_384), (1, 4_096)])), Some(4_096));
        assert_eq!(page(&planted(&[(6, 8)])), None);
        assert_eq!(page(b"no library"), None);
    }

    #[test]
    fn what_ends_early_has_no_numbers() {
        assert_eq!(number(&[1, 2, 3], 1, 2), Some(0x0302));
        assert_eq!(number(&[1, 2, 3], 2, 2), None);
        assert_eq!(text(b"ab\0", 0).as_deref(), Some("ab"));
        assert_eq!(text(b"ab", 0), None);
    }
}
