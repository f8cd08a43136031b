//! Sealing: XChaCha20-Poly1305 with a random nonce for each sealing, so that nothing is lost when a torn
//! frame is written over. What a seal is for (office, kind, place) goes in as associated data, so that
//! sealed bytes cannot be moved elsewhere. Knows nothing of what is sealed.

use super::error::StoreError;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

const NONCE: usize = 24;

/// Sealed bytes that do not open: another key, another place, or damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("does not open")]
pub struct DoesNotOpen;

/// A key of 32 bytes; wiped when dropped, never printed. It has one place of its own: whatever holds it can be
/// handed on without leaving a copy where it was.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Box<Zeroizing<[u8; 32]>>);

/// What is inside is wiped.
impl ZeroizeOnDrop for Key {}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// A new random key.
    pub fn random() -> Result<Self, StoreError> {
        let mut key = Self::blank();
        getrandom::fill(&mut **key.0).map_err(|_| StoreError::NoRandom)?;
        Ok(key)
    }

    /// A key that is filled where it stands.
    fn blank() -> Self {
        Self(Box::new(Zeroizing::new([0; 32])))
    }

    /// A key of known bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut key = Self::blank();
        key.0.copy_from_slice(bytes);
        key
    }

    /// A key read from where it was sealed.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, DoesNotOpen> {
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| DoesNotOpen)?;
        Ok(Self::from_bytes(bytes))
    }

    /// Its bytes, to seal them under another key.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Another key for another use, which does not betray this one.
    #[must_use]
    pub fn derive(&self, context: &'static str) -> Self {
        Self::derived(context, self.bytes())
    }

    /// A key made of other secret bytes.
    pub fn derived(context: &'static str, bytes: &[u8]) -> Self {
        let mut key = Self::blank();
        let mut hasher = blake3::Hasher::new_derive_key(context);
        hasher.update(bytes).finalize_xof().fill(&mut **key.0);
        key
    }

    /// A keyed checksum: whoever lacks the key cannot make one.
    pub fn mac(&self, bytes: &[u8]) -> [u8; 32] {
        *blake3::keyed_hash(self.bytes(), bytes).as_bytes()
    }

    /// Seals `plain` for the place that `about` names.
    pub fn seal(&self, about: &About, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce: [u8; NONCE] = random()?;
        let payload = Payload {
            msg: plain,
            aad: &about.0,
        };
        let sealed = XChaCha20Poly1305::new(self.bytes().into())
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| StoreError::TooLarge {
                size: plain.len(),
                most: usize::MAX,
            })?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for the same place.
    pub fn open(&self, about: &About, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(DoesNotOpen)?;
        let payload = Payload {
            msg: sealed,
            aad: &about.0,
        };
        XChaCha20Poly1305::new(self.bytes().into())
            .decrypt(XNonce::from_slice(nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| DoesNotOpen)
    }
}

/// Random bytes from the system.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandom)?;
    Ok(bytes)
}

/// Which office: random, made at set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeId(pub [u8; 16]);

/// What sealed bytes are for and where they belong.
#[derive(Debug, Clone)]
pub struct About(Vec<u8>);

impl About {
    /// For one kind of thing in one office.
    pub fn new(office: OfficeId, kind: &'static str) -> Self {
        Self(office.0.to_vec()).part(kind.as_bytes())
    }

    /// Adds what tells it from others of its kind; each part carries its length, so that no two places
    /// read the same.
    #[must_use]
    pub fn part(mut self, bytes: &[u8]) -> Self {
        self.0.extend((bytes.len() as u64).to_le_bytes());
        self.0.extend(bytes);
        self
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, n: u64) -> Self {
        self.part(&n.to_be_bytes())
    }

    /// As bytes, for a sealing that takes no associated data.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFICE: OfficeId = OfficeId([7; 16]);

    #[test]
    fn opens_only_with_its_key_for_its_place_and_unchanged() {
        let key = Key::random().unwrap();
        let about = About::new(OFFICE, "act").number(3);
        let sealed = key.seal(&about, b"text").unwrap();
        assert_eq!(&**key.open(&about, &sealed).unwrap(), b"text");
        assert!(Key::random().unwrap().open(&about, &sealed).is_err());
        assert!(
            key.open(&About::new(OFFICE, "act").number(4), &sealed)
                .is_err()
        );
        assert!(
            key.open(&About::new(OfficeId([8; 16]), "act").number(3), &sealed)
                .is_err()
        );
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open(&about, &flipped).is_err(), "bit {bit}");
        }
        for len in 0..sealed.len() {
            assert!(key.open(&about, &sealed[..len]).is_err());
        }
    }

    #[test]
    fn two_sealings_of_one_text_share_nothing() {
        let key = Key::random().unwrap();
        let about = About::new(OFFICE, "act");
        let (one, two) = (
            key.seal(&about, b"text").unwrap(),
            key.seal(&about, b"text").unwrap(),
        );
        assert_ne!(one[..NONCE], two[..NONCE]);
        assert_ne!(one[NONCE..], two[NONCE..]);
    }

    #[test]
    fn a_key_is_never_printed() {
        assert_eq!(format!("{:?}", Key::from_bytes(&[1; 32])), "Key");
    }

    #[test]
    fn parts_do_not_run_together() {
        let one = About::new(OFFICE, "x").part(b"ab").part(b"c");
        let two = About::new(OFFICE, "x").part(b"a").part(b"bc");
        assert_ne!(one.bytes(), two.bytes());
    }
}
