import { parse } from 'tldts';

/**
 * A host right behind a scheme, or a quoted string that is a host and nothing else but a port or
 * a path. `stun:` and `turn:` have no slashes (RFC 7064, RFC 7065).
 */
const AFTER_SCHEME =
  /\b(?:https?|wss?):\/\/(?:[^\s"'`/@]*@)?((?:[a-z0-9_*${}-]+\.)+[a-z]{2,})\b|\b(?:stuns?|turns?):((?:[a-z0-9_-]+\.)+[a-z]{2,})\b/gi;
const QUOTED = /["'`]\.?((?:[a-z0-9*_-]+\.)+[a-z]{2,})(?::\d+)?(?:\/[^"'`\s]*)?["'`]/gi;

const HOST_ALONE = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/;

/** Endings of hosts in SDKs; a quoted `user.id` or `audio.play` is a path in code, not a host. */
const USUAL_ENDINGS = new Set(
  'com net org io cn im co us eu uk de fr in jp live cloud tv gg app dev ai chat ru nl aws link'.split(
    ' ',
  ),
);

/** Long enough for a host; RongCloud's SDK spells its hosts in base64. */
const BASE64 = /["'`]([A-Za-z0-9+/]{12,}={0,2})["'`]/g;

/** Host names that a text names, each once; `${…}` in one becomes `x`. */
export function hostsIn(text: string): ReadonlySet<string> {
  const hosts = new Set<string>();
  const filled = text.replace(/\$\{[^{}]*\}/g, 'x');
  for (const [, web, relay] of filled.matchAll(AFTER_SCHEME)) add(hosts, web ?? relay ?? '');
  for (const [, quoted = ''] of filled.matchAll(QUOTED)) {
    const ending = quoted.slice(quoted.lastIndexOf('.') + 1).toLowerCase();
    if (USUAL_ENDINGS.has(ending) && quoted === quoted.toLowerCase()) add(hosts, quoted);
  }
  for (const [, encoded = ''] of text.matchAll(BASE64)) {
    const plain = Buffer.from(encoded, 'base64').toString('latin1');
    if (HOST_ALONE.test(plain)) add(hosts, plain);
  }
  return hosts;
}

function add(hosts: Set<string>, found: string): void {
  const name = found.toLowerCase().replace(/^(?:[^.]*\*[^.]*\.)+/, '');
  const { publicSuffix, isIcann } = parse(name);
  if (publicSuffix === null || !isIcann) return;
  // Some packages carry the public suffix list: an entry of it is nobody's host.
  if (parse(name, { allowPrivateDomains: true }).domain !== null) hosts.add(name);
}
