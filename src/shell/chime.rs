//! The chime: two soft tones, synthesized, so no file has to be loaded.
//!
//! Browsers hold the timers of a hidden page back, up to a minute. The clock of the sound is not held back, so a chime is set by it as soon
//! as its time is known.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::{AudioContext, AudioContextState, OscillatorNode, OscillatorType};

/// A chime that is set for a time of the sound's clock, in seconds.
struct Set {
    at: f64,
    tones: Vec<OscillatorNode>,
}

thread_local! {
    /// The sound of this page, made at the first chime.
    static SOUND: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
    static SET: RefCell<Option<Set>> = const { RefCell::new(None) };
}

/// How late a chime that is set may be before it counts as wrong, in seconds: the two clocks are not one, and one may have slept.
const CLOSE: f64 = 1.5;

/// Sets the chime for so many milliseconds from now, in place of an earlier one; `None` sets none.
pub(super) fn set(after_ms: Option<u64>) {
    take_back();
    if let Some(after_ms) = after_ms {
        // A browser without sound stays silent; the announcement is made in any case.
        let _ = try_set(after_ms as f64 / 1000.0);
    }
}

/// Plays the chime, unless it is being played as it was set, or was: a hidden page hears of the end late.
pub(super) fn ring() {
    let plays = SOUND.with_borrow(|sound| {
        let sound = sound.as_ref().filter(|sound| sound.state() == AudioContextState::Running)?;
        SET.with_borrow(|set| set.as_ref().map(|set| set.at < sound.current_time() + CLOSE))
    });
    if plays != Some(true) {
        set(Some(0));
    }
}

fn take_back() {
    if let Some(set) = SET.take() {
        for tone in set.tones {
            // One that has ended cannot be stopped, and need not be.
            let _ = tone.disconnect();
        }
    }
}

fn try_set(after: f64) -> Result<(), JsValue> {
    let sound = match SOUND.take() {
        Some(sound) => sound,
        None => AudioContext::new()?,
    };
    SOUND.set(Some(sound.clone()));
    // Where sound waits for a first press, this may be it.
    let _ = sound.resume()?;
    let at = sound.current_time() + after;
    let tones = [(0.0, 660.0), (0.35, 880.0)].map(|(later, pitch)| tone(&sound, at + later, pitch));
    SET.set(Some(Set { at, tones: tones.into_iter().collect::<Result<_, _>>()? }));
    Ok(())
}

fn tone(sound: &AudioContext, start: f64, pitch: f32) -> Result<OscillatorNode, JsValue> {
    let (source, volume) = (sound.create_oscillator()?, sound.create_gain()?);
    source.set_type(OscillatorType::Sine);
    source.frequency().set_value(pitch);
    volume.gain().set_value_at_time(0.0, start)?;
    volume.gain().linear_ramp_to_value_at_time(0.25, start + 0.03)?;
    volume.gain().linear_ramp_to_value_at_time(0.0, start + 0.6)?;
    source.connect_with_audio_node(&volume)?;
    volume.connect_with_audio_node(&sound.destination())?;
    source.start_with_when(start)?;
    source.stop_with_when(start + 0.7)?;
    Ok(source)
}
