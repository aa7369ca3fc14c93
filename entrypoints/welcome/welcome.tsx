import type { JSX } from 'preact';
import type { Granted } from '../../lib/browser/granted';
import { PRESETS } from '../../lib/presets';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import type { DetailsContext } from '../../lib/report/row-details';
import { say } from '../../lib/report/say';
import type { Settings } from '../../lib/settings';
import { AskingBox } from '../../lib/ui/asking-box';
import { EarMark } from '../../lib/ui/marks';
import { PresetChoice } from '../../lib/ui/preset-choice';
import { Example } from './example';

export interface WelcomeState {
  readonly settings: Settings;
  readonly granted: Granted;
  /** The browser asked, and the answer was no. */
  readonly isRefused: boolean;
}

export interface WelcomeActions {
  readonly choosePreset: (id: string) => void;
  readonly seeAllSites: (all: boolean) => void;
  readonly turnAlerts: (on: boolean) => void;
  readonly options: () => void;
}

interface WelcomeProps {
  readonly state: WelcomeState;
  readonly context: DetailsContext;
  readonly actions: WelcomeActions;
}

/** Seen once, after the installation. Whoever closes it at once has a working Earshot. */
export function Welcome({ state, context, actions }: WelcomeProps): JSX.Element {
  const { settings, granted, isRefused } = state;
  const { speaker } = context;
  const text = (key: MessageKey) => say(phrase(key), speaker);
  return (
    <div class="welcome">
      <main class="sheet">
        <div class="sheet-title">
          <EarMark size={28} />
          <h1>{text('welcome_title')}</h1>
        </div>
        <p class="lead">{text('welcome_lead')}</p>
        <section aria-labelledby="watch">
          <h2 id="watch">{text('welcome_watch')}</h2>
          <div role="radiogroup" aria-labelledby="watch">
            <PresetChoice
              presets={PRESETS}
              chosen={settings.watched === null ? settings.preset : null}
              speaker={speaker}
              onChoose={actions.choosePreset}
            />
          </div>
          <button type="button" class="quiet" onClick={actions.options}>
            {text('welcome_own_list')}
          </button>
        </section>
        <section aria-labelledby="may-see">
          <h2 id="may-see">{text('welcome_coverage')}</h2>
          <p>{text('welcome_known')}</p>
          <AskingBox
            id="all-sites"
            label={text('welcome_all')}
            note={text('welcome_all_note')}
            isOn={granted.allSites}
            onTurn={actions.seeAllSites}
          />
          <AskingBox
            id="alerts-on"
            label={text('options_alerts_on')}
            note={text('welcome_alerts_note')}
            isOn={settings.alerts && granted.notifications}
            onTurn={actions.turnAlerts}
          />
          <p class="done" role="status">
            {isRefused ? text('welcome_refused') : ''}
          </p>
        </section>
        <section aria-labelledby="pin">
          <h2 id="pin">{text('welcome_pin')}</h2>
          <p>{text('welcome_pin_note')}</p>
        </section>
      </main>
      <Example context={context} />
    </div>
  );
}
