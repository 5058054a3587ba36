//! Whether a view that has been worked out has to be worked out again after a change.

use alignment_board::core::replica::Replica;

/// What a change has done to a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stale {
    /// Nothing was written that it has read, and it is the same.
    No,
    /// Something was written that it has read, but it is the same.
    Same,
    /// Something was written that it has read, and it differs.
    Differs,
}

/// Works out a view, changes the replica, and works it out again. A view that differs without being found stale is a failure.
pub(crate) fn stale_after<V: PartialEq>(replica: &mut Replica, view: &dyn Fn(&Replica) -> V, change: impl FnOnce(&mut Replica)) -> Stale {
    replica.take_writes();
    let (before, reads) = replica.tracker().clone().reads(|| view(replica));
    change(replica);
    let is_written = reads.meets(replica.take_writes().aspects);
    match (is_written, before == view(replica)) {
        (false, true) => Stale::No,
        (true, true) => Stale::Same,
        (true, false) => Stale::Differs,
        (false, false) => panic!("a view differs that was not found stale"),
    }
}
