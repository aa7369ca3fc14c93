import type { JSX } from 'preact';
import inputs from '../../data/geo/inputs.json';
import { phrase } from '../report/phrase';
import { type Speaker, say } from '../report/say';

/** What the shipped database was built from, without opening that large file. */
export const DATA_SOURCES = Object.entries(inputs).map(([id, source]) => ({ id, ...source }));

/** Longer credits are given in full on the options page. */
const LONGEST = 40;

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
    </p>
  );
}
