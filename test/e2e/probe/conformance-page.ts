/**
 * Runs in a page, sent as source text: what a page can see and do with peer connections, each as
 * one line of text. The same page with and without the probe must say the same.
 */
export async function lookAround(): Promise<Readonly<Record<string, string>>> {
  const seen: Record<string, string> = {};
  const text = (value: unknown): string => {
    if (typeof value === 'string') return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
    return typeof value === 'function' ? `function ${value.name}` : String(value);
  };
  async function look(name: string, run: () => unknown): Promise<void> {
    try {
      seen[name] = text(await run());
    } catch (error) {
      const { name: kind, message, constructor: type } = error as Error;
      seen[name] = `${type.name} ${kind}: ${message}`;
    }
  }
  const descriptor = (target: object, key: PropertyKey): string => {
    const found = Object.getOwnPropertyDescriptor(target, key);
    if (found === undefined) return 'none';
    const { writable, enumerable, configurable } = found;
    return `${Object.keys(found).sort()} ${writable} ${enumerable} ${configurable}`;
  };
  const W = window as unknown as Record<string, typeof RTCPeerConnection | undefined>;
  const P = RTCPeerConnection.prototype as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  const Loose = RTCPeerConnection as unknown as new (...args: unknown[]) => RTCPeerConnection;
  const streamsOf = (end: object) =>
    (end as { createEncodedStreams(): unknown }).createEncodedStreams();
  const open: RTCPeerConnection[] = [];
  const make = (...args: unknown[]) => {
    const pc = new Loose(...args);
    open.push(pc);
    return pc;
  };
  const order: string[] = [];

  // The constructor, as a value.
  await look('typeof', () => typeof RTCPeerConnection);
  await look('name', () => RTCPeerConnection.name);
  await look('length', () => RTCPeerConnection.length);
  await look('own keys', () => Reflect.ownKeys(RTCPeerConnection).map(String));
  await look(
    'prototype of constructor',
    () => Object.getPrototypeOf(RTCPeerConnection) === Function.prototype,
  );
  await look('on window', () => descriptor(window, 'RTCPeerConnection'));
  await look('in keys of window', () => Object.keys(window).includes('RTCPeerConnection'));
  await look('prototype property', () => descriptor(RTCPeerConnection, 'prototype'));
  await look('constructor property', () => descriptor(RTCPeerConnection.prototype, 'constructor'));
  await look(
    'prototype.constructor',
    () => RTCPeerConnection.prototype.constructor === RTCPeerConnection,
  );
  await look('static method', () => descriptor(RTCPeerConnection, 'generateCertificate'));
  await look('static call', async () => {
    const made = await RTCPeerConnection.generateCertificate({
      name: 'ECDSA',
      namedCurve: 'P-256',
    } as never);
    return made instanceof RTCCertificate;
  });
  await look('static without arguments', () =>
    (RTCPeerConnection.generateCertificate as () => unknown)(),
  );
  await look('webkit alias', () => W.webkitRTCPeerConnection === W.RTCPeerConnection);
  await look('webkit alias on window', () => descriptor(window, 'webkitRTCPeerConnection'));
  await look('moz alias', () => typeof W.mozRTCPeerConnection);
  await look('globals', () =>
    Object.getOwnPropertyNames(window)
      .filter((key) => /rtc|earshot/i.test(key))
      .sort(),
  );
  await look('extensible', () => [
    Object.isExtensible(RTCPeerConnection),
    Object.isFrozen(RTCPeerConnection),
  ]);

  // Constructing.
  await look('call without new', () => (RTCPeerConnection as unknown as () => unknown)());
  await look('Reflect.apply', () => Reflect.apply(RTCPeerConnection as never, undefined, []));
  await look('new', () => Object.prototype.toString.call(make()));
  await look('new with null', () => make(null).signalingState);
  await look('new with undefined', () => make(undefined).signalingState);
  await look('new with more', () => make({}, {}, 1).signalingState);
  await look('new with a number', () => make(5));
  await look('new with a bad policy', () => make({ iceTransportPolicy: 'none' }));
  await look('new with bad servers', () => make({ iceServers: 5 }));
  await look('new with a bad URL', () => make({ iceServers: [{ urls: 'http://x' }] }));
  await look('new with TURN and no key', () => make({ iceServers: [{ urls: 'turn:x.example' }] }));
  await look('new with a throwing getter', () =>
    make({
      get iceServers() {
        throw new RangeError('mine');
      },
    }),
  );
  await look('getters are asked once each', () => {
    let asked = 0;
    make({
      get iceServers() {
        asked += 1;
        return [];
      },
    });
    return asked;
  });
  await look('instanceof', () => make() instanceof RTCPeerConnection);
  await look('instanceof EventTarget', () => make() instanceof EventTarget);
  await look('own keys of an instance', () => Reflect.ownKeys(make()).map(String));
  await look('constructor of an instance', () => make().constructor === RTCPeerConnection);
  await look(
    'prototype of an instance',
    () => Object.getPrototypeOf(make()) === RTCPeerConnection.prototype,
  );
  await look('by prototype.constructor', () => {
    const pc = new (RTCPeerConnection.prototype.constructor as typeof RTCPeerConnection)();
    open.push(pc);
    return pc instanceof RTCPeerConnection;
  });
  await look('subclass', () => {
    class Mine extends RTCPeerConnection {
      readonly extra = 1;
      override close(): void {
        order.push('mine');
        super.close();
      }
    }
    const pc = new Mine({ iceServers: [] });
    pc.close();
    return [
      pc instanceof Mine,
      pc instanceof RTCPeerConnection,
      pc.extra,
      pc.constructor.name,
      pc.signalingState,
    ];
  });
  await look('subclass in the old way', () => {
    function Mine(this: object) {
      return Reflect.construct(RTCPeerConnection, [], Mine);
    }
    Mine.prototype = Object.create(RTCPeerConnection.prototype);
    const pc = new (Mine as unknown as new () => RTCPeerConnection)();
    open.push(pc);
    return [pc instanceof Mine, pc.signalingState];
  });
  await look(
    'Reflect.construct with another target',
    () =>
      Object.getPrototypeOf(Reflect.construct(RTCPeerConnection, [], Array)) === Array.prototype,
  );
  await look('a property added to the constructor stays', () => {
    (RTCPeerConnection as unknown as { mine?: number }).mine = 7;
    const { mine } = RTCPeerConnection as unknown as { mine?: number };
    delete (RTCPeerConnection as unknown as { mine?: number }).mine;
    return [mine, 'mine' in RTCPeerConnection];
  });

  // The prototype and its methods.
  await look('own keys of the prototype', () =>
    Reflect.ownKeys(RTCPeerConnection.prototype).map(String),
  );
  await look('tag', () => RTCPeerConnection.prototype[Symbol.toStringTag as never]);
  for (const method of [
    'setLocalDescription',
    'setRemoteDescription',
    'close',
    'createOffer',
    'getStats',
  ]) {
    await look(`${method}, the property`, () => descriptor(RTCPeerConnection.prototype, method));
    await look(`${method}, the function`, () => [
      P[method]?.name,
      P[method]?.length,
      Reflect.ownKeys(P[method] ?? {}).map(String),
    ]);
    await look(`${method} on a stranger`, () => P[method]?.call({}));
    await look(`${method} on nothing`, () => P[method]?.call(undefined));
    await look(`new ${method}`, () => Reflect.construct(P[method] as never, []));
  }
  await look('createEncodedStreams', () => {
    const senders = RTCRtpSender.prototype as unknown as Record<string, () => unknown>;
    const { createEncodedStreams: create } = senders;
    return [
      descriptor(senders, 'createEncodedStreams'),
      descriptor(RTCRtpReceiver.prototype, 'createEncodedStreams'),
      typeof create,
      create?.name,
      create?.length,
      Reflect.ownKeys(create ?? {}).map(String),
    ];
  });
  await look('createEncodedStreams on a stranger', () =>
    (RTCRtpSender.prototype as unknown as Record<string, () => unknown>).createEncodedStreams?.call(
      {} as never,
    ),
  );
  await look('createEncodedStreams without permission', () =>
    streamsOf(make().addTransceiver('audio').sender),
  );
  await look('createEncodedStreams once and twice', () => {
    const { sender, receiver } = make({ encodedInsertableStreams: true }).addTransceiver('audio');
    return [Object.keys(streamsOf(receiver) as object), streamsOf(sender) && streamsOf(sender)];
  });
  await look('transform', () => {
    const { sender, receiver } = make().addTransceiver('audio');
    return [
      descriptor(RTCRtpSender.prototype, 'transform'),
      descriptor(RTCRtpReceiver.prototype, 'transform'),
      (sender as unknown as { transform: unknown }).transform,
      Reflect.ownKeys(sender).map(String),
      Reflect.ownKeys(receiver).map(String),
    ];
  });
  await look('state of a stranger', () =>
    Object.getOwnPropertyDescriptor(RTCPeerConnection.prototype, 'signalingState')?.get?.call({}),
  );
  await look('for … in', () => {
    const keys: string[] = [];
    for (const key in make()) keys.push(key);
    return keys;
  });

  // Negotiating.
  await look('a promise of the realm', () => make().createOffer() instanceof Promise);
  await look('createOffer', async () => {
    const offer = await make().createOffer({ offerToReceiveAudio: true });
    return [offer.type, /m=audio/.test(offer.sdp ?? '')];
  });
  await look('createAnswer too early', () => make().createAnswer());
  await look('setRemoteDescription without arguments', () => P.setRemoteDescription?.call(make()));
  await look('setRemoteDescription with null', () => make().setRemoteDescription(null as never));
  await look('setRemoteDescription with nothing inside', () =>
    make().setRemoteDescription({} as never),
  );
  await look('setRemoteDescription with a bad type', () =>
    make().setRemoteDescription({ type: 'x', sdp: '' } as never),
  );
  await look('setRemoteDescription with nonsense', async () => {
    const error = await make()
      .setRemoteDescription({ type: 'offer', sdp: 'nonsense' })
      .catch((e: Error) => e);
    return (error as Error).name;
  });
  await look('setRemoteDescription with an answer first', async () => {
    const error = await make()
      .setRemoteDescription({ type: 'answer', sdp: 'v=0\r\n' })
      .catch((e: Error) => e);
    return (error as Error).name;
  });
  await look('a description with a getter is asked as often', async () => {
    const { sdp } = await make().createOffer({ offerToReceiveAudio: true });
    let asked = 0;
    const description = {
      type: 'offer' as const,
      get sdp(): string {
        asked += 1;
        return sdp ?? '';
      },
    };
    const pc = make();
    await pc.setRemoteDescription(description);
    return [asked, pc.signalingState];
  });
  await look('a description behind a proxy', async () => {
    const { sdp } = await make().createOffer({ offerToReceiveAudio: true });
    const pc = make();
    await pc.setRemoteDescription(new Proxy({ type: 'offer' as const, sdp: sdp ?? '' }, {}));
    return pc.signalingState;
  });
  await look('setLocalDescription without arguments', async () => {
    const pc = make();
    pc.createDataChannel('x');
    return [await pc.setLocalDescription(), pc.signalingState];
  });
  await look('setLocalDescription too early', () => make().setLocalDescription({ type: 'answer' }));
  await look('callbacks instead of promises', () =>
    new Promise((resolve) => {
      const pc = make() as unknown as Record<string, (...args: unknown[]) => unknown>;
      const result = pc.createOffer?.(resolve, resolve, { offerToReceiveAudio: true });
      order.push(`legacy ${Object.prototype.toString.call(result)}`);
    }).then((offer) => (offer as RTCSessionDescriptionInit).type),
  );
  await look('callbacks of setLocalDescription', async () => {
    const pc = make();
    const offer = await pc.createOffer({ offerToReceiveAudio: true });
    return new Promise((resolve) => {
      (pc.setLocalDescription as (...args: unknown[]) => unknown)(
        offer,
        () => resolve(pc.signalingState),
        (error: Error) => resolve(error.name),
      );
    });
  });
  await look('addIceCandidate too early', () =>
    make().addIceCandidate({ candidate: 'x', sdpMid: '0' }),
  );
  await look('configuration', () => {
    const pc = make({
      iceServers: [{ urls: ['stun:a.example', 'stun:b.example'] }],
      iceTransportPolicy: 'relay',
    });
    return JSON.stringify(pc.getConfiguration(), Object.keys(pc.getConfiguration()).sort());
  });
  await look('setConfiguration with a bad URL', () =>
    make().setConfiguration({ iceServers: [{ urls: 'x' }] }),
  );
  await look('data channel', () => {
    const channel = make().createDataChannel('a label', { ordered: false, maxRetransmits: 3 });
    return [
      channel.label,
      channel.ordered,
      channel.maxRetransmits,
      channel instanceof RTCDataChannel,
    ];
  });

  // Closing.
  await look('close', () => {
    const pc = make();
    return [pc.close(), pc.signalingState, pc.iceConnectionState, pc.connectionState];
  });
  await look('close twice', () => {
    const pc = make();
    pc.close();
    return pc.close();
  });
  await look('after close', async () => {
    const pc = make();
    pc.close();
    const error = await pc.createOffer().catch((e: Error) => e);
    return (error as Error).name;
  });
  await look('createDataChannel after close', () => {
    const pc = make();
    pc.close();
    return pc.createDataChannel('x');
  });

  // Events, in a whole call.
  await look('a call', async () => {
    const [a, b] = [make(), make()];
    const events: string[] = [];
    const note = (what: string) => () => void events.push(what);
    a.onsignalingstatechange = note(`signaling ${a.signalingState === 'stable'}`);
    a.addEventListener(
      'iceconnectionstatechange',
      () => void events.push(`ice ${a.iceConnectionState}`),
    );
    a.onnegotiationneeded = note('negotiation');
    a.onicecandidate = ({ candidate }) => void (candidate && b.addIceCandidate(candidate));
    b.onicecandidate = ({ candidate }) => void (candidate && a.addIceCandidate(candidate));
    b.ondatachannel = ({ channel }) => {
      channel.onmessage = ({ data }) => channel.send(`${data} back`);
    };
    const channel = a.createDataChannel('x');
    const answered = new Promise((resolve) => {
      channel.onmessage = ({ data }) => resolve(data);
    });
    channel.onopen = () => channel.send('hello');
    await a.setLocalDescription(await a.createOffer());
    await b.setRemoteDescription(a.localDescription as RTCSessionDescription);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription as RTCSessionDescription);
    const message = await answered;
    const stats = new Set<string>();
    (await a.getStats()).forEach(({ type }) => {
      stats.add(type);
    });
    const wanted = [
      'candidate-pair',
      'data-channel',
      'transport',
      'local-candidate',
      'remote-candidate',
    ];
    a.close();
    return [message, events.includes('ice connected'), wanted.filter((type) => stats.has(type))];
  });
  await look('statistics', async () => {
    const report = await make().getStats();
    return [
      report instanceof RTCStatsReport,
      typeof report.forEach,
      typeof report.get,
      (await report) === report,
    ];
  });
  await look('statistics of an unknown track', () => make().getStats({} as never));

  await look("whose names an error's stack shows", () => {
    const stacks: (string | undefined)[] = [];
    for (const run of [() => make({ iceServers: 5 }), () => P.close?.call({})]) {
      try {
        run();
      } catch (error) {
        stacks.push((error as Error).stack);
      }
    }
    return [stacks.length, /extension:/.test(stacks.join())];
  });

  // What the page's own handlers and globals notice.
  await look('event handlers start empty', () => {
    const pc = make();
    return [pc.onicecandidate, pc.ontrack, pc.oniceconnectionstatechange];
  });
  await look('own keys of document', () => Reflect.ownKeys(document).map(String));
  await look('elements', () => [...document.querySelectorAll('*')].map(({ tagName }) => tagName));
  await look('attributes', () => document.documentElement.getAttributeNames());
  await look('replacing it', () => {
    const before = window.RTCPeerConnection;
    const mine = function mine() {} as unknown as typeof RTCPeerConnection;
    window.RTCPeerConnection = mine;
    const is = window.RTCPeerConnection === mine;
    window.RTCPeerConnection = before;
    return [is, new RTCPeerConnection().signalingState];
  });
  await look('deleting it', () => {
    const before = Object.getOwnPropertyDescriptor(
      window,
      'RTCPeerConnection',
    ) as PropertyDescriptor;
    const deleted = Reflect.deleteProperty(window, 'RTCPeerConnection');
    const gone = typeof window.RTCPeerConnection;
    Object.defineProperty(window, 'RTCPeerConnection', before);
    return [deleted, gone];
  });
  await look('a method of the page in front', async () => {
    const { setLocalDescription } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.setLocalDescription = function (...args: unknown[]) {
      order.push('page');
      return setLocalDescription.apply(this, args as never);
    };
    const pc = make();
    pc.createDataChannel('x');
    await pc.setLocalDescription();
    RTCPeerConnection.prototype.setLocalDescription = setLocalDescription;
    return pc.signalingState;
  });
  await look('frozen', () => {
    const Inner = (
      document.body.appendChild(document.createElement('iframe'))
        .contentWindow as unknown as typeof globalThis
    ).RTCPeerConnection;
    Object.freeze(Inner.prototype);
    Object.freeze(Inner);
    const pc = new Inner();
    pc.close();
    return [
      Object.isFrozen(Inner),
      pc.signalingState,
      pc instanceof Inner,
      pc instanceof RTCPeerConnection,
    ];
  });
  await look('order', () => order);
  for (const pc of open) pc.close();
  return seen;
}
