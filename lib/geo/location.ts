import type { CountryCode } from '../country';
import type { EmbeddedIpv4 } from '../embedded-ipv4';

/** One database's answer for one address. */
export interface DatabaseAnswer {
  /** Short id: `dbip`, `ipfire`, `published`, or `user:<file name>`. */
  readonly database: string;
  /** `null`: the database was asked and names no country. */
  readonly country: CountryCode | null;
}

/**
 * How sure a named country is.
 * `agree`: both independent databases name it and nothing speaks against it.
 * `single`: one database knows the address, the other doesn't.
 * `published`: the operator's own geofeed or document says so.
 * `user`: the user's own database says so.
 */
export type Certainty = 'agree' | 'single' | 'published' | 'user';

/** Why no country is named. Each is a value of its own: unknown is never blank. */
export type NotLocated =
  /** The databases name different countries; both answers are kept. */
  | 'disagree'
  /** No database knows the address. */
  | 'none'
  /** One address, machines in many countries: the nearest answers. */
  | 'anycast'
  /** Private, loopback, link-local, documentation…: not a place on the internet. */
  | 'special'
  /** A proxy or VPN stands between: the address is not the server's. */
  | 'hidden-by-proxy'
  /** It answered too fast to be where the databases put it: see `refute`. */
  | 'ruled-out'
  /** The browser gave no address. */
  | 'not-observed'
  /** The other end is a person: never looked up. */
  | 'person'
  /** The databases are missing or damaged. */
  | 'no-database';

/** Where a machine is, or the reason why that can't be said. */
export type Location =
  | {
      readonly known: true;
      readonly country: CountryCode;
      readonly certainty: Certainty;
      readonly answers: readonly DatabaseAnswer[];
    }
  | {
      readonly known: false;
      readonly because: NotLocated;
      /**
       * For `special`: the range's name, such as `loopback`. For `anycast`: the service's name.
       * For the rest: empty.
       */
      readonly detail: string;
      readonly answers: readonly DatabaseAnswer[];
    };

/** The network that announces an address in BGP: an autonomous system. Not a place. */
export interface AutonomousSystem {
  readonly asn: number;
  /** As registered, not translated; `''` when the data names none. */
  readonly organisation: string;
  /** Country the AS is registered in: says who, never where. */
  readonly registeredIn: CountryCode | null;
}

/** What the databases say of one address. */
export interface AddressFacts {
  readonly location: Location;
  /** `null` when no announcing network is known. */
  readonly network: AutonomousSystem | null;
  /** Set when the facts are those of an IPv4 address inside the IPv6 one that was asked for. */
  readonly embedded?: EmbeddedIpv4;
}
