import { markName } from '../software/mark';
import { MARKS, type TextMark } from '../software/marks';
import { append, hasOwn, indexOf, startsWith } from './captured-globals';
import type { PeerConnectionNatives } from './peer-connection-natives';

// Page world: see the rules in `captured-globals`. Session names and channel labels may name a
// room, so they are compared here, and only the name of the mark they fit goes on.

/** Marks in a session description, as the page passes it: Chromium rewrites its own copy. */
export function marksOfDescription(sdp: string): readonly string[] {
  const found: string[] = [];
  const { description } = MARKS;
  for (let i = 0; i < description.length; i += 1) {
    const { software, text } = description[i] as TextMark;
    if (hasLine(sdp, text)) addOnce(found, markName('description', software));
  }
  return found;
}

/** The marks of a connection together with those in the labels of its data channels. */
export function withChannels(
  natives: PeerConnectionNatives,
  stats: RTCStatsReport,
  marks: readonly string[],
): readonly string[] {
  const all: string[] = [];
  for (let i = 0; i < marks.length; i += 1) append(all, marks[i] as string);
  const { channel } = MARKS;
  natives.forEachStat(stats, (stat) => {
    if (!hasOwn(stat, 'label')) return;
    const { label } = stat as { readonly label: unknown };
    for (let i = 0; i < channel.length; i += 1) {
      const { software, text } = channel[i] as TextMark;
      if (label === text) addOnce(all, markName('channel', software));
    }
  });
  return all;
}

/** Whether a line begins with the text. */
function hasLine(sdp: string, text: string): boolean {
  return startsWith(sdp, text) || indexOf(sdp, `\n${text}`) >= 0;
}

function addOnce(list: string[], name: string): void {
  for (let i = 0; i < list.length; i += 1) if (list[i] === name) return;
  append(list, name);
}
