//! An office's own row beside the statute's row that it lies over: where it is looser than the law, and
//! what it takes from the law without saying so. Knows no act and no day on which a clock runs.

use super::{Direction, Rule, Unit, Whose};

/// In what a row is looser than the statute's: the key of the row.
type Looser = Option<&'static str>;

impl Rule {
    /// Returns the key in which this row asks less than the statute's `law`, where it does: a later day, an
    /// earlier one for a limit counted back, a limit that is another's, a variant, an extension or a pause
    /// that the law does not know. What is the citizen's, or takes effect by law, may not be moved at all.
    pub fn looser_than(&self, law: &Self) -> Option<&'static str> {
        if self.whose != law.whose {
            return Some("whose");
        }
        if self.direction != law.direction {
            return Some("direction");
        }
        // Where the law sets no number there is nothing to be looser than.
        let plain = law.count?;
        let fixed = matches!(law.whose, Whose::Citizen | Whose::Effect);
        let back = law.direction == Direction::Back;
        let looser_unit = if back { Unit::Day } else { Unit::WorkingDay };
        if self.unit != law.unit && (fixed || self.unit == looser_unit) {
            return Some("unit");
        }
        let later = |own: u32, law: u32| match (fixed, back) {
            (true, _) => own != law,
            (false, true) => own < law,
            (false, false) => own > law,
        };
        if self.count.is_none_or(|own| later(own, plain)) {
            return Some("count");
        }
        self.looser_variant(law, |own, law| later(own, law.unwrap_or(plain)))
            .or_else(|| self.looser_stay(law))
    }

    fn looser_variant(&self, law: &Self, later: impl Fn(u32, Option<u32>) -> bool) -> Looser {
        let variants = [
            ("remote", self.remote, law.remote),
            ("complex", self.complex, law.complex),
            ("remote_complex", self.remote_complex, law.remote_complex),
            ("several_places", self.several_places, law.several_places),
        ];
        let looser = |(_, own, law): &(_, Option<u32>, _)| own.is_some_and(|own| later(own, *law));
        variants.into_iter().find(looser).map(|(key, ..)| key)
    }

    /// An extension or a pause beyond the law's.
    fn looser_stay(&self, law: &Self) -> Looser {
        let (days, times) = law
            .extension
            .map_or((0, 0), |may| (may.max_days, may.times));
        match self.extension {
            Some(own) if own.max_days > days => Some("extension_days"),
            Some(own) if own.times > times => Some("extension_times"),
            _ => (self.pausable && !law.pausable).then_some("pausable"),
        }
    }

    /// Returns this row with what it leaves out as the statute's `law` has it: its variants, its extension,
    /// and that suspended time is not counted (KN Đ11a.4, TC Đ34.2), which no office can take away.
    #[must_use]
    pub(super) fn inheriting(mut self, law: &Self) -> Self {
        self.remote = self.remote.or(law.remote);
        self.complex = self.complex.or(law.complex);
        self.remote_complex = self.remote_complex.or(law.remote_complex);
        self.several_places = self.several_places.or(law.several_places);
        self.extension = self.extension.or(law.extension);
        self.pausable |= law.pausable;
        self
    }

    /// Says whether some triggering day falls in both rows' spans of validity, for the same limit.
    pub fn lies_over(&self, law: &Self) -> bool {
        let begins_by = |a: &Self, b: &Self| b.valid_to.is_none_or(|last| a.valid_from <= last);
        self.id == law.id && begins_by(self, law) && begins_by(law, self)
    }
}
