import type { IpAddress } from '../address';
import type { AppId } from '../apps/app';
import { createSharedAddress, type SharedAddress } from '../geo/shared-address';
import { type RoomNames, roomNamesIn } from '../identifiers/room-names';
import type { MicrophoneUse } from '../microphone-use';
import type { Finding } from '../rules/rule';
import type { VendorMatch } from '../vendors/vendor';
import { Meters } from './meters';
import { createStreamWatch, type StreamWatch } from './stream-watch';
import {
  type Coverage,
  type DestinationRow,
  type Gap,
  MOST_NOT_SHOWN,
  type TabReport,
} from './tab-report';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type Row = Writable<DestinationRow>;

/**
 * One page view as it is being observed: the mutable truth in memory, of which a
 * {@link TabReport} is a copy.
 */
export interface PageRecord {
  readonly page: string;
  readonly host: string;
  readonly app: AppId | null;
  readonly place: TabReport['place'];
  readonly startedAt: number;
  documentId: string | null;
  /** From the page's address as it is now: in memory alone, never in a report. */
  roomNames: RoomNames;
  readonly origins: Set<string>;
  /** By row key. A map, since a host may well be called `__proto__`. */
  readonly rows: Map<string, Row>;
  /** Key of the row that each host key was last seen in: what has no address goes there. */
  readonly rowOfHost: Map<string, string>;
  /** Host names and bare addresses seen, to tell what the page's own timings name besides. */
  readonly hosts: Set<string>;
  /** Keys of rows that rest on the page's own list alone, by host. */
  readonly lateRows: Map<string, string>;
  readonly findings: Map<string, readonly Finding[]>;
  readonly meters: Meters;
  /** Vendors by an address that answered under their name. */
  readonly vendorsByAddress: Map<IpAddress, VendorMatch>;
  /** Keys of rows that have an address and no name, until a vendor is known for it. */
  readonly nameless: Map<IpAddress, string[]>;
  /** Who answered at which address, to notice a proxy that answers for everybody. */
  readonly sharing: SharedAddress;
  /** That proxy's address, while it seems to be one. */
  proxy: IpAddress | null;
  readonly gaps: Map<string, Gap>;
  /** Keys of destinations beyond the limit: counted, not kept. */
  readonly overflow: Set<string>;
  /** How many were counted in an earlier life of the background. */
  overflowBefore: number;
  coverage: Coverage;
  proxied: boolean;
  /** The document that each frame but the page's own shows; `null` where that isn't known. */
  readonly frames: Map<string, string | null>;
  /** By frame. */
  readonly microphones: Map<string, MicrophoneUse>;
  readonly streams: StreamWatch;
}

const MOST_GAPS = 200;
/** Hosts remembered, shown or not; a page can make up names without end. */
const MOST_HOSTS = 10_000;

export interface PageStart {
  readonly url: URL;
  readonly app: AppId | null;
  readonly place: TabReport['place'];
  readonly at: number;
  readonly documentId: string | null;
  readonly coverage: Coverage;
}

export function startPage({ url, app, place, at, documentId, coverage }: PageStart): PageRecord {
  return {
    page: url.origin,
    host: url.hostname,
    app,
    place,
    startedAt: at,
    documentId,
    roomNames: roomNamesIn(url),
    origins: new Set([url.origin]),
    rows: new Map(),
    rowOfHost: new Map(),
    hosts: new Set(),
    lateRows: new Map(),
    findings: new Map(),
    meters: new Meters(),
    vendorsByAddress: new Map(),
    nameless: new Map(),
    sharing: createSharedAddress(),
    proxy: null,
    gaps: new Map(),
    overflow: new Set(),
    overflowBefore: 0,
    coverage,
    proxied: false,
    frames: new Map(),
    microphones: new Map(),
    streams: createStreamWatch(),
  };
}

/** Notes what couldn't be seen. Gaps of one kind and host are kept once; counts add up. */
export function addGap(record: PageRecord, gap: Gap): void {
  const key = gap.kind === 'unseen-host' ? `${gap.kind} ${gap.host}` : gap.kind;
  const before = record.gaps.get(key);
  if (gap.kind === 'reports-dropped' && before?.kind === gap.kind) {
    record.gaps.set(key, { ...gap, count: gap.count + before.count });
    return;
  }
  if (record.gaps.has(key) || record.gaps.size < MOST_GAPS) record.gaps.set(key, gap);
}

/** Takes a gap back. @returns whether it was there. */
export function closeGap(record: PageRecord, kind: Exclude<Gap['kind'], 'unseen-host'>): boolean {
  return record.gaps.delete(kind);
}

const MOST_ORIGINS = 64;

export function addOrigin({ origins }: PageRecord, origin: string | null): void {
  if (origin !== null && origins.size < MOST_ORIGINS) origins.add(origin);
}

/** Notes a host that was seen, perhaps after all: what rested on the page's own list goes. */
export function addHost(record: PageRecord, host: string): void {
  if (record.hosts.size < MOST_HOSTS) record.hosts.add(host);
  record.gaps.delete(`unseen-host ${host}`);
  const late = record.lateRows.get(host);
  if (late === undefined) return;
  record.lateRows.delete(host);
  record.rowOfHost.delete(hostKeyIn(late));
  dropRow(record, late);
}

/** A row that rested on the page's own list is confirmed by its request. */
export function confirmLate({ lateRows }: PageRecord, row: Row): void {
  row.late = false;
  lateRows.delete(row.endpoint.hostname ?? row.endpoint.address ?? '');
}

/** Notes a host of which only the page's own list tells. */
export function addLateHost(record: PageRecord, host: string, row: string): void {
  record.hosts.add(host);
  record.lateRows.set(host, row);
}

export function toReport(record: PageRecord): TabReport {
  const count = Math.min(MOST_NOT_SHOWN, record.overflowBefore + record.overflow.size);
  const notShown: Gap[] = count === 0 ? [] : [{ kind: 'not-shown', count }];
  return {
    version: 1,
    page: record.page,
    documentId: record.documentId,
    origins: [...record.origins],
    app: record.app,
    place: record.place,
    startedAt: record.startedAt,
    destinations: [...record.rows.values()],
    findings: [...record.findings.values()].flat(),
    coverage: record.coverage,
    gaps: [...record.gaps.values(), ...untraced(record), ...notShown],
    proxied: record.proxied,
    meters: [...record.meters],
    ...(record.microphones.size === 0 ? {} : { microphones: [...record.microphones] }),
  };
}

/** Said for as long as no way of the voice is seen: a worker may have it, or nobody. */
function untraced({ microphones, rows }: PageRecord): Gap[] {
  const isRead = [...microphones.values()].some(({ state, read }) => read && state === 'on');
  if (!isRead || [...rows.values()].some(({ subject }) => subject === 'voice')) return [];
  return [{ kind: 'voice-untraced' }];
}

/** Takes a row away, and what was found about it. */
export function dropRow({ rows, findings }: PageRecord, key: string): void {
  rows.delete(key);
  findings.delete(key);
}

/** A row key is its host key, and after a space the address if there is one. */
export function rowKey(hostKey: string, address: string | null): string {
  return `${hostKey} ${address ?? ''}`;
}

export function hostKeyIn(key: string): string {
  return key.slice(0, key.lastIndexOf(' '));
}
