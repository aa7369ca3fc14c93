import type { Destination } from '../../destination';
import type { DatabaseAnswer, Location, NotLocated } from '../../geo/location';
import type { Evidence } from '../../rules/rule';
import { type MessageKey, type Part, type Phrase, phrase } from '../phrase';

type Located = Pick<Destination, 'location' | 'locatedBy'>;
type LocationEvidence = Extract<Evidence, { kind: 'location' }>;

const WHY_NOT: Record<Exclude<NotLocated, 'disagree' | 'ruled-out'>, MessageKey> = {
  none: 'sure_none',
  anycast: 'sure_anycast',
  special: 'sure_special',
  'hidden-by-proxy': 'sure_hidden_by_proxy',
  'not-observed': 'sure_not_observed',
  person: 'sure_person',
  'no-database': 'sure_no_database',
};

/** How sure the country is, or why there is none: the same words wherever it is said. */
export function howSure({ location, locatedBy }: Located): Phrase {
  return byName(locatedBy, certaintyOf(location));
}

/** The same for what a finding rests on, which may be one side of a disagreement. */
export function howSureOf(evidence: LocationEvidence, { locatedBy }: Located): Phrase {
  const { certainty, answers, networkAgrees, country } = evidence;
  const said = certainty === 'disagree' ? disagreement(answers) : phrase(`sure_${certainty}`);
  const needsSupport = certainty === 'disagree' || certainty === 'single';
  return byName(
    locatedBy,
    networkAgrees && needsSupport ? phrase('sure_network_too', said, { country }) : said,
  );
}

function certaintyOf(location: Location): Phrase {
  if (location.known) return phrase(`sure_${location.certainty}`);
  if (location.because === 'disagree') return disagreement(location.answers);
  if (location.because === 'ruled-out') {
    return phrase('sure_ruled_out', { either: countriesIn(location.answers) });
  }
  return phrase(WHY_NOT[location.because]);
}

function disagreement(answers: readonly DatabaseAnswer[]): Phrase {
  const countries = countriesIn(answers);
  if (countries.length < 2) return phrase('sure_disagree_plain');
  return phrase('sure_disagree', { either: countries });
}

function countriesIn(answers: readonly DatabaseAnswer[]): readonly Part[] {
  return [...new Set(answers.flatMap(({ country }) => country ?? []))].map((country) => ({
    country,
  }));
}

function byName(locatedBy: Destination['locatedBy'], said: Phrase): Phrase {
  return locatedBy === 'host-name' ? phrase('sure_by_name', said) : said;
}
