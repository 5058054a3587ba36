//! Random ids, from `uuid`. Not for encryption.

use uuid::Uuid;

use crate::core::document::id::DeviceId;

/// Random bits. The lower half of a version 4 UUID: all random but its two highest bits.
pub(super) fn bits() -> u64 {
    Uuid::new_v4().as_u64_pair().1
}

/// A device id for this page.
pub(super) fn device() -> DeviceId {
    DeviceId::from_random(bits())
}
