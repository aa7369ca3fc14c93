import type { Exposure, Named } from '../identifiers/identifier';
import type { Evidence, Sighting } from './rule';

const NAMED: readonly Named[] = ['room', 'user'];

/** One piece of evidence for rooms and one for users, of those that were exposed in this way. */
export function identifiersExposed(
  { identifiers, outcome }: Sighting,
  exposure: Exposure,
): readonly Evidence[] {
  // What reached nobody told nobody anything.
  if (outcome !== 'reached') return [];
  return NAMED.flatMap((names) => {
    const same = identifiers.filter((one) => one.names === names && one.exposure === exposure);
    if (same.length === 0) return [];
    const parameters = same.flatMap(({ parameter }) => parameter ?? []);
    return {
      kind: 'identifier',
      names,
      exposure,
      parameters,
      observed: parameters.length < same.length,
    };
  });
}
