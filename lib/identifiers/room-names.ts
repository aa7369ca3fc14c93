/**
 * The names of the room in a page's own address, to notice them in the addresses of its requests.
 * They are compared in memory and never kept: what is kept is that one was seen.
 */
export type RoomNames = ReadonlySet<string>;

/** Shorter ones turn up anywhere by chance. */
const SHORTEST = 8;
const LONGEST = 128;
const MOST_NAMES = 8;

/** An address is cut here; what browsers send is shorter. */
const LONGEST_URL = 8192;

/** Parameters of a page's address whose values name a room. Others hold dates, campaigns, tokens. */
const ROOM_PARAMETER =
  /^(?:room|space|channel|meeting|conference|stage|event|call)[-_]?(?:id|name|code)?$/i;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Seconds or milliseconds since 1970, of the years 2017 to 2033. */
const TIMESTAMP = /^1[5-9]\d{8}(?:\d{3})?$/;

/** What in a page's address looks like the identifier of a room; empty where nothing does. */
export function roomNamesIn(url: URL): RoomNames {
  const parts = [...partsOf(url.pathname), ...valuesOf(url.searchParams)];
  // Pages that keep their whole address behind the `#`.
  if (url.hash.startsWith('#/') && URL.canParse(url.hash.slice(1), url.origin)) {
    const inner = new URL(url.hash.slice(1), url.origin);
    parts.push(...partsOf(inner.pathname), ...valuesOf(inner.searchParams));
  }
  return new Set(parts.filter(looksLikeIdentifier).slice(0, MOST_NAMES));
}

/** Whether one of the names stands in an address, as a word of its own, encoded or not. */
export function namesRoom(url: string, names: RoomNames): boolean {
  if (names.size === 0) return false;
  const text = decoded(url.slice(0, LONGEST_URL));
  return [...names].some((name) => hasWord(text, name));
}

/**
 * Made by a machine to be unique, and not a word, a date or a version: a UUID, a long number that is
 * no time, or letters in which upper case, lower case and digits take turns more often than words do.
 * A room called `friday-talk` is missed; a page called `TermsOfService` isn't taken for a room.
 */
export function looksLikeIdentifier(text: string): boolean {
  if (text.length < SHORTEST || text.length > LONGEST) return false;
  if (UUID.test(text)) return true;
  if (/^\d+$/.test(text)) return text.length >= 10 && !TIMESTAMP.test(text);
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return false;
  const turns = turnsIn(text);
  return /\d/.test(text) ? turns >= 3 : turns * 2 > text.length;
}

/** How often neighbours are of different kinds: digit, lower case, upper case. */
function turnsIn(text: string): number {
  const kinds = [...text].flatMap((letter) => {
    if (letter >= '0' && letter <= '9') return 'digit';
    if (letter >= 'a' && letter <= 'z') return 'lower';
    return letter >= 'A' && letter <= 'Z' ? 'upper' : [];
  });
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
}

function partsOf(path: string): readonly string[] {
  return path.split('/').map(decoded);
}

function valuesOf(parameters: URLSearchParams): readonly string[] {
  return [...parameters].flatMap(([name, value]) => (ROOM_PARAMETER.test(name) ? value : []));
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
    if (/^[^A-Za-z0-9]{2}$/.test(around)) return true;
  }
  return false;
}

/** Addresses that hold addresses are encoded twice; what isn't well encoded stays as it is. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(decodeURIComponent(text));
  } catch {
    return text;
  }
}
