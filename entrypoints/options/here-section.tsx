import type { JSX } from 'preact';
import { type CountryCode, parseCountryCode } from '../../lib/country';
import { COUNTRIES_ON_MAP } from '../../lib/geo/travel-time';
import { countriesByName } from '../../lib/report/country-name';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';

interface HereSectionProps {
  readonly here: string | null;
  readonly speaker: Speaker;
  readonly onChoose: (country: CountryCode | null) => void;
}

/** Where the user is, if they want to say: what the speed of light is reckoned from. */
export function HereSection({ here, speaker, onChoose }: HereSectionProps): JSX.Element {
  const text = (key: MessageKey) => say(phrase(key), speaker);
  const countries = countriesByName(COUNTRIES_ON_MAP, speaker.language);
  return (
    <section aria-labelledby="here">
      <h2 id="here">{text('options_here')}</h2>
      <p class="fine" id="here-note">
        {text('options_here_note')}
      </p>
      <label class="field">
        {text('options_here_label')}{' '}
        <select
          id="here-country"
          aria-describedby="here-note"
          value={here ?? ''}
          onChange={(event) => onChoose(parseCountryCode(event.currentTarget.value))}
        >
          <option value="">{text('options_here_unsaid')}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
