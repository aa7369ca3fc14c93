/**
 * The user name with which a page signs in to a TURN server. Without TLS it travels in clear: the
 * attribute USERNAME of RFC 8489 §14.3, once the server has asked who it is.
 */
export interface TurnUser {
  readonly url: string;
  /** What the page world says of the name, see `copy-servers`: never the name itself. */
  readonly shape: string;
}

export const LONGEST_USER_NAME = 96;

const SHAPE = /^[a0?15+.:@_-]+$/;

/** What a service that lends TURN servers for a time puts before the user's name. */
const TIME = /^15(?:0{8}|0{11})(?::|$)/;

/** Shorter numbers are tests and shared accounts. */
const NUMBER = /^[015]{5,20}$/;

/** An e-mail address, or a Matrix user (`@name:server`), which Synapse signs in with. */
const ADDRESS = /^(?:[a015+._-]+@|@[a015+._-]+:)[a015-]+(?:\.[a015-]+)+$/;

const UUID = /^[a015]{8}(?:-[a015]{4}){3}-[a015]{12}$/;

/**
 * Whether a user name of this shape names a user. It may be a shared account all the same: what
 * it rests on is a guess.
 *
 * A number or an address does; Agora's media proxy signs in with the user's number. With
 * `time:name` (draft-uberti-behave-turn-rest §2.2), what follows the time is what the service calls
 * the user, so a UUID does as well; by itself it is as likely a pass for one call. A time alone
 * names nobody. Of letters and digits nobody can tell a user from a random pass, so nothing is said.
 */
export function namesUser(shape: string): boolean {
  const [time] = TIME.exec(shape) ?? [];
  if (time === undefined) return NUMBER.test(shape) || ADDRESS.test(shape);
  const name = shape.slice(time.length);
  if (TIME.test(name)) return false;
  return NUMBER.test(name) || ADDRESS.test(name) || UUID.test(name);
}

/** Reads what came through the port. */
export function isTurnUser(value: unknown): value is TurnUser {
  if (typeof value !== 'object' || value === null) return false;
  const { url, shape } = value as { readonly [K in keyof TurnUser]?: unknown };
  if (typeof url !== 'string' || url.length > 512) return false;
  return typeof shape === 'string' && shape.length <= LONGEST_USER_NAME && SHAPE.test(shape);
}
