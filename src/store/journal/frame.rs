//! One act in the journal: a frame, whole or not at all. Its parts are the sealed act, the sealed identities
//! that came with it, and what it takes away. Each frame's chain covers the frame before it, so that none
//! can be changed, moved or left out. Knows nothing of keys.

use crate::register::number::PersonId;

/// Bytes before what the checksum covers: length (4) and CRC-32 (4), little-endian.
pub const LEAD: usize = 8;
/// Bytes of a frame's own between lead and parts: seq (8), first seq of its write (8), chain (32).
const OWN: usize = 48;
/// The most that a frame may take.
pub const MOST: usize = 32 << 20;

/// The running hash over all frames up to one.
pub type Chain = [u8; 32];

/// Under which key an identity is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Under {
    /// An epoch key.
    Epoch(u32),
    /// The public half of the clearance key, and over that an epoch key: dropping it erases.
    Clearance(u32),
    /// Nothing: it was erased, and there are no bytes.
    Erased,
}

/// A sealed identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPerson {
    /// Whose.
    pub id: PersonId,
    /// Under which key.
    pub under: Under,
    /// The sealed bytes.
    pub bytes: Vec<u8>,
}

impl SealedPerson {
    /// In bytes: as in a frame, and as the state keeps it.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + 13);
        out.extend(self.id.packed().to_be_bytes());
        match self.under {
            Under::Epoch(epoch) => {
                out.push(0);
                out.extend(epoch.to_be_bytes());
            }
            Under::Clearance(epoch) => {
                out.push(1);
                out.extend(epoch.to_be_bytes());
            }
            Under::Erased => out.push(2),
        }
        out.extend(&self.bytes);
        out
    }

    /// From bytes.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk::<8>()?;
        let (tag, rest) = rest.split_first()?;
        let (under, rest) = match tag {
            0 | 1 => {
                let (epoch, rest) = rest.split_first_chunk::<4>()?;
                let epoch = u32::from_be_bytes(*epoch);
                let hidden = *tag == 1;
                (
                    if hidden {
                        Under::Clearance(epoch)
                    } else {
                        Under::Epoch(epoch)
                    },
                    rest,
                )
            }
            2 if rest.is_empty() => (Under::Erased, rest),
            _ => return None,
        };
        Some(Self {
            id: PersonId::unpack(u64::from_be_bytes(*id)),
            under,
            bytes: rest.to_vec(),
        })
    }
}

/// A part of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The act, sealed under the office key; each frame has one, the first.
    Act(Vec<u8>),
    /// An identity that is new, corrected, sealed anew or erased.
    Person(SealedPerson),
    /// An epoch whose key is dropped for good.
    Retire(u32),
    /// The draft that became this act.
    Draft(u64),
}

impl Part {
    fn encode(&self) -> (u8, Vec<u8>) {
        match self {
            Self::Act(bytes) => (0, bytes.clone()),
            Self::Person(person) => (1, person.encode()),
            Self::Retire(epoch) => (2, epoch.to_be_bytes().to_vec()),
            Self::Draft(id) => (3, id.to_be_bytes().to_vec()),
        }
    }

    fn decode(tag: u8, bytes: &[u8]) -> Option<Self> {
        Some(match tag {
            0 => Self::Act(bytes.to_vec()),
            1 => Self::Person(SealedPerson::decode(bytes)?),
            2 => Self::Retire(u32::from_be_bytes(bytes.try_into().ok()?)),
            3 => Self::Draft(u64::from_be_bytes(bytes.try_into().ok()?)),
            _ => return None,
        })
    }
}

/// The bytes of parts, each with tag (1) and length (4, little-endian).
pub fn encode_parts(parts: &[Part]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        let (tag, bytes) = part.encode();
        out.push(tag);
        out.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend(bytes);
    }
    out
}

fn decode_parts(mut bytes: &[u8]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    while let Some((tag, rest)) = bytes.split_first() {
        let (len, rest) = rest.split_first_chunk::<4>()?;
        let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        parts.push(Part::decode(*tag, part)?);
        bytes = rest;
    }
    Some(parts)
}

/// A frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Sequence number of its entry.
    pub seq: u64,
    /// Sequence number of the first frame of the same write.
    pub write: u64,
    /// The running hash with this frame.
    pub chain: Chain,
    /// The one before.
    pub before: Chain,
    /// Its parts.
    pub parts: Vec<Part>,
}

