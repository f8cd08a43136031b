//! What every stored payload is wrapped in before it is sealed: kind, schema, checksum, bincode. Decoding
//! never takes more memory than the kind's limit, and nothing but the exact bytes decodes. Knows nothing
//! of keys.

use bincode::config::{Configuration, Limit, LittleEndian, Varint};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

/// Bytes before the payload: kind (1), schema (2, big-endian), CRC-32 (4, little-endian) over kind, schema
/// and payload.
pub const HEAD: usize = 7;

/// The most that one entry's act may take: a visit with many petitions and long texts.
pub const ENTRY_LIMIT: usize = 1 << 20;
/// The most that one identity may take.
pub const PERSON_LIMIT: usize = 16 << 10;
/// The most that one value of the state may take: a petition with all its steps.
pub const STATE_LIMIT: usize = 16 << 20;
/// The most that any other value may take.
pub const OTHER_LIMIT: usize = 4 << 20;

/// Why stored bytes are not what they should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Bad {
    /// Cut short.
    #[error("too short")]
    Short,
    /// The checksum does not fit.
    #[error("checksum")]
    Checksum,
    /// Another kind of thing.
    #[error("kind {found}")]
    Kind {
        /// The kind found.
        found: u8,
    },
    /// Written by a newer program.
    #[error("schema {found}, known {known}")]
    TooNew {
        /// The schema found.
        found: u16,
        /// The newest that this program reads.
        known: u16,
    },
    /// Bytes are left over.
    #[error("bytes left over")]
    Trailing,
    /// It is larger than its kind may be.
    #[error("{size} bytes")]
    TooLarge {
        /// Its size.
        size: usize,
    },
    /// The payload does not decode, or says what cannot be.
    #[error("payload")]
    Payload,
}

/// A kind of stored thing. The newest schema is written; every schema ever released is read: arms of
/// `decode` are added, never edited.
pub trait Record: Sized {
    /// Its code.
    const KIND: u8;
    /// The newest schema.
    const SCHEMA: u16;
    /// The most bytes of payload.
    const LIMIT: usize;
    /// The frozen struct of the newest schema.
    type Stored: Serialize;
    /// As stored.
    fn store(&self) -> Self::Stored;
    /// From the payload of a schema that is not newer than [`Record::SCHEMA`].
    fn decode(schema: u16, payload: &[u8]) -> Result<Self, Bad>;
}

type Config<const N: usize> = Configuration<LittleEndian, Varint, Limit<N>>;

fn config<const N: usize>() -> Config<N> {
    bincode::config::standard().with_limit::<N>()
}

/// Reads a frozen struct from a whole payload.
pub fn payload<T: DeserializeOwned, const LIMIT: usize>(bytes: &[u8]) -> Result<T, Bad> {
    let (value, used) =
        bincode::serde::decode_from_slice(bytes, config::<LIMIT>()).map_err(|_| Bad::Payload)?;
    if used == bytes.len() {
        Ok(value)
    } else {
        Err(Bad::Trailing)
    }
}

fn checksum(head: &[u8], payload: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(head);
    crc.update(payload);
    crc.finalize()
}

/// Wraps a record.
pub fn wrap<R: Record>(record: &R) -> Result<Vec<u8>, Bad> {
    let mut bytes = vec![R::KIND];
    bytes.extend(R::SCHEMA.to_be_bytes());
    let payload = bincode::serde::encode_to_vec(record.store(), bincode::config::standard())
        .map_err(|_| Bad::Payload)?;
    if payload.len() > R::LIMIT {
        return Err(Bad::TooLarge {
            size: payload.len(),
        });
    }
    let crc = checksum(&bytes, &payload);
    bytes.extend(crc.to_le_bytes());
    bytes.extend(payload);
    Ok(bytes)
}

