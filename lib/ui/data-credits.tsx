import type { JSX } from 'preact';
import inputs from '../../data/geo/inputs.json';
import { ageInDays, isStale } from '../geo/data-age';
import { phrase } from '../report/phrase';
import { type Speaker, say, sayNumber, sayTogether } from '../report/say';

/** What the shipped database was built from, without opening that large file. */
export const DATA_SOURCES = Object.entries(inputs).map(([id, source]) => ({ id, ...source }));

/** Longer credits are given in full on the options page. */
const LONGEST = 40;

function oldest(dates: readonly string[]): string {
  return dates.reduce((one, other) => (other < one ? other : one));
}

interface DataAgeProps {
  readonly date: string;
  readonly speaker: Speaker;
}

/** Says that data is old, how much that matters and what helps; nothing while it isn't. */
export function DataAge({ date, speaker }: DataAgeProps): JSX.Element | null {
  const now = Date.now();
  if (!isStale(date, now)) return null;
  const days = sayNumber(ageInDays(date, now) ?? 0, speaker);
  return (
    <span class="after-all">
      {sayTogether(
        [say(phrase('options_data_stale', days), speaker), say(phrase('data_update'), speaker)],
        speaker,
      )}
    </span>
  );
}

/** Stands on every page that shows a country: the data's licences ask for it. */
export function DataCredits({ speaker }: { readonly speaker: Speaker }): JSX.Element {
  const credited = DATA_SOURCES.filter(({ attribution }) => attribution !== '');
  return (
    <p class="fine">
      {say(phrase('coverage_data'), speaker)}{' '}
      {credited.map(({ id, name, attribution, url }, index) => (
        <span key={id}>
          {index === 0 ? '' : ' · '}
          <a href={url} target="_blank" rel="noreferrer noopener">
            <bdi lang="en">{attribution.length > LONGEST ? name : attribution}</bdi>
          </a>
        </span>
      ))}
      <DataAge date={oldest(credited.map(({ date }) => date))} speaker={speaker} />
    </p>
  );
}
