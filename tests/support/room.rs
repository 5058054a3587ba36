//! Replicas that a short script drives: a room of peers, each on a device of its own.
//!
//! A script is a list of turns, separated by `;`. A turn is `sync` (all get all), `ana>bob` (bob gets what ana did), or a device's
//! name, a colon and actions:
//!
//! | action | means |
//! | --- | --- |
//! | `V+a`, `V+a\|b` | add the note a, or several at once, to Vision (letters V M A G K T) |
//! | `a=text`, `V=text`, `title=text` | change a note, a layer's statement, the title |
//! | `a>G`, `a<b`, `a↑`, `a↓` | move to the end of Goals, before b, earlier, later |
//! | `a#Rose`, `V%4`, `rules5/3` | colour, intended level, dots per person and cap |
//! | `!a`, `!Ana`, `@Ana`, `@@Ana¶Ben` | delete a note, remove a person, add a person, paste a list of names |
//! | `Ana~Leader`, `levels0` | a role, the first preset of intended levels |
//! | `Ana*a`, `Ana*V`, `Ana/a`, `Ana/` | Ana puts a dot on a note or a layer, takes one back, takes all back |
//! | `V§why` | why Vision is rightly held tightly |
//! | `Ana-V`, `Ana÷V` | Ana puts a too-loose dot, takes one back |
//! | `Ana.V345` | Ana rates Vision: clarity 3, now 4, needed 5; 0 for no answer |
//! | `Ana.V!3` | Ana's reasons for holding on to Vision, as a number |
//! | `a&b`, `a^`, `a&`, `a&&` | put a into b's group, make a lead, take a out, take the group apart |
//! | `poles1`, `hidden1`, `private1`, `round`, `top2` | both poles, hidden votes, private writing, the next round, a run-off among two |
//! | `undo`, `redo`, `end`, `wait2000` | undo, redo, end of typing, milliseconds pass |
//! | `hand`, `hand@Ana` | nobody is the current user, Ana is: new notes are hers |
//!
//! A note keeps the name under which it was added, whatever its text says later; `_` is a space, `¶` a line break. `?` and a rejection's name
//! after an action mean that it must be rejected: `!a?Gone`, `undo?Nothing`.

use std::collections::BTreeMap;

use alignment_board::core::board::layer::{Level, Preset};
use alignment_board::core::board::rating::{Clarity, Rating, Reasons};
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::voting::{Pole, Poles, Secrecy, Target, VoteRules};
use alignment_board::core::board::{Board, Colour, Role};
use alignment_board::core::command::{Command, Destination};
use alignment_board::core::document::id::{Kind, NoteId, PersonId, Thing};
use alignment_board::core::document::{Delta, Document};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;
use alignment_board::core::replica::private_store::CurrentUser;

use super::{device, layer, snapshot};

struct Peer {
    name: String,
    replica: Replica,
    log: Vec<Delta>,
    /// How much of each other peer's log has been received.
    received: BTreeMap<String, usize>,
}

/// The peers, and the names of their things.
#[derive(Default)]
pub(crate) struct Room {
    peers: Vec<Peer>,
    things: BTreeMap<String, Thing>,
    now: u64,
}

impl Room {
    /// Runs a script in an empty room, then syncs.
    pub(crate) fn play(script: &str) -> Room {
        let mut room = Room::default();
        room.run(script);
        room.sync();
        room
    }

    /// Runs more turns.
    pub(crate) fn run(&mut self, script: &str) {
        // Every peer exists from the start.
        for (who, _) in script.split(';').filter_map(|turn| turn.split_once(':')) {
            self.place(who.trim());
        }
        for turn in script.split(';').map(str::trim).filter(|turn| !turn.is_empty()) {
            match (turn.split_once(':'), turn.split_once('>')) {
                _ if turn == "sync" => self.sync(),
                (Some((who, actions)), _) => actions.split_whitespace().for_each(|action| self.act(who.trim(), action)),
                (None, Some((from, to))) => self.deliver(from.trim(), to.trim()),
                (None, None) => panic!("no turn: {turn}"),
            }
        }
    }

    /// Everybody's board. Checks that all agree: the updated boards, those rebuilt from the document, and merges in either order.
    pub(crate) fn board(&self) -> &Board {
        let first = &self.peers[0];
        for peer in &self.peers {
            assert_eq!(snapshot(peer.replica.board()), snapshot(first.replica.board()), "{} and {}", peer.name, first.name);
            assert_eq!(peer.replica.document(), first.replica.document(), "{} and {}", peer.name, first.name);
            assert_eq!(snapshot(&Board::of(peer.replica.document())), snapshot(peer.replica.board()), "{}", peer.name);
        }
        let logs = self.peers.iter().flat_map(|peer| peer.log.iter().flatten().cloned());
        let forwards: Document = logs.clone().collect();
        let backwards: Document = logs.rev().collect();
        assert_eq!(&forwards, first.replica.document(), "merged in order");
        assert_eq!(&backwards, first.replica.document(), "merged backwards");
        first.replica.board()
    }

