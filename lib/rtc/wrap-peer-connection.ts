import {
  apply,
  construct,
  define,
  getOwnPropertyDescriptor,
  isStackOverflow,
  originOf,
  proxyOf,
} from './captured-globals';

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

/** @param before its result is called after the browser's function, unless that has thrown. */
function wrapMethod(
  prototype: RTCPeerConnection,
  name: string,
  before: (pc: RTCPeerConnection, args: readonly unknown[]) => (() => void) | null,
): void {
  const original = getOwnPropertyDescriptor(prototype, name)?.value;
  const origin = originOf(original, name);
  // A wrapper is most likely ours from before an update, and a second layer would report twice.
  if (origin === null || origin === 'wrapper') return;
  const wrapped = proxyOf(original as (...args: unknown[]) => unknown, {
    apply(target, self, args) {
      const after = quietly(() => before(self as RTCPeerConnection, args));
      const result = apply(target, self, args);
      if (after !== null) quietly(after);
      return result;
    },
  });
  replaceValue(prototype, name, wrapped);
}

/** Changes the value and keeps the flags; a locked property is left alone (`define` won't throw). */
function replaceValue(target: object, key: string, value: unknown): void {
  const descriptor = getOwnPropertyDescriptor(target, key);
  if (descriptor?.configurable) define(target, key, { ...descriptor, value });
}

/**
 * A fault of ours is never the page's, but for a full stack. Else a page could fill it so far that
 * the browser's function still fits and ours doesn't; so it meets its overflow a little earlier.
 */
function quietly<T>(ours: () => T): T | null {
  try {
    return ours();
  } catch (error) {
    if (isStackOverflow(error)) throw error;
    return null;
  }
}
