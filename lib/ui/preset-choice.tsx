import type { JSX } from 'preact';
import type { Preset } from '../preset';
import { countriesByName } from '../report/country-name';
import { counted, type Phrase, phrase } from '../report/phrase';
import { type Speaker, say, sayDate, sayNames } from '../report/say';

interface PresetChoiceProps {
  readonly presets: readonly Preset[];
  /** Id of the chosen one; `null` when the user has a list of their own. */
  readonly chosen: string | null;
  readonly speaker: Speaker;
  readonly onChoose: (id: string) => void;
}

/** Longer lists are folded away. */
const MOST_NAMED = 8;

/** Which list of countries to be told about, each with who drew it up and when. */
export function PresetChoice(props: PresetChoiceProps): JSX.Element {
  const { presets, chosen, speaker, onChoose } = props;
  return (
    <>
      {presets.map((preset) => (
        <div class="choice" key={preset.id}>
          <input
            type="radio"
            name="preset"
            id={`preset-${preset.id}`}
            checked={preset.id === chosen}
            onChange={() => onChoose(preset.id)}
            aria-describedby={`preset-${preset.id}-about`}
          />
          <label for={`preset-${preset.id}`}>
            <bdi lang="en">{preset.name}</bdi>
          </label>
          <About preset={preset} speaker={speaker} />
        </div>
      ))}
    </>
  );
}

interface AboutProps {
  readonly preset: Preset;
  readonly speaker: Speaker;
}

function About({ preset, speaker }: AboutProps): JSX.Element {
  const { id, name, countries, dated, source } = preset;
  const byName = countriesByName(countries, speaker.language);
  const names = sayNames(
    byName.map((each) => each.name),
    speaker,
  );
  const isLong = countries.length > MOST_NAMED;
  const listed: Phrase | string = isLong ? counted('countries', countries.length) : names;
  return (
    <div class="fine">
      <p id={`preset-${id}-about`}>
        {say(phrase('options_preset_dated', listed, sayDate(dated, speaker)), speaker)}{' '}
        <a href={source.url} target="_blank" rel="noreferrer noopener">
          {say(phrase('options_preset_source'), speaker)}
          <span class="visually-hidden">: {name}</span>
        </a>
      </p>
      {isLong ? (
        <details>
          <summary>
            {say(phrase('options_preset_countries'), speaker)}
            <span class="visually-hidden">: {name}</span>
          </summary>
          {names}
        </details>
      ) : null}
    </div>
  );
}