    /// One peer's replica.
    pub(crate) fn replica(&mut self, who: &str) -> &mut Replica {
        let place = self.place(who);
        &mut self.peers[place].replica
    }

    /// The note of this name.
    pub(crate) fn note(&self, name: &str) -> NoteId {
        self.things.get(name).copied().and_then(NoteId::of).unwrap_or_else(|| panic!("no note {name}"))
    }

    /// The person of this name.
    pub(crate) fn person(&self, name: &str) -> PersonId {
        self.things.get(name).copied().and_then(PersonId::of).unwrap_or_else(|| panic!("no person {name}"))
    }

    fn place(&mut self, who: &str) -> usize {
        if let Some(place) = self.peers.iter().position(|peer| peer.name == who) {
            return place;
        }
        let replica = Replica::new(device(self.peers.len() as u64 + 1), Document::new());
        self.peers.push(Peer { name: String::from(who), replica, log: Vec::new(), received: BTreeMap::new() });
        self.peers.len() - 1
    }

    fn deliver(&mut self, from: &str, to: &str) {
        let (from, to) = (self.place(from), self.place(to));
        let (name, log) = (self.peers[from].name.clone(), self.peers[from].log.clone());
        let received = self.peers[to].received.insert(name, log.len()).unwrap_or(0);
        for delta in log.into_iter().skip(received) {
            self.peers[to].replica.receive(delta);
            // What this releases goes to the others as well.
            let released = self.peers[to].replica.take_released();
            if !released.is_empty() {
                self.peers[to].log.push(released);
            }
        }
    }

    fn sync(&mut self) {
        let names: Vec<String> = self.peers.iter().map(|peer| peer.name.clone()).collect();
        for to in &names {
            names.iter().filter(|from| *from != to).for_each(|from| self.deliver(from, to));
        }
    }

    fn act(&mut self, who: &str, action: &str) {
        let (action, expected) = action.split_once('?').unwrap_or((action, ""));
        let place = self.place(who);
        let answer = self.perform(place, action);
        assert_eq!(answer, expected, "{who}: {action}");
    }

    /// Performs an action; returns why it was rejected, or an empty text.
    fn perform(&mut self, place: usize, action: &str) -> String {
        let peer = &mut self.peers[place];
        let direction = match action {
            "undo" => Direction::Undo,
            "redo" => Direction::Redo,
            "end" => {
                peer.replica.end_typing();
                return String::new();
            }
            "hand" => {
                peer.replica.switch_user(CurrentUser::Nobody);
                return String::new();
            }
            _ if action.starts_with("hand@") => {
                let person = self.person(&action[5..]);
                self.peers[place].replica.switch_user(CurrentUser::Person(person));
                return String::new();
            }
            _ => return self.command(place, action),
        };
        match peer.replica.step(direction, 0) {
            Some(step) => peer.log.push(step.delta),
            None => return String::from("Nothing"),
        }
        String::new()
    }

    fn command(&mut self, place: usize, action: &str) -> String {
        if let Some(pause) = action.strip_prefix("wait") {
            self.now += pause.parse::<u64>().expect("milliseconds");
            return String::new();
        }
        let mut command = self.parse(action);
        if let Command::AddNotes { author, .. } = &mut command {
            *author = self.peers[place].replica.current_user().person();
        }
        let peer = &mut self.peers[place];
        let delta = match peer.replica.act(&command, self.now) {
            Ok(delta) => delta,
            Err(refused) => return format!("{refused:?}"),
        };
        // New things are written in the order that the command names them.
        let mut made: Vec<Thing> = delta.iter().map(|(key, _)| key.thing).collect();
        made.dedup();
        let names: Vec<String> = match command {
            Command::AddNotes { texts, .. } => texts,
            Command::AddPeople(names) => names,
            _ => Vec::new(),
        };
        self.things.extend(names.into_iter().zip(made));
        peer.log.push(delta);
        let released = peer.replica.take_released();
        if !released.is_empty() {
            peer.log.push(released);
        }
        String::new()
    }

