//! Randomness, from `uuid`. Makes ids; encrypts nothing.

use uuid::Uuid;

use crate::core::document::id::DeviceId;

/// Random bits, from the part of a version 4 UUID that holds nothing else.
pub(super) fn bits() -> u64 {
    Uuid::new_v4().as_u64_pair().1
}

/// The id of this page.
pub(super) fn device() -> DeviceId {
    DeviceId::from_random(bits())
}
