/**
 * How the page world gives its end of a MessageChannel to the isolated world. Both scripts run at
 * document_start, in either order, before any script of the page; whoever comes second completes
 * the exchange, synchronously. Afterwards neither side listens, so a page that learns the names
 * can neither take the port nor offer its own. (CustomEvent and window.postMessage as lasting
 * channels can be forged by any page.)
 */
const OFFER = 'earshot:offer';
const ASK = 'earshot:ask';

/**
 * Page world: makes the channel and hands one end over.
 * @param stop called when the other side has gone, as after an update of the extension.
 * @returns our end.
 */
export function offerPort(document: EventTarget, stop: () => void): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', stop, { once: true });
  port1.start();
  const offer = () => {
    const event = new MessageEvent(OFFER, { ports: [port2], cancelable: true });
    const taken = !document.dispatchEvent(event);
    if (taken) document.removeEventListener(ASK, offer);
  };
  document.addEventListener(ASK, offer);
  offer();
  return port1;
}

/** Isolated world: takes the first port offered and no other. */
export function acceptPort(document: EventTarget, onPort: (port: MessagePort) => void): void {
  const accept = (event: Event) => {
    const port = (event as Partial<MessageEvent>).ports?.[0];
    if (port === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.removeEventListener(OFFER, accept);
    onPort(port);
  };
  document.addEventListener(OFFER, accept);
  document.dispatchEvent(new Event(ASK));
}
