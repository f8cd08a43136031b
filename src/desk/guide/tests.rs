//! The questions at work: answered key by key, taken back, explained.

use super::*;
use crate::desk::house::Answering;
use crate::desk::rehearsal::Rehearsal;
use crate::law::guide::Settles;
use crate::office::ask::{Answer, Failure};
use crate::register::act::StepKind;
use crate::register::words::{Class, Field, Subject};

fn desk(
    standing: Standing,
    size: (u16, u16),
) -> Rehearsal<House, impl crate::desk::office_thread::OfficeLink<House>> {
    let office = Answering(|_| Answer::Failed(Failure::NobodyHere));
    let mut desk = Rehearsal::new(Box::new(GuideScreen::new(standing)), office, size);
    desk.play("").unwrap();
    desk
}

#[test]
fn every_word_that_an_answer_settles_is_one_of_the_books() {
    for question in Guide::statute().questions() {
        for (key, word) in question.yes.settles.iter().chain(&question.no.settles) {
            let known = match key {
                Settles::Class => Class::from_word(word).is_some(),
                Settles::Field => Field::from_word(word).is_some(),
                Settles::Subject => Subject::from_word(word).is_some(),
                Settles::Way => StepKind::from_word(word).is_some(),
                _ => true,
            };
            assert!(known, "{} {word}", question.id);
        }
    }
}

#[test]
fn a_question_stands_with_its_article_and_tells_why() {
    let mut desk = desk(Standing::default(), (80, 24));
    assert!(desk.screen().contains("Luật Tiếp công dân Đ25.3"));
    assert!(!desk.screen().contains("Vì sao hỏi"));
    desk.play("<f2>").unwrap();
    assert!(desk.screen().contains("Vì sao hỏi"), "{}", desk.screen());
    desk.play("k").unwrap();
    assert!(
        desk.screen().contains("quyền, lợi ích"),
        "{}",
        desk.screen()
    );
}

#[test]
fn an_answer_is_taken_back_also_one_that_the_form_gave() {
    let known = Known::from([("mixed".to_owned(), false)]);
    let standing = Standing {
        known,
        ..Standing::default()
    };
    let mut desk = desk(standing, (80, 24));
    assert!(
        desk.screen().contains("đã ghi trong đơn"),
        "{}",
        desk.screen()
    );
    desk.play("c").unwrap();
    assert!(desk.screen().contains("Câu 3"));
    desk.play("<left>").unwrap();
    assert!(desk.screen().contains("Câu 2"));
    desk.play("<left>").unwrap();
    assert!(desk.screen().contains("Câu 1"), "{}", desk.screen());
    desk.play("c").unwrap();
    assert!(
        desk.screen().contains("tách thành 2 đơn"),
        "{}",
        desk.screen()
    );
}
