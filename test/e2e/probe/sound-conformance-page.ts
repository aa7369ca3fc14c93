/**
 * Runs in a page, sent as source text: what a page can see and do with the functions that the sound
 * watch stands in front of. The same page with and without the probe must say the same.
 */
export async function lookAtSound(): Promise<Readonly<Record<string, string>>> {
  const seen: Record<string, string> = {};
  const text = (value: unknown): string =>
    Array.isArray(value) ? `[${value.map(text).join(', ')}]` : String(value);
  async function look(name: string, run: () => unknown): Promise<void> {
    try {
      const late = new Promise((resolve) => setTimeout(resolve, 3000, 'no answer'));
      seen[name] = text(await Promise.race([run(), late]));
    } catch (error) {
      const { name: kind, message, constructor: type } = error as Error;
      seen[name] = `${type.name} ${kind}: ${message}`;
    }
  }
  const flags = (target: object, key: PropertyKey): string => {
    const found = Object.getOwnPropertyDescriptor(target, key);
    if (found === undefined) return 'none';
    return `${Object.keys(found).sort()} ${found.writable} ${found.enumerable} ${found.configurable}`;
  };
  type Callable = (...args: unknown[]) => unknown;

  const methods: readonly (readonly [string, string])[] = [
    ['WebSocket', 'send'],
    ['MediaDevices', 'getUserMedia'],
    ['MediaStream', 'clone'],
    ['MediaStreamTrack', 'clone'],
    ['AudioNode', 'connect'],
    ['AudioContext', 'createMediaStreamTrackSource'],
    ['BaseAudioContext', 'decodeAudioData'],
    ['AudioBufferSourceNode', 'start'],
    ['MediaRecorder', 'start'],
    ['AudioEncoder', 'encode'],
    ['AudioDecoder', 'decode'],
    ['EncodedAudioChunk', 'copyTo'],
    ['SourceBuffer', 'appendBuffer'],
    ['HTMLMediaElement', 'play'],
    ['Blob', 'arrayBuffer'],
    ['WebTransport', 'createUnidirectionalStream'],
    ['WebTransport', 'createBidirectionalStream'],
    ['WebTransportDatagramDuplexStream', 'createWritable'],
    ['WritableStream', 'getWriter'],
    ['WritableStreamDefaultWriter', 'write'],
    ['ReadableStream', 'getReader'],
    ['ReadableStream', 'values'],
    ['ReadableStreamDefaultReader', 'read'],
    ['ReadableStreamBYOBReader', 'read'],
  ];
  // The streams are watched from the first session on.
  const nowhere = 'https://127.0.0.1:9/no-socket';
  const closed: Promise<unknown>[] = [];
  const session = (url: string | URL = nowhere): WebTransport => {
    const made = new WebTransport(url);
    for (const end of [made.ready, made.closed]) closed.push(end.catch(String));
    return made;
  };
  await look('a session', () => {
    const made = session();
    return [
      made instanceof WebTransport,
      made.constructor === WebTransport,
      WebTransport.prototype.constructor === WebTransport,
      Reflect.ownKeys(made).length,
      Object.getPrototypeOf(WebTransport) === Function.prototype,
      ...[WebTransport.name, WebTransport.length, Reflect.ownKeys(WebTransport).map(String)],
      flags(window, 'WebTransport'),
    ];
  });
  for (const [type, name] of methods) {
    const { prototype } = (window as unknown as Record<string, { prototype: object }>)[type] ?? {};
    if (prototype === undefined) continue;
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as Callable | undefined;
    const what = `${type}.${name}`;
    await look(`${what}, the property`, () => flags(prototype, name));
    if (method === undefined) continue;
    await look(`${what}, the function`, () => [
      ...[method.name, method.length, Reflect.ownKeys(method).map(String)],
      Object.getPrototypeOf(method) === Function.prototype,
    ]);
    await look(`${what} on a stranger`, () => method.call({}));
    await look(`${what} on nothing`, () => method.call(undefined));
    await look(`new ${what}`, () => Reflect.construct(method as never, []));
    await look(`keys of ${type}`, () => Reflect.ownKeys(prototype).map(String));
  }
  for (const [type, name] of [
    ['WebSocket', 'onmessage'],
    ['WebSocket', 'binaryType'],
    ['BlobEvent', 'data'],
    ['WebTransportDatagramDuplexStream', 'writable'],
  ] as const) {
    const found = Object.getOwnPropertyDescriptor(window[type].prototype, name);
    for (const accessor of [found?.get, found?.set]) {
      const what = `${type}.${name}, ${accessor === found?.get ? 'read' : 'set'}`;
      if (accessor === undefined) continue;
      await look(what, () => [
        accessor.name,
        accessor.length,
        Reflect.ownKeys(accessor).map(String),
      ]);
      await look(`${what} on a stranger`, () => Reflect.apply(accessor, {}, [1]));
    }
    await look(`${type}.${name}, the property`, () => flags(window[type].prototype, name));
  }

  // Sockets.
  const url = `ws://${location.host}/no-socket`;
  await look('a socket', () => {
    const socket = new WebSocket(url);
    return [
      socket instanceof WebSocket,
      socket.constructor === WebSocket,
      Reflect.ownKeys(socket).filter((key) => key !== 'isTrusted').length,
      WebSocket.name,
      WebSocket.length,
      flags(window, 'WebSocket'),
    ];
  });
  await look('sending too early', () => new WebSocket(url).send('x'));
  await look('sending nothing', () => (new WebSocket(url).send as Callable)());
  await look('onmessage', () => {
    const socket = new WebSocket(url);
    const before = socket.onmessage;
    const listener = () => {};
    socket.onmessage = listener;
    return [before, socket.onmessage === listener];
  });
  await look('a binary type that is none', () => {
    const socket = new WebSocket(url);
    socket.binaryType = 'nonsense' as never;
    return socket.binaryType;
  });
  await look('a subclass', () => {
    class Mine extends WebSocket {
      override send(data: string): void {
        super.send(`${data}!`);
      }
    }
    const socket = new Mine(url);
    return [socket instanceof Mine, socket instanceof WebSocket];
  });

  // Sessions and streams.
  await look('a session to no address', () => session('nonsense://'));
  await look('a session by no address', () => new (WebTransport as never as new () => object)());
  await look('a session without new', () => (WebTransport as never as Callable)(nowhere));
  await look('a session by a URL', () => session(new URL(nowhere)) instanceof WebTransport);
  await look('an address that is asked for once', () => {
    let asked = 0;
    const address = {
      toString() {
        asked += 1;
        return nowhere;
      },
    };
    session(address as never);
    return asked;
  });
  await look('a session of a subclass', () => {
    class Mine extends WebTransport {}
    const made = new Mine(nowhere);
    for (const end of [made.ready, made.closed]) closed.push(end.catch(String));
    return [made instanceof Mine, made instanceof WebTransport, made.constructor === Mine];
  });
  await look('a session nobody waits for', async () => {
    let told = 0;
    const count = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      told += 1;
    };
    addEventListener('unhandledrejection', count);
    new WebTransport(nowhere);
    await new Promise((resolve) => setTimeout(resolve, 500));
    removeEventListener('unhandledrejection', count);
    return told;
  });
  await look('streams of a session', () => {
    const made = session();
    const { datagrams } = made;
    return [
      made.datagrams === datagrams,
      Object.is(datagrams.readable, datagrams.readable),
      Object.is(datagrams.writable, datagrams.writable),
      Object.is(made.incomingUnidirectionalStreams, made.incomingUnidirectionalStreams),
      Reflect.ownKeys(datagrams.writable.getWriter()).length,
      datagrams.writable.locked,
    ];
  });
  await look('reading from a session that fails', () =>
    session().datagrams.readable.getReader().read(),
  );
  await look('a stream of a session that fails', () => session().createUnidirectionalStream());
  const stream = () => ReadableStream.prototype as unknown as Record<PropertyKey, unknown>;
  await look('one function', () => stream().values === stream()[Symbol.asyncIterator]);
  await look('the iterator of a stream', () => {
    const iterator = Object.getPrototypeOf(new ReadableStream().values()) as { next: Callable };
    const { next } = iterator;
    return [flags(iterator, 'next'), next.name, next.length, Reflect.ownKeys(iterator).map(String)];
  });
  const numbers = () =>
    new ReadableStream({
      start(controller) {
        for (const each of [1, 2]) controller.enqueue(each);
        controller.close();
      },
    });
  await look('going through a stream', async () => {
    const got: unknown[] = [];
    for await (const each of numbers() as unknown as AsyncIterable<unknown>) got.push(each);
    return got;
  });
  await look('piping a stream', async () => {
    const got: unknown[] = [];
    const order: string[] = [];
    const sink = new WritableStream({
      write(each) {
        got.push(each);
      },
    });
    const piped = numbers()
      .pipeTo(sink)
      .then(() => order.push('piped'));
    await Promise.all([piped, Promise.resolve().then(() => order.push('first'))]);
    return [got, order];
  });
  await look('reading in order', async () => {
    const order: string[] = [];
    const reader = numbers().getReader();
    await Promise.all([
      reader.read().then(() => order.push('read')),
      Promise.resolve().then(() => order.push('first')),
      Promise.resolve()
        .then(() => {})
        .then(() => order.push('second')),
    ]);
    return order;
  });
  await look('a writer', async () => {
    const writer = new WritableStream().getWriter();
    return [await writer.write('x'), writer.desiredSize, await writer.close()];
  });
  await look('writing to a stream that failed', () => {
    const writer = new WritableStream({
      start: (controller) => controller.error(new Error('no')),
    }).getWriter();
    return writer.write('x');
  });
  await look('how the sessions ended', async () => (await Promise.all(closed)).length);

  // The microphone.
  await look('getUserMedia', async () => {
    const asked = navigator.mediaDevices.getUserMedia({ audio: true });
    const stream = await asked;
    const [track] = stream.getAudioTracks();
    const copy = track?.clone();
    const answer = [
      asked instanceof Promise,
      asked.constructor === Promise,
      Reflect.ownKeys(asked).length,
      stream instanceof MediaStream,
      stream.getAudioTracks().length,
      copy instanceof MediaStreamTrack,
      stream.clone().getAudioTracks().length,
    ];
    for (const one of [track, copy]) one?.stop();
    return answer;
  });
  await look('getUserMedia for nothing', () => navigator.mediaDevices.getUserMedia({}));
  await look('a rejection that nobody handles', async () => {
    const told = new Promise<PromiseRejectionEvent>((resolve) => {
      addEventListener('unhandledrejection', resolve, { once: true });
    });
    const asked = navigator.mediaDevices.getUserMedia({});
    const event = await told;
    event.preventDefault();
    const { promise, reason } = event;
    return [promise === asked, reason.name];
  });

  // Sound.
  const context = new AudioContext();
  await look('connecting', () => {
    const gain = context.createGain();
    return [gain.connect(context.destination) === context.destination, gain.connect(gain.gain)];
  });
  await look('connecting to nothing', () => (context.createGain().connect as Callable)(null));
  await look('a source', () => {
    const source = context.createBufferSource();
    source.buffer = context.createBuffer(1, 100, 8000);
    return [source.start(), source.buffer.length];
  });
  await look('a source that is started twice', () => {
    const source = context.createBufferSource();
    source.start();
    source.start();
  });
  await look('decoding nonsense', () => context.decodeAudioData(new ArrayBuffer(8)));
  await look('a recorder', async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recorder = new MediaRecorder(stream);
    const first = new Promise<BlobEvent>((resolve) => {
      recorder.ondataavailable = resolve;
    });
    recorder.start(100);
    const { data } = await first;
    recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    const buffer = data.arrayBuffer();
    return [data instanceof Blob, buffer instanceof Promise, (await buffer) instanceof ArrayBuffer];
  });
  await look('a player of nothing', () => new Audio('data:audio/mpeg,').play());
  await look('whose names a stack shows', () => {
    try {
      new WebSocket(url).send('x');
      return 'none';
    } catch (error) {
      return /extension:/.test(String((error as Error).stack));
    }
  });
  return seen;
}
