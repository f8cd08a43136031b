//! Words typed by Telex, key by key.

use super::*;

/// Types keys as the desk does: `<` is Backspace, `~` takes the composing back.
fn typed(keys: &str) -> String {
    let (mut composer, mut field) = (Composer::default(), String::new());
    for key in keys.chars() {
        let retyped = match key {
            '<' => {
                composer.backspace();
                field.pop();
                continue;
            }
            '~' => composer.undo().unwrap_or_default(),
            key => composer.take(key),
        };
        for _ in 0..retyped.erase {
            field.pop().unwrap();
        }
        field.push_str(&retyped.text);
    }
    field
}

#[test]
fn telex_composes_whatever_the_order_of_its_keys() {
    for (keys, text) in [
        ("Nguyeenx Thij Dduwowcj", "Nguyễn Thị Được"),
        ("Nguyeexn", "Nguyễn"),
        ("dduowcj", "được"),
        ("duocwjd", "được"),
        ("tieesng Vieejt", "tiếng Việt"),
        ("tiengse", "tiếng"),
        ("hoaf khoer thuyr", "hòa khỏe thủy"),
        ("toans hoawcj khuyur", "toán hoặc khuỷu"),
        ("quys gif gias giowf quaan", "quý gì giá giờ quân"),
        ("dda^", "đa^"),
        ("Ddaawsk Lawsk", "Đắk Lắk"),
        ("DDOONGF Ddoong", "ĐỒNG Đông"),
        ("huwowng nuwowcs rwng w", "hương nước rưng ư"),
        ("muaw uaw thuowr", "mưa ưa thuở"),
        ("nguwowif thuee", "người thuê"),
        ("as az asz", "á az a"),
        ("aws awr", "ắ ẳ"),
        ("khieeus naij", "khiếu nại"),
        ("nghieemj xoong", "nghiệm xông"),
    ] {
        assert_eq!(typed(keys), text, "{keys}");
    }
}

#[test]
fn what_is_no_vietnamese_syllable_stays_as_it_was_typed() {
    for word in [
        "text", "server", "file", "windows", "Word", "fax", "GPS", "https", "task", "mark",
    ] {
        assert_eq!(typed(&format!("{word} ")), format!("{word} "));
    }
}

#[test]
fn the_same_key_again_takes_its_mark_back() {
    for (keys, text) in [
        ("ass", "as"),
        ("aaa", "aa"),
        ("ddd", "dd"),
        ("oww", "ow"),
        ("ww", "w"),
        ("tww", "tw"),
        ("uww", "uw"),
        ("tesst", "test"),
    ] {
        assert_eq!(typed(keys), text, "{keys}");
    }
}

#[test]
fn backspace_takes_one_letter_and_composing_goes_on() {
    assert_eq!(typed("dduow<owcj"), "được");
    assert_eq!(typed("Nguyeen<x"), "Nguyễ");
    assert_eq!(typed("as<<e"), "e");
}

#[test]
fn one_word_can_be_taken_back_while_it_is_typed_and_right_after() {
    assert_eq!(typed("dax~"), "dax");
    assert_eq!(typed("dax~a"), "daxa", "the rest of the word stays plain");
    assert_eq!(typed("Thij dax ~"), "Thị dax ");
    assert_eq!(typed("an ~"), "an ", "nothing was composed");
}

#[test]
fn keys_of_a_text_become_that_text() {
    for text in ["Nguyễn", "Được", "ương", "ĐỒNG", "quý", "giờ"] {
        assert_eq!(composed(&keys_of(text)), text);
    }
}
