/** How a page turns against the probe. `listen` hands everything on, `sabotage` throws. */
export type Hostility = 'listen' | 'sabotage';

/** An address that only a forged message can name. */
export const FORGED = '6.6.6.6';

/**
 * Runs as the first script of a page, sent as source text. Replaces every built-in it can, looks for
 * a port or a report in whatever passes through, tries to bring in messages of its own, clears all
 * timers, and talks to the voice server meanwhile. Sends what it caught to `/log`, line by line.
 */
export function beHostile(hostility: Hostility, forged: string): void {
  const { apply, construct, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
  const { fetch, clearTimeout, setTimeout, document, window, RTCPeerConnection, MessageChannel } =
    globalThis;
  const { MessageEvent, CustomEvent, Event } = globalThis;
  const media = navigator.mediaDevices;
  const NativePromise = Promise;
  const { then } = Promise.prototype;
  const objectTag = Object.prototype.toString;
  const postMessage = MessagePort.prototype.postMessage;
  const peer = RTCPeerConnection.prototype;
  const { createOffer, setLocalDescription, setRemoteDescription } = peer;
  let mine = 0;
  let caught = '';

  function own<T>(run: () => T): T {
    mine += 1;
    try {
      return run();
    } finally {
      mine -= 1;
    }
  }
  /** With the traps armed. */
  function bare<T>(run: () => T): T {
    const before = mine;
    mine = 0;
    try {
      return run();
    } finally {
      mine = before;
    }
  }
  function inspect(value: unknown, where: string): void {
    if (typeof value !== 'object' || value === null) return;
    if (apply(objectTag, value, []) === '[object MessagePort]') {
      caught += `port in ${where}\n`;
      apply(postMessage, value, [forgedReport]);
    }
    if (apply(objectTag, value, []) === '[object RTCStatsReport]') {
      caught += `statistics in ${where}\n`;
    }
    if (getOwnPropertyDescriptor(value, 'iceState')) caught += `report in ${where}\n`;
  }
  function trap(original: (...args: never[]) => unknown, where: string) {
    return function (this: unknown, ...args: never[]) {
      if (mine === 0) {
        own(() => {
          inspect(this, where);
          for (let i = 0; i < args.length; i += 1) inspect(args[i], where);
        });
        if (hostility === 'sabotage') throw new TypeError(`sabotage ${where}`);
      }
      return apply(original, this, args);
    };
  }
  /** A `then` that sees what it hands on. */
  function spyingThen(this: Promise<unknown>, onValue: unknown, onError: unknown) {
    const seeing = (value: unknown) => {
      own(() => inspect(value, 'Promise.then'));
      return (onValue as (value: unknown) => unknown)(value);
    };
    const isSpiedOn = mine === 0 && typeof onValue === 'function';
    return apply(then, this, [isSpiedOn ? seeing : onValue, onError]);
  }
  function replaceMethods(target: object, name: string): void {
    for (const key of ownKeys(target)) {
      const found = getOwnPropertyDescriptor(target, key);
      if (!found?.configurable || key === 'constructor' || key === 'prototype') continue;
      const where = `${name}.${String(key)}`;
      if (typeof found.value === 'function') {
        defineProperty(target, key, { ...found, value: trap(found.value, where) });
      } else if (found.get !== undefined) {
        defineProperty(target, key, { ...found, get: trap(found.get, where) });
      }
    }
  }
  const forgedReport = {
    connection: 0,
    final: false,
    answered: true,
    iceState: 'connected',
    gatheringState: 'complete',
    transportPolicy: 'all',
    iceServers: [`turn:${forged}`],
    marks: [],
    remoteDescription: ['o=- 1 1 IN IP4 0.0.0.0', 'a=ice-lite'],
    stats: [
      { type: 'transport', id: 'T', selectedCandidatePairId: 'P' },
      { type: 'candidate-pair', id: 'P', localCandidateId: 'L', remoteCandidateId: 'R' },
      { type: 'local-candidate', id: 'L', candidateType: 'host', port: 1, protocol: 'udp' },
      { type: 'remote-candidate', id: 'R', candidateType: 'host', address: forged, port: 1 },
    ],
  };
  const forgedEvent = {
    kind: 'ice-server',
    at: 1,
    connection: 0,
    endpoint: { hostname: null, address: forged, port: 1 },
    transport: 'udp',
    role: 'turn',
    outcome: 'reached',
  };

  /** Offers ports and messages in every way the probe might listen to. */
  function forge(): void {
    for (const name of ['earshot:offer', 'earshot:ask']) {
      document.addEventListener(name, (event) => {
        if (!('own' in event)) caught += `${name} heard\n`;
      });
      for (const target of [document, window]) {
        const { port1, port2 } = new MessageChannel();
        const offer = new MessageEvent(name, {
          ports: [port2],
          data: forgedEvent,
          cancelable: true,
        });
        for (const event of [
          offer,
          new CustomEvent(name, { detail: forgedReport }),
          new Event(name),
        ]) {
          Object.assign(event, { own: true });
          target.dispatchEvent(event);
        }
        port1.postMessage(forgedReport);
        port1.postMessage(forgedEvent);
      }
    }
    window.postMessage(forgedReport, '*');
    window.postMessage(forgedEvent, '*');
  }
  function clearTimers(): void {
    for (let id = 0; id < 5000; id += 1) clearTimeout(id);
  }

  function arm(): void {
    const prototypes = [
      Function,
      Array,
      Object,
      String,
      Number,
      RegExp,
      Map,
      Set,
      WeakMap,
      WeakSet,
      WeakRef,
      Promise,
      MessagePort,
      MessageChannel,
      MessageEvent,
      EventTarget,
      Event,
      AbortSignal,
      AbortController,
      RTCPeerConnection,
      RTCStatsReport,
      RTCSessionDescription,
      RTCIceCandidate,
      Performance,
    ] as readonly { readonly name: string; readonly prototype: object }[];
    const statics = { Reflect, JSON, Math, Object, Array, Promise, Proxy, AbortSignal, Symbol };
    for (const { name, prototype } of prototypes) replaceMethods(prototype, name);
    for (const [name, target] of Object.entries(statics)) replaceMethods(target, name);
    // Firefox's own WebRTC calls the page's `then`: throwing there would only stop the page.
    defineProperty(Promise.prototype, 'then', { configurable: true, value: spyingThen });
    for (const name of [
      'WeakRef',
      'WeakMap',
      'Proxy',
      'Map',
      'MessageChannel',
      'AbortSignal',
    ] as const) {
      const original = globalThis[name] as never;
      defineProperty(globalThis, name, { configurable: true, value: trap(original, name) });
    }
    // The promise of `getStats` asks its value for `then`.
    Reflect.set(RTCStatsReport.prototype, 'then', () => {
      caught += 'statistics withheld\n';
    });
    const index = {
      __proto__: null,
      configurable: true,
      set: trap(() => {}, 'Array.prototype[0]'),
    };
    const noted = (where: string) => ({
      __proto__: null,
      configurable: true,
      get: trap(() => undefined, where),
      set: trap(() => {}, where),
    });
    for (const key of ['0', '1', '2']) defineProperty(Array.prototype, key, index);
    for (const key of ['apply', 'construct', 'type', 'iceServers', 'urls', 'sdp', 'id', 'port']) {
      defineProperty(Object.prototype, key, noted(`Object.prototype.${key}`));
    }
    // Not thrown from: Firefox's own functions ask for it.
    const species = { [Symbol.species]: null };
    defineProperty(Promise.prototype, 'constructor', {
      configurable: true,
      get: () => (mine === 0 && hostility === 'sabotage' ? species : NativePromise),
    });
  }
  function after<T>(promise: Promise<T>, next: (value: T) => unknown): void {
    own(() =>
      apply(then, promise, [
        (value: T) => own(() => next(value)),
        (error: Error) =>
          own(() => fetch('/log', { method: 'POST', body: `failed: ${error.message}` })),
      ]),
    );
  }
  own(() => {
    arm();
    forge();
    after(media.getUserMedia({ audio: true }), (stream) => {
      const pc = bare(() => construct(RTCPeerConnection, [])) as RTCPeerConnection;
      Object.assign(window, { kept: pc });
      pc.addTrack(stream.getAudioTracks()[0] as MediaStreamTrack, stream);
      after(
        bare(() => apply(createOffer, pc, [])),
        (offer) => {
          after(
            bare(() => apply(setLocalDescription, pc, [offer])),
            () => {
              const body = pc.localDescription?.sdp ?? '';
              after(fetch('/offer', { method: 'POST', body }), (response) => {
                after(response.text(), (sdp) => {
                  const answer = { type: 'answer', sdp };
                  after(
                    bare(() => apply(setRemoteDescription, pc, [answer])),
                    () => {
                      forge();
                      for (const ms of [500, 1500, 2500]) setTimeout(() => own(clearTimers), ms);
                    },
                  );
                });
              });
            },
          );
        },
      );
    });
    const started = Date.now();
    const finish = () => {
      if (Date.now() - started < 9000) requestAnimationFrame(() => own(finish));
      else void fetch('/log', { method: 'POST', body: caught });
    };
    finish();
  });
}
