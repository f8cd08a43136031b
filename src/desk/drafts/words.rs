//! The words of the list of drafts.

use crate::words::words;

words! {
    /// Words of the list of drafts.
    pub enum DraftWord {
        Title => "Bản nháp của tôi", "My drafts";
        When => "Gõ lúc", "Typed at";
        What => "Việc", "What";
        Why => "Chỉ người gõ mở được bản nháp; lưu xong thì bản nháp mất.", "Only who typed a draft can open it; once saved, the draft is gone.";
        None => "Không còn bản nháp nào.", "No drafts left.";
        Discard => "Bỏ bản nháp?", "Discard the draft?";
        DiscardSeveral => "Bỏ hẳn {0} bản nháp đã chọn? Không lấy lại được.", "Throw away the {0} marked drafts? They cannot be brought back.";
        DiscardWords => "{0}, gõ lúc {1}. Bỏ rồi không lấy lại được.", "{0}, typed at {1}. It cannot be brought back.";
        Keep => "Giữ lại", "Keep it";
        Gone => "Bỏ hẳn", "Discard it";
        Lost => "Bản nháp này không còn nữa.", "This draft is no longer there.";
        Discarded => "Đã bỏ bản nháp.", "The draft is discarded.";
    }
}
