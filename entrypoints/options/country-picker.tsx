import type { JSX, TargetedKeyboardEvent } from 'preact';
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
  const [current, setCurrent] = useState<CountryCode | null>(null);
  const { language } = speaker;
  const all = useMemo(() => countriesByName(PLACES, language), [language]);
  const needle = plain(wanted, language);
  const found = all.filter(({ code, name }) => {
    return plain(name, language).includes(needle) || plain(code, language) === needle;
  });
  const isCurrentFound = found.some(({ code }) => code === current);
  const toggle = (code: CountryCode, isWatched: boolean) =>
    onChange(isWatched ? [...chosen, code] : [...chosen].filter((each) => each !== code));
  return (
    <div class="picker">
      <label class="field">
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
      <ul class="countries" onKeyDown={moveFocus}>
        {found.map(({ code, name }, index) => (
          <li key={code}>
            <label>
              <input
                type="checkbox"
                value={code}
                tabIndex={code === current || (index === 0 && !isCurrentFound) ? 0 : -1}
                onFocus={() => setCurrent(code)}
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

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Two hundred countries are one stop for the Tab key; arrows go from one to the next (WAI-ARIA
 * Authoring Practices, "roving tabindex").
 */
function moveFocus(event: TargetedKeyboardEvent<HTMLUListElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const boxes = [...event.currentTarget.querySelectorAll('input')];
  const at = boxes.indexOf(event.target as HTMLInputElement);
  boxes[step(at, boxes.length - 1)]?.focus();
  event.preventDefault();
}

/** Without accents and capitals, so that "turk" finds "Türkiye". */
function plain(text: string, language: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(language).trim();
}
