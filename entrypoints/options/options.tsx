import type { JSX } from 'preact';
import type { Granted } from '../../lib/browser/granted';
import type { OwnDatabaseFile } from '../../lib/browser/own-database-files';
import type { CountryCode } from '../../lib/country';
import type { DataSource } from '../../lib/geo/shipped-database';
import { PRESETS } from '../../lib/presets';
import type { Mute } from '../../lib/report/mute';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import { policyFrom, type Settings, type Unread } from '../../lib/settings';
import { EarMark } from '../../lib/ui/marks';
import { PresetChoice } from '../../lib/ui/preset-choice';
import { AboutSection } from './about-section';
import { AlertsSection } from './alerts-section';
import { CoverageSection } from './coverage-section';
import { EraseSection, type Erasure } from './erase-section';
import { HereSection } from './here-section';
import { LookSection } from './look-section';
import { MutedSection } from './muted-section';
import { OwnDatabaseSection } from './own-database-section';
import { OwnList } from './own-list';
import { SitesSection } from './sites-section';

export interface OptionsState {
  readonly settings: Settings;
  /** There are settings that can't be read. */
  readonly unread: Unread;
  readonly granted: Granted;
  /** How many kinds of warning the user has been alerted to. */
  readonly told: number;
  readonly erasure: Erasure;
  readonly databases: readonly OwnDatabaseFile[];
  /** `null` until they have been read. */
  readonly sources: readonly DataSource[] | null;
  readonly version: string;
  readonly catalogue: string;
}

export interface OptionsActions {
  readonly discardUnread: () => void;
  readonly choosePreset: (id: string) => void;
  readonly watchCountries: (countries: readonly CountryCode[]) => void;
  readonly seeAllSites: (all: boolean) => void;
  readonly allowCatalogue: () => void;
  readonly turnAlerts: (on: boolean) => void;
  readonly forgetTold: () => void;
  readonly mute: (kind: Mute) => void;
  readonly unmute: (kinds: readonly Mute[]) => void;
  readonly showFlags: (shown: boolean) => void;
  readonly sayWhere: (country: CountryCode | null) => void;
  readonly unwatch: (site: string) => void;
  readonly watch: (site: string) => void;
  /** @returns why the file was refused, or `null`. */
  readonly addDatabase: (file: File) => Promise<string | null>;
  /** @returns how to put it back. */
  readonly removeDatabase: (name: string) => Promise<() => void>;
  readonly erase: () => void;
}

interface OptionsProps {
  readonly state: OptionsState;
  readonly speaker: Speaker;
  readonly actions: OptionsActions;
}

export function Options({ state, speaker, actions }: OptionsProps): JSX.Element {
  const text = (key: MessageKey) => say(phrase(key), speaker);
  const { settings, granted, told, erasure, databases } = state;
  return (
    <main class="sheet">
      <div class="sheet-title">
        <EarMark size={28} />
        <h1>{text('options_title')}</h1>
      </div>
      {state.unread === 'nothing' ? null : (
        <section class="unread" role="alert">
          <p class="error">
            {state.unread === 'mutes'
              ? text('headline_mutes_unread')
              : `${text('headline_settings_unread')} ${text('headline_settings_unread_note')}`}
          </p>
          <button type="button" class="main-action" onClick={actions.discardUnread}>
            {text(state.unread === 'mutes' ? 'options_mutes_discard' : 'options_settings_discard')}
          </button>
        </section>
      )}
      <section aria-labelledby="watch">
        <h2 id="watch">{text('options_watch')}</h2>
        <p class="fine">{text('options_watch_note')}</p>
        <div role="radiogroup" aria-labelledby="watch">
          <PresetChoice
            presets={PRESETS}
            chosen={settings.watched === null ? settings.preset : null}
            speaker={speaker}
            onChoose={actions.choosePreset}
          />
          <OwnList
            isChosen={settings.watched !== null}
            watched={policyFrom(settings).watched}
            speaker={speaker}
            onChange={actions.watchCountries}
          />
        </div>
      </section>
      <AlertsSection
        isOn={settings.alerts && granted.notifications}
        told={told}
        speaker={speaker}
        onTurn={actions.turnAlerts}
        onForget={actions.forgetTold}
      />
      <MutedSection
        muted={settings.muted}
        speaker={speaker}
        onMute={actions.mute}
        onUnmute={actions.unmute}
      />
      <CoverageSection
        granted={granted}
        speaker={speaker}
        onAllSites={actions.seeAllSites}
        onCatalogue={actions.allowCatalogue}
      />
      <SitesSection
        sites={settings.sites}
        speaker={speaker}
        onRemove={actions.unwatch}
        onPutBack={actions.watch}
      />
      <HereSection here={settings.here} speaker={speaker} onChoose={actions.sayWhere} />
      <OwnDatabaseSection databases={databases} speaker={speaker} actions={actions} />
      <LookSection flags={settings.flags} speaker={speaker} onFlags={actions.showFlags} />
      <EraseSection erasure={erasure} speaker={speaker} onErase={actions.erase} />
      <AboutSection state={state} speaker={speaker} />
    </main>
  );
}
