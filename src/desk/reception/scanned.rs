//! A card that was scanned or pasted into the number or the name: it fills the identity, and the cursor goes
//! to what is still empty. It must not know how the text came in.

use super::intake::Intake;
use super::key::{Key, PersonKey, Who};
use super::words::FormWord;
use crate::desk::field::Verdict;
use crate::desk::frame::date;
use crate::desk::house::House;
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::register::card::{Card, Scan, scan};
use crate::register::words::IdKind;

impl Intake {
    /// Looks whether a field holds a card, and fills in what it says.
    pub(super) fn scanned(&mut self, key: Key, ctx: &Ctx) {
        let Key::Person(who, PersonKey::Number | PersonKey::Name) = key else {
            return;
        };
        match scan(&self.sheet.typed(key)) {
            Scan::Typed => {}
            Scan::OtherCode => {
                let words = ctx.say(FormWord::OtherCode).to_owned();
                self.sheet.judge(key, Verdict::Odd(words));
            }
            Scan::Card(card) => self.fill_from(&card, who, key, ctx),
        }
    }

    /// A code came from a scanner, wherever the cursor stands: a card fills the person under it, or the one
    /// last typed at; another code is said to be one. Nothing is saved by it.
    pub(super) fn scanned_from_afar(&mut self, text: &str, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.saving.is_some() {
            return Vec::new();
        }
        let who = match self.sheet.form(self.step).focused() {
            Some(Key::Person(who, _)) => who,
            _ => self.person,
        };
        match scan(text) {
            Scan::Card(card) => {
                let key = Key::Person(who, PersonKey::Number);
                self.fill_from(&card, who, key, ctx);
                self.changed(key, false, ctx)
            }
            Scan::OtherCode | Scan::Typed => {
                let words = ctx.say(FormWord::OtherCode).to_owned();
                vec![Effect::Notice(Kind::Warning, words)]
            }
        }
    }

    fn fill_from(&mut self, card: &Card, who: Who, scanned_at: Key, ctx: &Ctx) {
        self.sheet.fill(scanned_at, "");
        if let Some(older) = &card.old_number {
            self.older_numbers
                .insert(card.number.clone(), older.clone());
        }
        let born = card
            .born
            .map(date)
            .or_else(|| card.born_year.map(|year| year.to_string()));
        let fields = [
            (PersonKey::Number, Some(card.number.clone())),
            (PersonKey::Name, card.name.clone()),
            (PersonKey::Born, born),
            (PersonKey::Sex, card.sex.map(|sex| sex.word().to_owned())),
            (PersonKey::Address, card.address.clone()),
            (PersonKey::IdKind, Some(IdKind::Cccd.word().to_owned())),
            (PersonKey::Issued, card.issued.map(date)),
        ];
        for (key, content) in fields {
            // What the card leaves out stays as it was typed.
            if let Some(content) = content {
                self.sheet.fill(Key::Person(who, key), &content);
            }
        }
        self.refresh(ctx);
        super::notes::compare(&mut self.sheet, who, ctx);
        if card.name_damaged {
            let words = ctx.say(FormWord::NameDamaged).to_owned();
            let key = Key::Person(who, PersonKey::Name);
            self.sheet.judge(key, Verdict::Odd(words));
            self.focus(key);
        }
        if card.address_damaged {
            let words = ctx.say(FormWord::NameDamaged).to_owned();
            let key = Key::Person(who, PersonKey::Address);
            self.sheet.judge(key, Verdict::Odd(words));
            if !card.name_damaged {
                self.focus(key);
            }
        }
        if card.name_damaged || card.address_damaged {
            return;
        }
        let asked = [
            PersonKey::Name,
            PersonKey::Born,
            PersonKey::Sex,
            PersonKey::Address,
            PersonKey::Unit,
            PersonKey::Phone,
        ];
        let key = |of| Key::Person(who, of);
        let empty = asked
            .into_iter()
            .find(|of| self.sheet.typed(key(*of)).is_empty());
        self.focus(key(empty.unwrap_or(PersonKey::Phone)));
    }
}
