//! The chime: two soft tones, synthesized, so no file has to be loaded.

use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

/// Plays the chime.
pub(super) fn ring() {
    // A browser without sound, or one that waits for a click first, stays silent; the announcement is made in any case.
    let _ = try_ring();
}

fn try_ring() -> Result<(), JsValue> {
    let audio = AudioContext::new()?;
    for (start, tone) in [(0.0, 660.0), (0.35, 880.0)] {
        let start = audio.current_time() + start;
        let (source, volume) = (audio.create_oscillator()?, audio.create_gain()?);
        source.set_type(OscillatorType::Sine);
        source.frequency().set_value(tone);
        volume.gain().set_value_at_time(0.0, start)?;
        volume.gain().linear_ramp_to_value_at_time(0.25, start + 0.03)?;
        volume.gain().linear_ramp_to_value_at_time(0.0, start + 0.6)?;
        source.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&audio.destination())?;
        source.start_with_when(start)?;
        source.stop_with_when(start + 0.7)?;
    }
    Ok(())
}