    fn parse(&self, action: &str) -> Command {
        let text = |text: &str| text.replace('_', " ").replace('¶', "\n");
        if let Some(names) = action.strip_prefix("@@") {
            return Command::PastePeople(text(names));
        }
        if let Some((person, name)) = action.split_once('→') {
            return Command::RenamePerson { person: self.person(person), name: text(name) };
        }
        if let Some((name, role)) = action.split_once('~') {
            let role = Role::ALL.into_iter().find(|one| format!("{one:?}") == role).expect("a role");
            return Command::SetRole { person: self.person(name), role };
        }
        if let Some(preset) = action.strip_prefix("levels") {
            return Command::SetPreset(Preset::ALL[preset.parse::<usize>().expect("a preset")]);
        }
        if let Some(command) = self.parse_rule(action).or_else(|| self.parse_vote(action)).or_else(|| self.parse_group(action)) {
            return command;
        }
        if let Some(name) = action.strip_prefix('@') {
            return Command::AddPeople(vec![text(name)]);
        }
        if let Some(name) = action.strip_prefix('!') {
            let is_person = self.things.get(name).is_some_and(|thing| thing.kind == Kind::PERSON);
            return if is_person { Command::RemovePerson(self.person(name)) } else { Command::DeleteNote(self.note(name)) };
        }
        if let Some((budget, cap)) = action.strip_prefix("rules").and_then(|rules| rules.split_once('/')) {
            return Command::SetRules(VoteRules::new(budget.parse().expect("dots"), cap.parse().expect("cap")));
        }
        if let Some(name) = action.strip_suffix(['↑', '↓']) {
            let to = if action.ends_with('↑') { Destination::Earlier } else { Destination::Later };
            return Command::MoveNote { note: self.note(name), to };
        }
        let sign = action.find(['+', '=', '>', '<', '#', '%', '*', '/', '-']).unwrap_or_else(|| panic!("no action: {action}"));
        let (left, right) = (&action[..sign], &action[sign + 1..]);
        let target = || layer(right).map_or_else(|| Target::Note(self.note(right)), Target::Layer);
        match (action.as_bytes()[sign], layer(left)) {
            (b'+', Some(layer)) => {
                let texts = right.split('|').map(text).collect();
                Command::AddNotes { layer, texts, colour: Colour::Butter, author: None }
            }
            (b'=', Some(layer)) => Command::SetStatement { layer, text: text(right) },
            (b'%', Some(layer)) => Command::SetIntended { layer, level: right.parse().ok().and_then(Level::new).expect("a level") },
            (b'=', None) if left == "title" => Command::SetTitle(text(right)),
            (b'=', None) => Command::EditNote { note: self.note(left), text: text(right) },
            (b'>', None) => Command::MoveNote { note: self.note(left), to: Destination::End(layer(right).expect("a layer")) },
            (b'<', None) => Command::MoveNote { note: self.note(left), to: Destination::Before(self.note(right)) },
            (b'#', None) => {
                let colour = Colour::ALL.into_iter().find(|colour| format!("{colour:?}") == right).expect("a colour");
                Command::ColourNote { note: self.note(left), colour }
            }
            (b'*', None) => Command::AddDot { voter: self.person(left), target: target(), pole: Pole::Tight },
            (b'-', None) => Command::AddDot { voter: self.person(left), target: target(), pole: Pole::Loose },
            (b'/', None) if right.is_empty() => Command::ClearBallot(self.person(left)),
            (b'/', None) => Command::TakeDot { voter: self.person(left), target: target(), pole: Pole::Tight },
            _ => panic!("no action: {action}"),
        }
    }

    fn parse_rule(&self, action: &str) -> Option<Command> {
        if let Some((on, why)) = action.split_once('§') {
            return Some(Command::SetBecause { layer: layer(on)?, text: why.replace('_', " ") });
        }
        let number = |start: &str| action.strip_prefix(start)?.parse::<u64>().ok();
        let poles = number("poles").and_then(Poles::from_number).map(Command::SetPoles);
        let hidden = number("hidden").and_then(Secrecy::from_number).map(Command::SetBallotSecrecy);
        let private = number("private").and_then(Secrecy::from_number).map(Command::SetNoteSecrecy);
        let round = (action == "round").then_some(Command::StartRound);
        let stage = number("stage").and_then(Stage::from_number).map(Command::GoTo);
        let top = number("top").map(|top| Command::StartRunOff(top as usize));
        poles.or(hidden).or(private).or(round).or(stage).or(top)
    }

    /// Ratings and reasons, and too-loose dots that are taken back.
    fn parse_vote(&self, action: &str) -> Option<Command> {
        if action.contains(['+', '=']) {
            return None;
        }
        if let Some((name, on)) = action.split_once('÷') {
            let target = layer(on).map_or_else(|| Target::Note(self.note(on)), Target::Layer);
            return Some(Command::TakeDot { voter: self.person(name), target, pole: Pole::Loose });
        }
        let (name, said) = action.split_once('.')?;
        let (voter, layer) = (self.person(name), layer(&said[..1])?);
        if let Some(reasons) = said[1..].strip_prefix('!') {
            return Some(Command::GiveReasons { voter, layer, reasons: Reasons::from_number(reasons.parse().expect("a number")) });
        }
        let digit = |place: usize| said[place..=place].parse::<u64>().expect("a digit");
        let rating = Rating { clarity: Clarity::new(digit(1)), now: Level::new(digit(2)), needed: Level::new(digit(3)) };
        Some(Command::Rate { voter, layer, rating })
    }

    fn parse_group(&self, action: &str) -> Option<Command> {
        if action.contains(['+', '=']) {
            return None;
        }
        if let Some(name) = action.strip_suffix('^') {
            return Some(Command::LeadGroup(self.note(name)));
        }
        Some(match action.split_once('&')? {
            (name, "") => Command::LeaveGroup(self.note(name)),
            (name, "&") => Command::TakeApart(self.note(name)),
            (name, with) => Command::GroupNotes { note: self.note(name), with: self.note(with) },
        })
    }
}
