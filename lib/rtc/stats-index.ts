import type { StatsEntry } from './page-report';

/** A connection's statistics, found by id or by type. */
export interface StatsIndex {
  readonly byId: (id: unknown) => StatsEntry | null;
  readonly ofType: (type: string) => readonly StatsEntry[];
}

export function indexStats(entries: readonly StatsEntry[]): StatsIndex {
  const ids = new Map<unknown, StatsEntry>();
  const types = new Map<unknown, StatsEntry[]>();
  for (const entry of entries) {
    ids.set(entry.id, entry);
    const same = types.get(entry.type);
    if (same === undefined) types.set(entry.type, [entry]);
    else same.push(entry);
  }
  return {
    byId: (id) => ids.get(id) ?? null,
    ofType: (type) => types.get(type) ?? [],
  };
}