/// Wraps a record of secrets, of at most `room` bytes: it is written into one place, which is wiped when dropped.
pub fn wrap_secret<R: Record>(record: &R, room: usize) -> Result<Zeroizing<Vec<u8>>, Bad> {
    let mut bytes = Zeroizing::new(vec![0; HEAD + room]);
    let (head, payload) = bytes.split_at_mut(HEAD);
    let config = bincode::config::standard();
    let used = bincode::serde::encode_into_slice(record.store(), payload, config)
        .map_err(|_| Bad::Payload)?;
    if used > R::LIMIT {
        return Err(Bad::TooLarge { size: used });
    }
    let (before, crc) = head.split_at_mut(HEAD - 4);
    before.copy_from_slice(&[&[R::KIND][..], &R::SCHEMA.to_be_bytes()].concat());
    crc.copy_from_slice(&checksum(before, payload.get(..used).unwrap_or_default()).to_le_bytes());
    bytes.truncate(HEAD + used);
    Ok(bytes)
}

/// Reads a wrapped record.
pub fn unwrap<R: Record>(bytes: &[u8]) -> Result<R, Bad> {
    let (head, payload) = bytes.split_at_checked(HEAD).ok_or(Bad::Short)?;
    let &[kind, s1, s0, c0, c1, c2, c3] = head else {
        return Err(Bad::Short);
    };
    if checksum(&[kind, s1, s0], payload) != u32::from_le_bytes([c0, c1, c2, c3]) {
        return Err(Bad::Checksum);
    }
    if kind != R::KIND {
        return Err(Bad::Kind { found: kind });
    }
    let schema = u16::from_be_bytes([s1, s0]);
    if schema > R::SCHEMA {
        return Err(Bad::TooNew {
            found: schema,
            known: R::SCHEMA,
        });
    }
    R::decode(schema, payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Sample(Vec<String>);

    impl Record for Sample {
        const KIND: u8 = 99;
        const SCHEMA: u16 = 2;
        const LIMIT: usize = 1024;
        type Stored = Vec<String>;
        fn store(&self) -> Vec<String> {
            self.0.clone()
        }
        fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
            match schema {
                1 => payload::<String, 1024>(bytes).map(|s| Self(vec![s])),
                2 => payload::<Vec<String>, 1024>(bytes).map(Self),
                _ => Err(Bad::Payload),
            }
        }
    }

    fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
        let crc = checksum(&bytes[..3], &bytes[HEAD..]);
        bytes[3..HEAD].copy_from_slice(&crc.to_le_bytes());
        bytes
    }

    #[test]
    fn any_flipped_bit_is_found() {
        let bytes = wrap(&Sample(vec!["một".into(), "hai".into()])).unwrap();
        assert_eq!(unwrap::<Sample>(&bytes).unwrap().0.len(), 2);
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(unwrap::<Sample>(&flipped).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_newer_schema_an_older_one_and_bytes_left_over_are_told_apart() {
        let mut newer = wrap(&Sample(vec![])).unwrap();
        newer[2] = 3;
        let newer = with_checksum(newer);
        assert_eq!(
            unwrap::<Sample>(&newer),
            Err(Bad::TooNew { found: 3, known: 2 })
        );
        let older = with_checksum([&[99, 0, 1, 0, 0, 0, 0][..], &[3], b"abc"].concat());
        assert_eq!(unwrap::<Sample>(&older), Ok(Sample(vec!["abc".into()])));
        let mut longer = wrap(&Sample(vec![])).unwrap();
        longer.push(0);
        assert_eq!(unwrap::<Sample>(&with_checksum(longer)), Err(Bad::Trailing));
    }

    #[test]
    fn a_length_that_cannot_be_takes_no_memory() {
        let huge =
            with_checksum([&[99, 0, 2, 0, 0, 0, 0][..], &[253], &u64::MAX.to_le_bytes()].concat());
        assert_eq!(unwrap::<Sample>(&huge), Err(Bad::Payload));
    }

    #[test]
    fn what_is_too_large_is_not_written() {
        let error = wrap(&Sample(vec!["x".repeat(2000)])).unwrap_err();
        assert!(matches!(error, Bad::TooLarge { size } if size > 2000));
    }
}
