import type { Hostname } from '../hostname';

/**
 * Finds what is filed under the longest suffix of a host name, whole labels only:
 * `a.b.example` looks for `a.b.example`, then `b.example`, then `example`.
 * A `Map` and not an object, so that `constructor` and `__proto__` are names like any other.
 * @returns `null` when nothing is filed under any of its suffixes.
 */
export function longestSuffix<T>(bySuffix: ReadonlyMap<string, T>, hostname: Hostname): T | null {
  let suffix: string = hostname;
  for (;;) {
    const found = bySuffix.get(suffix);
    if (found !== undefined) return found;
    const dot = suffix.indexOf('.');
    if (dot === -1) return null;
    suffix = suffix.slice(dot + 1);
  }
}
