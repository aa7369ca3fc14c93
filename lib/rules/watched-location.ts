import type { CountryCode } from '../country';
import type { Destination, Knowledge } from '../destination';
import { isWatched, type Policy } from '../policy';
import { lawsOver } from './laws-over';
import type { Evidence } from './rule';

/**
 * Watched countries in which a machine is, or in which one of two disagreeing databases puts it.
 * A disagreement is evidence too, but a weak one: `assess` lets it warn only when the network
 * that announces the address belongs to that same country.
 */
export function watchedLocation(
  destination: Destination,
  knowledge: Pick<Knowledge, 'networkOperator'>,
  policy: Policy,
): readonly Evidence[] {
  const { location } = destination;
  const countries = location.known
    ? [location.country]
    : location.because === 'disagree'
      ? distinct(location.answers.flatMap(({ country }) => country ?? []))
      : [];
  return countries
    .filter((country) => isWatched(policy, country))
    .map((country) => ({
      kind: 'location',
      country,
      certainty: location.known ? location.certainty : 'disagree',
      networkAgrees: networkBelongsTo(country, destination, knowledge),
      answers: location.answers,
    }));
}

function networkBelongsTo(
  country: CountryCode,
  { network }: Destination,
  knowledge: Pick<Knowledge, 'networkOperator'>,
): boolean {
  if (network === null) return false;
  if (network.registeredIn === country) return true;
  const operator = knowledge.networkOperator(network.asn);
  return (
    operator !== null && lawsOver(operator.jurisdictions).some((law) => law.country === country)
  );
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
