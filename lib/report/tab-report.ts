import type { AppId } from '../apps/app';
import type { Carried } from '../carried';
import type { Destination } from '../destination';
import type { Hearing } from '../hearing';
import type { Identifier } from '../identifiers/identifier';
import type { MicrophoneUse } from '../microphone-use';
import type { Outcome, OwnVoice, Traffic, Transport, Via } from '../observation';
import type { RecognisedSound } from '../recognised-sound';
import type { Finding } from '../rules/rule';
import type { SeenMark } from '../software/mark';
import type { Subject } from '../subject';

/** One destination of one page view, with all that was seen of it. Plain JSON. */
export interface DestinationRow extends Destination {
  readonly key: string;
  readonly subject: Subject;
  readonly transport: Transport;
  readonly traffic: Traffic;
  readonly outcome: Outcome;
  /** Every answer so far came from the browser's cache. */
  readonly fromCache: boolean;
  /** Known from the page's own list alone: its request wasn't shown to us, nor its address. */
  readonly late: boolean;
  /** The browser itself says that a proxy stood between. */
  readonly proxied: boolean;
  readonly peer: 'server' | 'person';
  /** Who can hear the sound; `null` for rows that carry no voice. */
  readonly hearing: Hearing | null;
  /** Rooms and users that were named to it, or on the way to it. */
  readonly identifiers: readonly Identifier[];
  readonly via: readonly Via[];
  /** Key of the TURN server's row when the browser reaches this one only through it. */
  readonly relayedBy: string | null;
  /** Set when it is sound that goes another way than WebRTC, recognised by what it does. */
  readonly sound?: RecognisedSound;
  /** Milliseconds since the Unix epoch. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Requests, handshakes or candidate pairs. */
  readonly requests: number;
  /** `null` where the browser counts no bytes (requests). */
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  /** Left out where nobody counts it by kind: everything but peer connections. */
  readonly carried?: Carried;
  /** Whether sound of the user goes here; left out where it never has, as far as was seen. */
  readonly ownVoice?: Exclude<OwnVoice, 'never'>;
  /** Shortest seen, in seconds. */
  readonly roundTripTime: number | null;
  /** Marks of the software at this machine: what runs there, not who runs it. */
  readonly software: readonly SeenMark[];
}

/** Destinations beyond those that are kept are counted up to this number, since counting them takes memory. */
export const MOST_NOT_SHOWN = 10_000;

/** What could not be seen, and why. Shown wherever "nothing found" would be. */
export type Gap =
  /** The page loaded something from this host, and the browser didn't show us the request. */
  | { readonly kind: 'unseen-host'; readonly host: string }
  /** The page was there before we were: reload to see everything. */
  | { readonly kind: 'started-late' }
  /** More destinations than are kept for one page: so many at least once it is {@link MOST_NOT_SHOWN}. */
  | { readonly kind: 'not-shown'; readonly count: number }
  /** Destinations for which the browser's memory had no room. */
  | { readonly kind: 'not-kept'; readonly count: number }
  /** The page sent reports faster than are read. */
  | { readonly kind: 'reports-dropped'; readonly count: number }
  /** Scripts are given the microphone's sound, and no way was seen by which it leaves. */
  | { readonly kind: 'voice-untraced' }
  /** Locations are unknown because the data couldn't be read. */
  | { readonly kind: 'no-database'; readonly reason: string };

/**
 * `full`: every host. `partial`: only catalogued sites and vendors; voice is seen in both. `none`:
 * access to the page itself was taken back, so only what was seen before is known.
 */
export const COVERAGES = ['full', 'partial', 'none'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** What one path of a peer connection had carried when it was last read, and which row has it. */
export interface Meter {
  /** Key of the row. */
  readonly row: string;
  readonly sent: number;
  readonly received: number;
  readonly carried: Carried;
  readonly ownVoice: OwnVoice;
}

/** All that is known of one page view in one tab: what the badge, the popup and the audit show. */
export interface TabReport {
  readonly version: 1;
  /** Origin of the page; its path may name a room and is not kept. */
  readonly page: string;
  /** The browser's id of the document, to tell a late event of the page before. */
  readonly documentId: string | null;
  /** Origins of the page and its frames: whose background workers are this page's. */
  readonly origins: readonly string[];
  /** The catalogued app, `null` on a site the user added. */
  readonly app: AppId | null;
  /**
   * Whether the page was opened at the address of one of the app's rooms; `null` when that can't be
   * told. Later changes of the address within the page are not followed.
   */
  readonly place: 'room' | 'site' | null;
  readonly startedAt: number;
  readonly destinations: readonly DestinationRow[];
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly gaps: readonly Gap[];
  /** A proxy stands between, so no country is shown. */
  readonly proxied: boolean;
  /** Byte totals last read, by frame and path. */
  readonly meters: readonly (readonly [string, Meter])[];
  /** What each frame does with the microphone; left out until one does something. */
  readonly microphones?: readonly (readonly [string, MicrophoneUse])[];
}
