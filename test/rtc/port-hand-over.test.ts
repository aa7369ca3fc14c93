import { afterEach, describe, expect, test, vi } from 'vitest';
import { acceptPort, offerPort } from '../../lib/rtc/port-hand-over';

const OFFER = 'earshot:offer';
const ASK = 'earshot:ask';

/** Node's own forgets `cancelable`; the browser tests run with the browsers'. */
class CancelableMessageEvent extends Event {
  readonly ports: readonly MessagePort[];
  constructor(type: string, init: MessageEventInit = {}) {
    super(type, init);
    this.ports = init.ports ?? [];
  }
}
vi.stubGlobal('MessageEvent', CancelableMessageEvent);

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** What arrives at the accepting side, and what the offering side sees of `stop`. */
function exchange(order: readonly ('offer' | 'accept')[]) {
  const document = new EventTarget();
  const heard: unknown[] = [];
  const seen = { accepted: 0, stopped: 0 };
  let ours: MessagePort | null = null;
  let theirs: MessagePort | null = null;
  for (const side of order) {
    if (side === 'offer') {
      ours = offerPort(document, () => {
        seen.stopped += 1;
      });
      ports.push(ours);
    } else {
      acceptPort(document, (port) => {
        seen.accepted += 1;
        theirs = port;
        ports.push(port);
        port.onmessage = ({ data }) => heard.push(data);
      });
    }
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  return { document, heard, seen, settled, ours: () => ours, theirs: () => theirs };
}

describe.each([[['offer', 'accept']], [['accept', 'offer']]] as const)('%j', (order) => {
  test('messages arrive, and stop goes back', async () => {
    const { heard, seen, settled, ours, theirs } = exchange(order);
    ours()?.postMessage('a');
    await settled();
    expect(heard).toEqual(['a']);
    theirs()?.postMessage('stop');
    await settled();
    expect(seen).toEqual({ accepted: 1, stopped: 1 });
  });

  test('a page that knows the names gets no port and brings none in', async () => {
    const { document, heard, seen, settled } = exchange(order);
    const offered: unknown[] = [];
    document.addEventListener(OFFER, (event) => offered.push(event));
    document.dispatchEvent(new Event(ASK));
    expect(offered).toEqual([]);
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    document.dispatchEvent(new MessageEvent(OFFER, { ports: [port2] }));
    port1.postMessage('forged');
    await settled();
    expect(heard).toEqual([]);
    expect(seen.accepted).toBe(1);
  });
});

test('an offer without a port is passed over', () => {
  const document = new EventTarget();
  let accepted = 0;
  acceptPort(document, (port) => {
    accepted += 1;
    ports.push(port);
  });
  document.dispatchEvent(new MessageEvent(OFFER));
  document.dispatchEvent(new Event(OFFER));
  expect(accepted).toBe(0);
  ports.push(offerPort(document, () => {}));
  expect(accepted).toBe(1);
});
