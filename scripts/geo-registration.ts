import type { Segments, Source } from './geo-segments';

/**
 * The country in which each network is registered: the one that most of its addresses get from a
 * database of announcing networks, IPv4 before IPv6. Networks by their number in `networks`.
 */
export function registrationCountries(networks: Source, registered: Source): Map<number, string> {
  const result = new Map<number, string>();
  for (const family of ['v6', 'v4'] as const) {
    for (const [network, countries] of tally(networks[family], registered[family])) {
      let most = 0n;
      for (const [country, weight] of [...countries].sort((a, b) => a[0] - b[0])) {
        if (weight <= most) continue;
        most = weight;
        result.set(network, registered.names[country - 1] ?? '');
      }
    }
  }
  return result;
}

function tally(networks: Segments, registered: Segments): Map<number, Map<number, bigint>> {
  const counts = new Map<number, Map<number, bigint>>();
  let from = 0;
  networks.starts.forEach((start, i) => {
    const end = networks.ends[i] ?? 0n;
    while (from < registered.ends.length && (registered.ends[from] ?? 0n) < start) from += 1;
    for (let k = from; k < registered.starts.length; k += 1) {
      const low = registered.starts[k] ?? 0n;
      if (low > end) break;
      const high = registered.ends[k] ?? 0n;
      const size = (high < end ? high : end) - (low > start ? low : start) + 1n;
      const network = networks.values[i] ?? 0;
      const countries = counts.get(network) ?? new Map<number, bigint>();
      const country = registered.values[k] ?? 0;
      countries.set(country, (countries.get(country) ?? 0n) + size);
      counts.set(network, countries);
    }
  });
  return counts;
}