fn chain(before: &Chain, seq: u64, write: u64, parts: &[u8]) -> Chain {
    let mut hash = blake3::Hasher::new();
    hash.update(before);
    hash.update(&seq.to_be_bytes());
    hash.update(&write.to_be_bytes());
    hash.update(parts);
    *hash.finalize().as_bytes()
}

/// Makes the bytes of a frame and the chain with it.
pub fn encode(before: &Chain, seq: u64, write: u64, parts: &[Part]) -> (Vec<u8>, Chain) {
    let parts = encode_parts(parts);
    let chain = chain(before, seq, write, &parts);
    let mut covered = Vec::with_capacity(OWN + parts.len());
    covered.extend(seq.to_be_bytes());
    covered.extend(write.to_be_bytes());
    covered.extend(chain);
    covered.extend(parts);
    let mut out = Vec::with_capacity(LEAD + covered.len());
    out.extend(
        u32::try_from(covered.len())
            .unwrap_or(u32::MAX)
            .to_le_bytes(),
    );
    out.extend(crc32fast::hash(&covered).to_le_bytes());
    out.extend(covered);
    (out, chain)
}

/// The length of the whole frame that starts with `lead`, where it can be one.
pub fn whole_len(lead: &[u8]) -> Option<usize> {
    let len = u32::from_le_bytes(*lead.first_chunk::<4>()?) as usize;
    (OWN..=MOST).contains(&len).then_some(LEAD + len)
}

/// Seq and first seq of its write, of a whole frame whose checksum holds; its chain is not looked at.
pub fn intact(whole: &[u8]) -> Option<(u64, u64)> {
    let (lead, covered) = whole.split_at_checked(LEAD)?;
    let crc = u32::from_le_bytes(*lead.last_chunk::<4>()?);
    if crc32fast::hash(covered) != crc {
        return None;
    }
    let (seq, rest) = covered.split_first_chunk::<8>()?;
    let write = rest.first_chunk::<8>()?;
    Some((u64::from_be_bytes(*seq), u64::from_be_bytes(*write)))
}

/// Reads a whole frame that must follow on `before`.
pub fn decode(before: &Chain, whole: &[u8]) -> Option<Frame> {
    let (seq, write) = intact(whole)?;
    let (own, parts) = whole.get(LEAD..)?.split_at_checked(OWN)?;
    let found = *own.last_chunk::<32>()?;
    if chain(before, seq, write, parts) != found {
        return None;
    }
    Some(Frame {
        seq,
        write,
        chain: found,
        before: *before,
        parts: decode_parts(parts)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Vec<Part> {
        let person = |under| {
            Part::Person(SealedPerson {
                id: PersonId { entry: 9, index: 1 },
                under,
                bytes: match under {
                    Under::Erased => Vec::new(),
                    Under::Epoch(_) | Under::Clearance(_) => vec![4, 5],
                },
            })
        };
        vec![
            Part::Act(vec![1, 2, 3]),
            person(Under::Epoch(7)),
            person(Under::Clearance(8)),
            person(Under::Erased),
            Part::Retire(3),
            Part::Draft(0xfeed),
        ]
    }

    fn hex(bytes: &[u8]) -> String {
        bytes
            .iter()
            .fold(String::new(), |hex, b| hex + &format!("{b:02x}"))
    }

    #[test]
    fn what_is_written_is_read() {
        let (bytes, chain) = encode(&[1; 32], 9, 8, &parts());
        assert_eq!(whole_len(&bytes), Some(bytes.len()));
        let frame = decode(&[1; 32], &bytes).unwrap();
        assert_eq!((frame.seq, frame.write, frame.chain), (9, 8, chain));
        assert_eq!(frame.parts, parts());
        assert!(
            decode(&[2; 32], &bytes).is_none(),
            "follows on another frame"
        );
    }

    #[test]
    fn any_flipped_bit_is_found() {
        let (bytes, _) = encode(&[1; 32], 9, 9, &parts());
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let same_len = whole_len(&flipped) == Some(flipped.len());
            assert!(
                !same_len || decode(&[1; 32], &flipped).is_none(),
                "bit {bit}"
            );
        }
    }

    #[test]
    fn the_bytes_of_a_frame_stay_what_they_are() {
        let (bytes, _) = encode(&[1; 32], 9, 8, &parts());
        assert_eq!(hex(&bytes), include_str!("golden_frame.txt").trim());
    }
}
