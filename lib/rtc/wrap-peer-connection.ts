import { wrapConstructor, wrapMethod } from './wrap-native';

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
  // An earlier copy's wrapper of the constructor stays: the methods see its connections as well.
  wrapConstructor(realm, prototype, ALIASES, hooks.onSeen);
}
