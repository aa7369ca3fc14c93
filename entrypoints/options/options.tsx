import type { JSX } from 'preact';
import type { OwnDatabaseFile } from '../../lib/browser/own-database-files';
import type { CountryCode } from '../../lib/country';
import type { DataSource } from '../../lib/geo/shipped-database';
import { PRESETS } from '../../lib/presets';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import type { Coverage } from '../../lib/report/tab-report';
import type { Settings } from '../../lib/settings';
import { EarMark } from '../../lib/ui/marks';
import { PresetChoice } from '../../lib/ui/preset-choice';
import { AboutSection } from './about-section';
import { HereSection } from './here-section';
import { OwnDatabaseSection } from './own-database-section';
import { SitesSection } from './sites-section';

export interface OptionsState {
  readonly settings: Settings;
  readonly coverage: Coverage;
  readonly databases: readonly OwnDatabaseFile[];
  /** `null` until they have been read. */
  readonly sources: readonly DataSource[] | null;
  readonly version: string;
  readonly catalogue: string;
}

export interface OptionsActions {
  readonly choosePreset: (id: string) => void;
  readonly seeEverything: () => void;
  readonly seeLess: () => void;
  readonly sayWhere: (country: CountryCode | null) => void;
  readonly unwatch: (site: string) => void;
  /** @returns why the file was refused, or `null`. */
  readonly addDatabase: (file: File) => Promise<string | null>;
  readonly removeDatabase: (name: string) => void;
}

interface OptionsProps {
  readonly state: OptionsState;
  readonly speaker: Speaker;
  readonly actions: OptionsActions;
}

export function Options({ state, speaker, actions }: OptionsProps): JSX.Element {
  const text = (key: MessageKey) => say(phrase(key), speaker);
  const { preset, watched, sites } = state.settings;
  const isFull = state.coverage === 'full';
  return (
    <main class="sheet">
      <div class="sheet-title">
        <EarMark size={28} />
        <h1>{text('options_title')}</h1>
      </div>
      <section aria-labelledby="watch">
        <h2 id="watch">{text('options_watch')}</h2>
        <p class="fine">{text('options_watch_note')}</p>
        <PresetChoice
          presets={PRESETS}
          chosen={watched === null ? preset : null}
          speaker={speaker}
          onChoose={actions.choosePreset}
        />
      </section>
      <section aria-labelledby="coverage">
        <h2 id="coverage">{text('options_coverage')}</h2>
        <p>{text(isFull ? 'options_coverage_full' : 'options_coverage_partial')}</p>
        <button
          type="button"
          class="main-action"
          onClick={isFull ? actions.seeLess : actions.seeEverything}
        >
          {text(isFull ? 'action_fewer_sites' : 'action_all_sites')}
        </button>
        {isFull ? null : <p class="fine">{text('options_coverage_note')}</p>}
      </section>
      <HereSection here={state.settings.here} speaker={speaker} onChoose={actions.sayWhere} />
      <SitesSection sites={sites} speaker={speaker} onRemove={actions.unwatch} />
      <OwnDatabaseSection databases={state.databases} speaker={speaker} actions={actions} />
      <AboutSection state={state} speaker={speaker} />
    </main>
  );
}
