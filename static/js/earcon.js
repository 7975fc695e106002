// Small sounds that say no word. Each has its twin on the screen: a box that fills, the alert itself.

let air = null;

export function loudness() {
  // Nine steps of 4 dB: each is heard, none startles.
  const volume = Number(document.getElementById("page")?.dataset.volume ?? 5);
  return 10 ** (((volume - 9) * 4) / 20);
}

function tone(hertz, seconds, after = 0) {
  air ??= new AudioContext();
  const start = air.currentTime + after;
  const source = new OscillatorNode(air, { frequency: hertz });
  const gain = new GainNode(air, { gain: 0.3 * loudness() });
  gain.gain.setTargetAtTime(0, start + seconds / 2, seconds / 4);
  source.connect(gain).connect(air.destination);
  source.start(start);
  source.stop(start + seconds);
}

function sound(name, play) {
  document.dispatchEvent(new CustomEvent("earcon", { detail: { name } }));
  try {
    play();
  } catch {
    // A machine without sound still shows the twin.
  }
}

export function tick() {
  sound("tick", () => tone(880, 0.05));
}

export function bell() {
  sound("bell", () => {
    tone(660, 0.4);
    tone(880, 0.6, 0.25);
  });
}
