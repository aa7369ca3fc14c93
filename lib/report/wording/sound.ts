import type { MicrophoneState } from '../../microphone-use';
import { confidenceIn } from '../../recognised-sound';
import { type Phrase, phrase } from '../phrase';
import type { DestinationRow, TabReport } from '../tab-report';
import { slug } from './statement';

/** How recognised sound travels, and which way; empty for WebRTC. */
export function soundRemarks({ sound, transport }: DestinationRow): readonly Phrase[] {
  if (sound === undefined) return [];
  const { sent, received } = sound;
  return [
    phrase(wayOf(transport)),
    ...(sent === null ? [] : [phrase(`row_sound_sent_${confidenceIn(sent)}`)]),
    ...(received === null ? [] : [phrase(`row_sound_received_${confidenceIn(received)}`)]),
  ];
}

function wayOf(transport: DestinationRow['transport']) {
  if (transport === 'ws' || transport === 'wss') return 'row_over_websocket';
  return transport === 'webtransport' ? 'row_over_webtransport' : 'row_as_stream';
}

/** What it was recognised by, one sentence for each direction. */
export function soundBasis({ sound }: DestinationRow): readonly Phrase[] {
  if (sound === undefined) return [];
  const { sent, received } = sound;
  return [
    ...(sent === null ? [] : [phrase(`sound_by_${slug(sent)}`)]),
    ...(received === null ? [] : [phrase(`sound_by_${slug(received)}`)]),
  ];
}

/** Says that the page has the microphone; `null` while it has none. */
export function microphoneWords({ microphones = [] }: TabReport): Phrase | null {
  const states = new Set<MicrophoneState>(microphones.map(([, { state }]) => state));
  if (states.has('on')) return phrase('note_microphone_on');
  return states.has('muted') ? phrase('note_microphone_muted') : null;
}
