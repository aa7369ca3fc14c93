import { append, charCodeAt, own, slice } from './captured-globals';
import { LONGEST_TEXT, MOST_SERVERS, type PageReport } from './page-report';
import { LONGEST_USER_NAME, type TurnUser } from './turn-user';

// Page world: see the rules in `captured-globals`.

type Servers = { readonly iceServers: string[]; readonly turnUsers: TurnUser[] };

/** The servers' URLs, and the shape of their user names. Never a name, never a credential. */
export function copyServers(
  configuration: RTCConfiguration,
): Pick<PageReport, 'iceServers' | 'turnUsers'> {
  const copy: Servers = { iceServers: [], turnUsers: [] };
  const servers = own(configuration, 'iceServers') as RTCIceServer[] | undefined;
  for (let i = 0; servers !== undefined && i < servers.length; i += 1) {
    const server = servers[i] as RTCIceServer;
    const urls = own(server, 'urls') as string | string[] | undefined;
    const name = own(server, 'username');
    const shape = typeof name === 'string' ? shapeOf(name) : '';
    if (typeof urls === 'string') addServer(copy, urls, shape);
    else if (urls !== undefined) {
      for (let j = 0; j < urls.length; j += 1) addServer(copy, urls[j] as string, shape);
    }
  }
  return copy;
}

function addServer({ iceServers, turnUsers }: Servers, whole: string, shape: string): void {
  if (iceServers.length >= MOST_SERVERS) return;
  const url = slice(whole, 0, LONGEST_TEXT);
  append(iceServers, url);
  if (shape !== '') append(turnUsers, { url, shape });
}

/**
 * A name with its letters and digits blotted out: `a` and `0`, punctuation as it is if user names
 * are made of it, anything else `?`. Numbers that may be a time keep their first two digits, `15`
 * for all of them. Empty for longer names than are looked at.
 */
export function shapeOf(name: string): string {
  if (name.length > LONGEST_USER_NAME) return '';
  let shape = '';
  let start = 0;
  for (let i = 0; i < name.length; i += 1) {
    const code = charCodeAt(name, i);
    if (!isDigit(code)) start = i + 1;
    // Seconds or milliseconds since 1970, of the years 2017 to 2033, begin with 15 to 19.
    const mayBeTime =
      charCodeAt(name, start) === 49 &&
      isDigit(charCodeAt(name, start + 1)) &&
      charCodeAt(name, start + 1) >= 53;
    if (!isDigit(code)) shape += blotted(name, i);
    else if (mayBeTime && i === start) shape += '1';
    else if (mayBeTime && i === start + 1) shape += '5';
    else shape += '0';
  }
  return shape;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function blotted(name: string, place: number): string {
  const code = charCodeAt(name, place);
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return 'a';
  // + - . : @ _
  const isKept =
    code === 43 || code === 45 || code === 46 || code === 58 || code === 64 || code === 95;
  return isKept ? slice(name, place, place + 1) : '?';
}
