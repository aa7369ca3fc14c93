import { parseOrigin } from './origin';
import type { SoundEvent } from './sound-event';

/** A player of the page plays something without an end. */
export interface PlayerReport {
  readonly kind: 'player';
  /** Scheme, host and port it comes from; `null` when scripts feed the player. */
  readonly origin: string | null;
}

/** The page plays a live stream that its scripts fetch piece by piece. */
export interface LivePlaybackEvent {
  readonly kind: 'live-playback';
}

export function parsePlayerReport(value: unknown): PlayerReport | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, origin } = value as { readonly [field: string]: unknown };
  if (kind !== 'player' || (origin !== null && typeof origin !== 'string')) return null;
  return { kind, origin };
}

/**
 * Hears of players that are part of the document, from the isolated world. Those that aren't
 * (`new Audio()`) are watched in the page world.
 */
export function watchAttachedPlayers(onPlayer: (report: PlayerReport) => void): () => void {
  const look = ({ target }: Event) => {
    if (!(target instanceof HTMLMediaElement) || target.duration !== Number.POSITIVE_INFINITY)
      return;
    // A player of a MediaStream, which is WebRTC's or the microphone's, has no source.
    if (target.paused || target.currentSrc === '') return;
    const isFed = target.currentSrc.startsWith('blob:');
    onPlayer({ kind: 'player', origin: isFed ? null : new URL(target.currentSrc).origin });
  };
  const types = ['playing', 'durationchange'];
  for (const type of types) document.addEventListener(type, look, true);
  return () => {
    for (const type of types) document.removeEventListener(type, look, true);
  };
}

const MOST_ORIGINS = 64;

/** Tells once of each machine that a player has an endless stream from. */
export function createPlayerReporter(
  offer: (event: SoundEvent | LivePlaybackEvent) => boolean,
): (report: PlayerReport, now: number) => void {
  const told = new Set<string | null>();
  return ({ origin }, now) => {
    if (told.has(origin) || told.size >= MOST_ORIGINS) return;
    const event = origin === null ? ({ kind: 'live-playback' } as const) : streamOf(origin, now);
    if (event !== null && offer(event)) told.add(origin);
  };
}

function streamOf(origin: string, at: number): SoundEvent | null {
  const parsed = parseOrigin(origin);
  if (parsed === null) return null;
  const bytes = { bytesSent: 0, bytesReceived: 0 };
  return { kind: 'sound', at, channel: null, ...parsed, sent: null, received: 'endless', ...bytes };
}
