import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { CountryCode } from '../../lib/country';
import { PLACES } from '../../lib/iso-countries';
import { countriesByName } from '../../lib/report/country-name';
import { counted, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';

interface CountryPickerProps {
  readonly chosen: ReadonlySet<CountryCode>;
  readonly speaker: Speaker;
  readonly onChange: (chosen: readonly CountryCode[]) => void;
}

/** Every country with a box to tick, and a search that leaves the fitting ones. */
export function CountryPicker({ chosen, speaker, onChange }: CountryPickerProps): JSX.Element {
  const [wanted, setWanted] = useState('');
  const { language } = speaker;
  const all = useMemo(() => countriesByName(PLACES, language), [language]);
  const needle = plain(wanted, language);
  const found = all.filter(({ code, name }) => {
    return plain(name, language).includes(needle) || plain(code, language) === needle;
  });
  const toggle = (code: CountryCode, isWatched: boolean) =>
    onChange(isWatched ? [...chosen, code] : [...chosen].filter((each) => each !== code));
  return (
    <div class="picker">
      <label class="search">
        {say(phrase('options_own_list_search'), speaker)}
        <input
          type="search"
          id="country-search"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      </label>
      <p class="fine" role="status">
        {wanted === '' ? '' : say(counted('countries', found.length), speaker)}
      </p>
      <ul class="countries">
        {found.map(({ code, name }) => (
          <li key={code}>
            <label>
              <input
                type="checkbox"
                value={code}
                checked={chosen.has(code)}
                onChange={(event) => toggle(code, event.currentTarget.checked)}
              />
              {name}
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Without accents and capitals, so that "turk" finds "Türkiye". */
function plain(text: string, language: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(language).trim();
}
