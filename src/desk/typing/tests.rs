//! The typing test tells the ways of typing apart by what really arrives.

use super::TypingTest;
use crate::desk::house::{Answering, House};
use crate::desk::rehearsal::Rehearsal;
use crate::office::ask::Answer;

fn said(keys: &str) -> String {
    let office = Answering(|_| Answer::DraftKept);
    let mut desk: Rehearsal<House, _> =
        Rehearsal::new(Box::new(TypingTest::new()), office, (80, 24));
    desk.play(keys).unwrap();
    desk.screen()
}

#[test]
fn each_way_of_typing_is_told() {
    for (keys, words) in [
        ("Nguyễn Thị Được khiếu nại", "kiểu ibus"),
        (
            "Nguye<bs>ên<bs><bs>ễn Thi<bs>ị Đươc<bs><bs>ợc khiê<bs>ếu nai<bs><bs>ại",
            "kiểu UniKey",
        ),
        (
            "Nguye\u{302}\u{303}n Thi\u{323} Đươ\u{323}c khie\u{302}\u{301}u na\u{323}i",
            "Unicode tổ hợp",
        ),
        ("<C-g>Nguyeenx Thij Dduwowcj khieeus naij", "Telex có sẵn"),
        // With the built-in Telex on, what an input method sent is not taken for its work.
        ("<C-g>Nguyễn Thị Được khiếu nại", "đến sẵn từ bộ gõ"),
        (
            "<C-g>Nguye<bs>ên<bs><bs>ễn Thi<bs>ị Đươc<bs><bs>ợc khiê<bs>ếu nai<bs><bs>ại",
            "đến sẵn từ bộ gõ",
        ),
        ("<C-g>Nguyễnx Thị Đ", "cùng bật"),
        // Only what came since the line was empty counts.
        (
            "Nguyễn<C-u><C-g>Nguyeenx Thij Dduwowcj khieeus naij",
            "bằng Telex có sẵn",
        ),
        ("Nguyeenx Thij ", "chưa có bộ gõ"),
        ("Nguye6n4 Thi5 ", "chữ số"),
        ("<paste:Nguyễn Thị Được khiếu nại>", "dán vào"),
        ("Nguyên Thị ", "Khác từ chữ thứ 5: cần “ễ”, đến “ê”"),
        ("Nguy", "Còn 21 chữ"),
    ] {
        let screen = said(keys);
        assert!(screen.contains(words), "{keys}: {screen}");
    }
}
