import type { Flow } from './sound-report';

/**
 * Whether one second looks like sound. Opus at its lowest useful rate is 6 kbit/s (RFC 6716
 * §2.1.1), 750 bytes a second; samples of 48 kHz in floating point and stereo are 384 kB. Sound is
 * cut into blocks of 20 to 250 ms, and a recorder's into seconds.
 */
const FEWEST_BYTES = 750;
const MOST_BYTES = 400_000;
const FEWEST_FRAMES = 4;
const FEWEST_RECORDED = 0.5;
/** 20 ms at 8 kbit/s; a game's movements are smaller. */
const SMALLEST_FRAME = 20;

/** @param elapsed milliseconds. */
export function isPaceOfSound(flow: Flow, elapsed: number, recorded: boolean): boolean {
  const seconds = elapsed / 1000;
  if (seconds <= 0) return false;
  const frames = flow.frames / seconds;
  const bytes = flow.bytes / seconds;
  return (
    frames >= (recorded ? FEWEST_RECORDED : FEWEST_FRAMES) &&
    bytes >= FEWEST_BYTES &&
    bytes <= MOST_BYTES &&
    flow.bytes / flow.frames >= SMALLEST_FRAME
  );
}

/** Seconds of it before it is called sound. */
const ENOUGH = 4;
/** Of the seconds at the pace of sound, at most this part may fall outside of the condition. */
const MOST_OUTSIDE = 0.2;

/**
 * Remembers when something went at the pace of sound, and whether it depends on a condition: a
 * microphone that is open, a page that plays. What goes on at the same pace without it is no sound.
 */
export interface PaceMemory {
  readonly inside: number;
  readonly outside: number;
}

export const NO_PACE: PaceMemory = { inside: 0, outside: 0 };

export function remember(
  memory: PaceMemory,
  elapsed: number,
  isSound: boolean,
  condition: boolean,
): PaceMemory {
  if (!isSound) return memory;
  const seconds = elapsed / 1000;
  return condition
    ? { ...memory, inside: memory.inside + seconds }
    : { ...memory, outside: memory.outside + seconds };
}

export function isConvincing({ inside, outside }: PaceMemory): boolean {
  return inside >= ENOUGH && outside <= MOST_OUTSIDE * inside;
}
