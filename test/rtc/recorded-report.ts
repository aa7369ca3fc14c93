import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PageReport, STATS_FIELDS, type StatsEntry } from '../../lib/rtc/page-report';

/**
 * Statistics as Chromium 156 and Firefox 153 gave them on 2026-11-23, of connections to a peer
 * written in JavaScript (werift), directly and through coturn.
 */
export type Recording = 'direct' | 'lite' | 'turn-udp' | 'turn-tcp';

type RawStats = Readonly<Record<string, string | number | boolean>>;

/** A recorded connection as the page world would hand it over. */
export function recordedReport(browser: 'chromium' | 'firefox', name: Recording): PageReport {
  const file = join(import.meta.dirname, 'recorded', `${browser}.json`);
  const raw = JSON.parse(readFileSync(file, 'utf8'))[name] as Omit<
    PageReport,
    'stats' | 'senders' | 'transceivers' | 'turnUsers'
  > & {
    stats: readonly RawStats[];
  };
  const stats = raw.stats.map(cut);
  const none = { turnUsers: [], senders: [], marks: [], transceivers: [] };
  return { ...raw, connection: 0, final: false, answered: true, ...none, stats };
}

function cut(raw: RawStats): StatsEntry {
  const wanted = ['type', 'id', ...(STATS_FIELDS[String(raw.type)] ?? [])];
  return Object.fromEntries(Object.entries(raw).filter(([field]) => wanted.includes(field)));
}
