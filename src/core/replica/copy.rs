//! Equality and cloning of replicas, which leave out the tracker.

use super::Replica;

/// Compares everything but the tracker: reads and writes do not matter.
impl PartialEq for Replica {
    fn eq(&self, other: &Replica) -> bool {
        let Replica { device, tracker: _, document, board, private_store, owners, current_user, seen, released, history, others_histories } =
            self;
        *device == other.device
            && *document == other.document
            && *board == other.board
            && *private_store == other.private_store
            && *owners == other.owners
            && *current_user == other.current_user
            && *seen == other.seen
            && *released == other.released
            && *history == other.history
            && *others_histories == other.others_histories
    }
}

/// Gives the clone a tracker of its own.
impl Clone for Replica {
    fn clone(&self) -> Replica {
        let (document, private_store) = ((*self.document).clone(), self.stored_private_store());
        let mut copy = Replica::with_private_store(self.device, document, private_store);
        *copy.current_user = *self.current_user;
        *copy.history = (*self.history).clone();
        copy.others_histories = self.others_histories.clone();
        copy.released = self.released.clone();
        copy.project_again();
        copy.take_writes();
        copy
    }
}
