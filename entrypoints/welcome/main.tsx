import { signal } from '@preact/signals';
import { render } from 'preact';
import { onGrantedChanged, readGranted } from '../../lib/browser/granted';
import { loadSpeaker } from '../../lib/browser/i18n';
import { reportError } from '../../lib/browser/report-error';
import { onSettingsChanged, readSettings } from '../../lib/browser/settings';
import * as actions from '../../lib/browser/user-actions';
import { directionOf } from '../../lib/report/say';
import { DATA_SOURCES } from '../../lib/ui/data-credits';
import { DIRECTORY } from '../../lib/vendors/catalog';
import { Welcome, type WelcomeActions, type WelcomeState } from './welcome';

const words = await loadSpeaker();
const context = { directory: DIRECTORY, databases: DATA_SOURCES, speaker: words, here: null };
const state = signal<WelcomeState>({
  settings: await readSettings(),
  granted: await readGranted(),
  isRefused: false,
});

function change(part: Partial<WelcomeState>): void {
  state.value = { ...state.value, ...part };
}

const run = (action: Promise<unknown>) => void action.catch(reportError);

/** Says so when the browser's question was answered with no. */
async function noteAnswer(asked: Promise<boolean>): Promise<void> {
  change({ isRefused: false });
  change({ isRefused: !(await asked) });
}

onSettingsChanged((settings) => change({ settings }));
onGrantedChanged((granted) => change({ granted }));

const welcomeActions: WelcomeActions = {
  choosePreset: (id) => run(actions.choosePreset(id)),
  seeAllSites: (all) =>
    run(all ? noteAnswer(actions.requestFullCoverage()) : actions.giveUpFullCoverage()),
  turnAlerts: (on) => run(on ? noteAnswer(actions.turnAlertsOn()) : actions.turnAlertsOff()),
  options: () => run(actions.openOptions()),
};

const App = () => <Welcome state={state.value} context={context} actions={welcomeActions} />;
const root = document.querySelector('#welcome');
document.documentElement.lang = words.language;
document.documentElement.dir = directionOf(words.language);
if (root !== null) render(<App />, root);
