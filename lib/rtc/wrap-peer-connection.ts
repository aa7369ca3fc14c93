import { construct, getOwnPropertyDescriptor, originOf, proxyOf } from './captured-globals';
import { quietly, replaceValue, wrapMethod } from './wrap-native';

/** May throw: ignored, but for a full stack. */
export interface PeerConnectionHooks {
  /** After a constructor, before a negotiation. */
  readonly onSeen: (pc: RTCPeerConnection) => void;
  /** With whatever the page passes as the description. */
  readonly onRemoteDescription: (pc: RTCPeerConnection, description: unknown) => void;
  /** Before `close`; what it returns is called after. */
  readonly onClosing: (pc: RTCPeerConnection) => () => void;
}

/** All names by which Chromium and Firefox have offered the constructor. */
const ALIASES = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection'] as const;

/**
 * Puts the hooks in front of every way to a peer connection in this realm. The page keeps the
 * browser's functions behind transparent proxies: same results, exceptions, `instanceof`,
 * subclasses, statics, `name` and `length`, whatever the hooks do.
 */
export function wrapPeerConnection(
  realm: object,
  prototype: RTCPeerConnection,
  hooks: PeerConnectionHooks,
): void {
  // No connection comes about without the first two, however its constructor was reached.
  wrapMethod(prototype, 'setLocalDescription', (pc) => {
    hooks.onSeen(pc);
    return null;
  });
  wrapMethod(prototype, 'setRemoteDescription', (pc, args) => {
    hooks.onRemoteDescription(pc, args.length > 0 ? args[0] : null);
    return null;
  });
  wrapMethod(prototype, 'close', hooks.onClosing);
  const original = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  // Where somebody was here before, as an earlier copy of this script after an update, their
  // wrapper stays: the methods above see its connections as well.
  if (originOf(original, 'RTCPeerConnection') !== 'browser') return;
  const wrapped = proxyOf(original as typeof RTCPeerConnection, {
    construct(target, args, newTarget) {
      const pc = construct(target, args, newTarget) as RTCPeerConnection;
      quietly(() => hooks.onSeen(pc));
      return pc;
    },
  });
  replaceValue(prototype, 'constructor', wrapped);
  for (let i = 0; i < ALIASES.length; i += 1) {
    const alias = ALIASES[i] as string;
    if (getOwnPropertyDescriptor(realm, alias)?.value === original) {
      replaceValue(realm, alias, wrapped);
    }
  }
}
