import type { JSX } from 'preact';
import type { CountryCode } from '../../lib/country';
import { countriesByName } from '../../lib/report/country-name';
import { phrase } from '../../lib/report/phrase';
import { type Speaker, say, sayNames } from '../../lib/report/say';
import { CountryPicker } from './country-picker';

interface OwnListProps {
  readonly isChosen: boolean;
  /** What is watched now: where a list of one's own begins. */
  readonly watched: ReadonlySet<CountryCode>;
  readonly speaker: Speaker;
  readonly onChange: (watched: readonly CountryCode[]) => void;
}

/** The last of the lists: the user's own. */
export function OwnList({ isChosen, watched, speaker, onChange }: OwnListProps): JSX.Element {
  return (
    <>
      <div class="choice">
        <input
          type="radio"
          name="preset"
          id="preset-own"
          checked={isChosen}
          onChange={() => onChange([...watched])}
          aria-describedby="preset-own-about"
        />
        <label for="preset-own">{say(phrase('options_own_list'), speaker)}</label>
        <p class="fine" id="preset-own-about">
          {isChosen ? named(watched, speaker) : say(phrase('options_own_list_note'), speaker)}
        </p>
      </div>
      {isChosen ? <CountryPicker chosen={watched} speaker={speaker} onChange={onChange} /> : null}
    </>
  );
}

function named(watched: ReadonlySet<CountryCode>, speaker: Speaker): string {
  if (watched.size === 0) return say(phrase('options_own_list_empty'), speaker);
  const byName = countriesByName(watched, speaker.language);
  return sayNames(
    byName.map(({ name }) => name),
    speaker,
  );
}
