/** What a page did while it flooded the browser. */
export interface Flooded {
  /** Requests it began: two events each. */
  readonly requests: number;
  /** Messages it forged, and servers it really made the probe tell of. */
  readonly forged: number;
  readonly seconds: number;
  /** Milliseconds: the longest it waited for a timer of 50 ms while it was visible. */
  readonly longestPause: number;
}

/**
 * Runs in a page: asks new hosts as fast as the browser lets it, and forges the probe's messages in
 * all the ways it has, a thousand times in a tenth of a second each.
 * @param port of the hosts: one that nobody listens on, or that browsers refuse, costs the least.
 */
export async function flood(seconds: number, port: number): Promise<Flooded> {
  const began = performance.now();
  let last = began;
  let longestPause = 0;
  const ticking = setInterval(() => {
    const now = performance.now();
    // Browsers slow the timers of a tab down that nobody looks at, as behind a popup in a tab.
    if (!document.hidden) longestPause = Math.max(longestPause, now - last);
    last = now;
  }, 50);
  const isOver = () => performance.now() - began > seconds * 1000;
  const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

  let requests = 0;
  const ask = async () => {
    while (!isOver()) {
      requests += 1;
      await fetch(`http://h${requests}.localhost:${port}/`, { mode: 'no-cors' }).catch(() => {});
    }
  };

  let forged = 0;
  const connection = new RTCPeerConnection();
  const forgeOne = (i: number) => {
    const report = { kind: 'ice-server', urls: [`turn:f${i}.example`], stats: [], lines: [] };
    if (i % 4 === 0) window.postMessage(report, '*');
    else if (i % 4 === 1)
      document.dispatchEvent(new MessageEvent('earshot:offer', { data: report, cancelable: true }));
    else if (i % 4 === 2) document.dispatchEvent(new Event('earshot:ask'));
    else connection.setConfiguration({ iceServers: [{ urls: `stun:f${i}.example:3478` }] });
  };
  const forge = async () => {
    while (!isOver()) {
      const until = Math.min(seconds * 1000, performance.now() - began) * 10;
      for (; forged < until; forged++) forgeOne(forged);
      await pause(10);
    }
  };

  await Promise.all([forge(), ...Array.from({ length: 64 }, ask)]);
  clearInterval(ticking);
  connection.close();
  return { requests, forged, seconds: (performance.now() - began) / 1000, longestPause };
}
