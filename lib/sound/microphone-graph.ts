import { append, type Weakly, weakly, weakMap } from '../rtc/captured-globals';
import { wrapMethod } from '../rtc/wrap-native';
import type { webAudio } from './sound-natives';
import type { MicrophoneWatch } from './watch-microphone';

// Page world: see the rules in `captured-globals`.

/** Connections remembered of one node; a mixing desk has dozens. */
const MOST_CONNECTIONS = 64;
const MOST_SCRIPTED = 64;

export interface AudioGraph {
  /** The microphone flows into a node where scripts get its samples. */
  readonly isMicrophoneProcessed: () => boolean;
  /** A node in which scripts make sound, other than of the microphone, is connected. */
  readonly isScripted: () => boolean;
}

/**
 * Follows the microphone through the page's audio nodes, in whatever order they are connected.
 * A level meter (AnalyserNode) is no way out: it draws a bar.
 */
export function watchAudioGraph(
  natives: NonNullable<typeof webAudio>,
  microphone: MicrophoneWatch,
): AudioGraph {
  const heard = weakMap<AudioNode, true>();
  const connected = weakMap<AudioNode, AudioNode[]>();
  const scripted: Weakly<AudioNode>[] = [];
  let processed = false;

  function is(kind: (node: never) => unknown, node: AudioNode): boolean {
    try {
      kind(node as never);
      return true;
    } catch {
      return false;
    }
  }

  function isScript(node: AudioNode): boolean {
    return is(natives.workletPort, node) || is(natives.processorSize, node);
  }

  function isSource(node: AudioNode): boolean {
    try {
      return microphone.isIn(natives.sourceStream(node as MediaStreamAudioSourceNode));
    } catch {
      return false;
    }
  }

  /** Not recursive: a page may chain as many nodes as it likes. */
  function hear(first: AudioNode): void {
    const nodes = [first];
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i] as AudioNode;
      if (heard.get(node)) continue;
      heard.set(node, true);
      if (isScript(node)) processed = true;
      else if (is(natives.destinationStream, node)) {
        microphone.noteCarrier(natives.destinationStream(node as MediaStreamAudioDestinationNode));
      }
      const next = connected.get(node) ?? [];
      for (let j = 0; j < next.length; j += 1) append(nodes, next[j] as AudioNode);
    }
  }

  function connect(from: AudioNode, to: unknown): void {
    if (!is(natives.inputs, to as AudioNode)) return;
    const next = connected.get(from) ?? [];
    if (next.length < MOST_CONNECTIONS) append(next, to as AudioNode);
    connected.set(from, next);
    if (heard.get(from) || isSource(from)) hear(to as AudioNode);
    else if (isScript(from) && scripted.length < MOST_SCRIPTED) append(scripted, weakly(from));
  }

  wrapMethod(natives.node, 'connect', (from, args) => () => connect(from, args[0]));
  wrapMethod(natives.liveContext, 'createMediaStreamTrackSource', (_, args) =>
    microphone.isTrack(args[0] as MediaStreamTrack)
      ? (node) => heard.set(node as AudioNode, true)
      : null,
  );
  return {
    isMicrophoneProcessed: () => processed,
    isScripted: () => {
      for (let i = 0; i < scripted.length; i += 1) {
        const node = scripted[i]?.get();
        if (node !== undefined && !heard.get(node)) return true;
      }
      return false;
    },
  };
}
