import type { CountryCode } from '../country';
import type { Destination, Knowledge } from '../destination';
import { isWatched, type Policy } from '../policy';
import type { Jurisdiction } from '../vendors/vendor';
import { lawsOver } from './laws-over';
import type { Evidence } from './rule';

type Operator = Extract<Evidence, { kind: 'control' }>['operator'];

/**
 * Watched countries whose law reaches the company that runs the service or the company that
 * announces the address: one piece of evidence for each country and operator.
 */
export function watchedControl(
  { vendor, network }: Destination,
  knowledge: Pick<Knowledge, 'vendor' | 'networkOperator'>,
  policy: Policy,
): readonly Evidence[] {
  const service = vendor && knowledge.vendor(vendor.vendor);
  const carrier = network && knowledge.networkOperator(network.asn);
  return [
    ...(service === null
      ? []
      : watchedLaws({ kind: 'vendor', id: service.id }, service.jurisdictions, policy)),
    ...(carrier === null || network === null
      ? []
      : watchedLaws(
          { kind: 'network', id: carrier.id, asn: network.asn },
          carrier.jurisdictions,
          policy,
        )),
  ];
}

function watchedLaws(
  operator: Operator,
  all: readonly Jurisdiction[],
  policy: Policy,
): readonly Evidence[] {
  const byCountry = new Map<CountryCode, Jurisdiction[]>();
  for (const law of lawsOver(all)) {
    if (!isWatched(policy, law.country)) continue;
    const same = byCountry.get(law.country);
    if (same === undefined) byCountry.set(law.country, [law]);
    else same.push(law);
  }
  return [...byCountry].map(([country, jurisdictions]) => ({
    kind: 'control',
    country,
    operator,
    jurisdictions,
  }));
}
