import type { JSX } from 'preact';
import type { Preset } from '../preset';
import { countryName } from '../report/country-name';
import { phrase } from '../report/phrase';
import { type Speaker, say, sayDate } from '../report/say';

interface PresetChoiceProps {
  readonly presets: readonly Preset[];
  /** Id of the chosen one; `null` when the user has a list of their own. */
  readonly chosen: string | null;
  readonly speaker: Speaker;
  readonly onChoose: (id: string) => void;
}

/** Which list of countries to be told about, each with who drew it up and when. */
export function PresetChoice({
  presets,
  chosen,
  speaker,
  onChoose,
}: PresetChoiceProps): JSX.Element {
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
          <label for={`preset-${preset.id}`}>{preset.name}</label>
          <p class="fine" id={`preset-${preset.id}-about`}>
            {about(preset, speaker)}{' '}
            <a href={preset.source.url} target="_blank" rel="noreferrer noopener">
              {say(phrase('options_preset_source'), speaker)}
              <span class="visually-hidden">: {preset.name}</span>
            </a>
          </p>
        </div>
      ))}
    </>
  );
}

function about({ countries, dated }: Preset, speaker: Speaker): string {
  const names = countries
    .map((country) => countryName(country, speaker.language))
    .sort(new Intl.Collator(speaker.language).compare)
    .join(', ');
  return say(phrase('options_preset_dated', names, sayDate(dated, speaker)), speaker);
}
