/**
 * `on`: a track of it is live, enabled and not muted. `muted`: the page holds it, silenced by the
 * page or by the system. `ended`: it was used before.
 */
export const MICROPHONE_STATES = ['on', 'muted', 'ended'] as const;
export type MicrophoneState = (typeof MICROPHONE_STATES)[number];

/** What one frame does with the microphone. */
export interface MicrophoneUse {
  readonly state: MicrophoneState;
  /** Scripts have been given its sound for some seconds. */
  readonly read: boolean;
}
