//! The fields of each kind of thing. Every `match` on these lists is exhaustive, so a new field does not compile until the board holds it;
//! `tests/fields.rs` asks for the rest.

use crate::core::document::Field;
use crate::core::document::id::Kind;

macro_rules! fields_of_kinds {
    ($($(#[$meta:meta])* $name:ident of $kind:ident { $($(#[$field_meta:meta])* $field:ident = $constant:ident),* $(,)? })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum $name { $($(#[$field_meta])* $field),* }

            impl $name {
                /// All of them.
                pub const ALL: [$name; [$(Field::$constant),*].len()] = [$($name::$field),*];

                /// The field with this number; `None` if only a newer version knows it.
                pub fn of(field: Field) -> Option<$name> {
                    match field {
                        $(Field::$constant => Some($name::$field),)*
                        _ => None,
                    }
                }

                /// Its number.
                pub const fn field(self) -> Field {
                    match self { $($name::$field => Field::$constant),* }
                }
            }
        )*

        /// All fields that this version knows, each with its kind of thing. Ballots and ratings have rounds instead of fields.
        pub fn known_fields() -> impl Iterator<Item = (Kind, Field)> {
            let all: [(Kind, &[Field]); [$(Kind::$kind),*].len()] = [$((Kind::$kind, &[$(Field::$constant),*])),*];
            all.into_iter().flat_map(|(kind, fields)| fields.iter().map(move |field| (kind, *field)))
        }
    };
}

fields_of_kinds! {
    /// The fields of the board itself.
    BoardField of BOARD {
        /// The title.
        Title = TEXT,
        /// The stage.
        Stage = STAGE,
        /// The timer.
        Timer = TIMER,
        /// Dots per person in the first round.
        Budget = BUDGET,
        /// The most dots of one person on one target in the first round.
        Cap = CAP,
        /// The current round of voting.
        Round = ROUND,
        /// Whether there are dots for "too loose".
        Poles = POLES,
        /// Whether ballots are hidden until the reveal.
        BallotSecrecy = SECRECY,
        /// Whether notes are hidden until the reveal.
        NoteSecrecy = WRITING,
        /// The first round whose ballots are still hidden.
        RevealedBallots = REVEALED_BALLOTS,
        /// Whether notes are visible because they were revealed.
        RevealedNotes = REVEALED_NOTES,
    }
    /// The fields of a layer.
    LayerField of LAYER {
        /// The agreed statement.
        Statement = TEXT,
        /// The intended level of control.
        Intended = INTENDED,
        /// Why it is rightly held tightly.
        Because = BECAUSE,
    }
    /// The fields of a person.
    PersonField of PERSON {
        /// The name.
        Name = TEXT,
        /// The colour of the badge.
        Colour = COLOUR,
        /// Leader or team.
        Role = ROLE,
    }
    /// The fields of a note.
    NoteField of NOTE {
        /// Its text.
        Text = TEXT,
        /// Its position: layer and order key.
        Place = PLACE,
        /// Its colour.
        Colour = COLOUR,
        /// Its author.
        Author = AUTHOR,
        /// The leading note of its group.
        Group = GROUP,
        /// Whether its text is, or was, in a private store.
        Hidden = HIDDEN,
    }
    /// The field of a deletion.
    DeletionField of DELETION {
        /// What it deletes.
        Target = TARGET,
    }
    /// The fields of an agreement.
    AgreementField of AGREEMENT {
        /// What is handed over.
        What = TEXT,
        /// Its layer.
        Layer = LAYER,
        /// What it was made from.
        Source = SOURCE,
        /// Who hands over.
        Giver = GIVER,
        /// Who takes over.
        Receiver = RECEIVER,
        /// The level of control now.
        From = LEVEL_FROM,
        /// The agreed level of control.
        To = LEVEL_TO,
        /// What good looks like.
        Good = GOOD,
        /// The limits to keep within.
        Guardrails = GUARDRAILS,
        /// When the leader steps back in.
        Triggers = TRIGGERS,
        /// What is not a reason to step back in.
        NoTriggers = NO_TRIGGERS,
        /// The style.
        Style = STYLE,
        /// The receiver's capability.
        Capability = CAPABILITY,
        /// The receiver's confidence.
        Confidence = CONFIDENCE,
        /// The day of the check-in.
        CheckIn = CHECK_IN,
        /// Its state.
        State = STATE,
    }
    /// The fields of a round of voting after the first.
    RoundField of ROUND {
        /// Dots per person.
        Budget = BUDGET,
        /// The most dots of one person on one target.
        Cap = CAP,
        /// What it votes on, if not on everything.
        Targets = TARGETS,
    }
    /// The field of an earlier workshop.
    WorkshopField of WORKSHOP {
        /// Its summary.
        Summary = SUMMARY,
    }
}
