//! From a password, or from the recovery key, to a key. Knows nothing of what it opens.

use super::error::StoreError;
use super::seal::{Key, OfficeId, random};
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// What stands beside a password, random.
pub type Salt = [u8; 16];

/// What one try of a password costs (argon2id). Stored beside each password, so that it can be raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
        }
    }
}

/// More than this no officer is made to wait for; a list that says so was not written by this program.
const MOST: Cost = Cost {
    memory_kib: 1 << 20,
    passes: 64,
};

/// The key of a password.
pub fn stretch(password: &str, salt: &Salt, cost: Cost) -> Result<Key, StoreError> {
    if cost.memory_kib > MOST.memory_kib || cost.passes > MOST.passes {
        return Err(StoreError::OfficersTampered);
    }
    let params = argon2::Params::new(cost.memory_kib, cost.passes, 1, Some(32))
        .map_err(|_| StoreError::OfficersTampered)?;
    let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut key = Zeroizing::new([0; 32]);
    // The last of these blocks is as good as the key.
    let mut blocks = Zeroizing::new(vec![argon2::Block::default(); argon.params().block_count()]);
    argon
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut *key, &mut *blocks)
        .map_err(|_| StoreError::WrongPassword)?;
    Ok(Key::from_bytes(&key))
}

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET: usize = 16;
const CHECK: usize = 4;

/// What opens an office when every password is lost: shown once, kept on paper. 128 random bits and a
/// checksum, as 8 groups of 4 letters and digits of which none looks like another.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; SECRET]);

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey")
    }
}

fn check(secret: &[u8; SECRET]) -> [u8; CHECK] {
    let hash = blake3::derive_key("tiepdan recovery key checksum 1", secret);
    [hash[0], hash[1], hash[2], hash[3]]
}

impl RecoveryKey {
    /// A new one.
    pub fn random() -> Result<Self, StoreError> {
        random().map(Self)
    }

    /// As it is shown: `XXXX-XXXX-…`.
    pub fn text(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new([&self.0[..], &check(&self.0)].concat());
        let bit = |n: usize| usize::from(bytes[n / 8] >> (7 - n % 8) & 1);
        let letters = (0..bytes.len() * 8 / 5)
            .map(|i| ALPHABET[(0..5).fold(0, |five, n| five << 1 | bit(i * 5 + n))] as char);
        // A text that grows would leave its beginnings behind.
        let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
        for (i, letter) in letters.enumerate() {
            if i > 0 && i % 4 == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    /// Reads what someone typed: case, spaces and dashes do not matter, nor O for 0, I or L for 1.
    /// `None` where a letter is wrong.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0u8; SECRET + CHECK]);
        let mut at = 0;
        for c in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            let value = ALPHABET.iter().position(|a| char::from(*a) == c)?;
            for n in 0..5 {
                if value >> (4 - n) & 1 == 1 {
                    *bytes.get_mut(at / 8)? |= 1 << (7 - at % 8);
                }
                at += 1;
            }
        }
        let (secret, found) = bytes.split_first_chunk::<SECRET>()?;
        (at == bytes.len() * 8 && check(secret) == found).then(|| Self(*secret))
    }

    /// The key that it is to an office.
    pub fn key(&self, office: OfficeId) -> Key {
        let mut all = Zeroizing::new([0; 32]);
        all[..SECRET].copy_from_slice(&self.0);
        all[SECRET..].copy_from_slice(&office.0);
        Key::derived("tiepdan recovery key 1", &*all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_key_is_read_as_shown_however_it_is_typed() {
        let key = RecoveryKey::random().unwrap();
        let text = key.text();
        assert_eq!(text.len(), 39);
        assert!(text.split('-').all(|group| group.len() == 4));
        assert_eq!(RecoveryKey::parse(&text).as_ref(), Some(&key));
        let sloppy = text
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        assert_eq!(RecoveryKey::parse(&sloppy).as_ref(), Some(&key));
    }

    #[test]
    fn a_wrong_letter_is_found() {
        let text = RecoveryKey([7; 16]).text();
        for at in (0..text.len()).filter(|at| text.as_bytes()[*at] != b'-') {
            for letter in ALPHABET {
                let mut typed = text.as_bytes().to_vec();
                if typed[at] == *letter {
                    continue;
                }
                typed[at] = *letter;
                let typed = String::from_utf8(typed).unwrap();
                assert_eq!(RecoveryKey::parse(&typed), None, "{typed}");
            }
        }
        assert_eq!(RecoveryKey::parse(""), None);
        assert_eq!(RecoveryKey::parse(&format!("{}0", &*text)), None);
    }

    #[test]
    fn cost_and_salt_make_another_key() {
        let cost = Cost {
            memory_kib: 8,
            passes: 1,
        };
        let key =
            |password: &str, salt, cost| *stretch(password, &[salt; 16], cost).unwrap().bytes();
        let one = key("mật khẩu", 1, cost);
        assert_eq!(one, key("mật khẩu", 1, cost));
        assert_ne!(one, key("mật khẩu", 2, cost));
        assert_ne!(one, key("mật khẩu", 1, Cost { passes: 2, ..cost }));
        assert_ne!(one, key("mat khau", 1, cost));
    }

    #[test]
    fn a_cost_that_nobody_would_set_is_refused_before_it_is_paid() {
        let cost = Cost {
            memory_kib: u32::MAX,
            passes: 1,
        };
        assert!(matches!(
            stretch("x", &[0; 16], cost),
            Err(StoreError::OfficersTampered)
        ));
    }
}
