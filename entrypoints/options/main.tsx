import { signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { onCoverageChanged, readCoverage } from '../../lib/browser/coverage';
import { readDataSources } from '../../lib/browser/data-sources';
import { speaker } from '../../lib/browser/i18n';
import { addOwnDatabase, listOwnDatabases } from '../../lib/browser/own-database-files';
import { onOwnDatabasesChanged, removeOwnDatabase } from '../../lib/browser/own-databases';
import { reportError } from '../../lib/browser/report-error';
import { onSettingsChanged, readSettings } from '../../lib/browser/settings';
import * as actions from '../../lib/browser/user-actions';
import type { CountryCode } from '../../lib/country';
import { directionOf } from '../../lib/report/say';
import { CATALOGUE } from '../../lib/vendors/catalog';
import { Options, type OptionsState } from './options';

const words = speaker();
const state = signal<OptionsState>({
  settings: await readSettings(),
  coverage: await readCoverage(),
  databases: await listOwnDatabases().catch(() => []),
  sources: null,
  version: browser.runtime.getManifest().version,
  catalogue: CATALOGUE.version,
});

function change(part: Partial<OptionsState>): void {
  state.value = { ...state.value, ...part };
}

onSettingsChanged((settings) => change({ settings }));
onCoverageChanged((coverage) => change({ coverage }));
onOwnDatabasesChanged(() => {
  listOwnDatabases().then((databases) => change({ databases }), reportError);
});
readDataSources().then((sources) => change({ sources }), reportError);

const optionsActions = {
  choosePreset: (id: string) => void actions.choosePreset(id).catch(reportError),
  seeEverything: () => void actions.requestFullCoverage().catch(reportError),
  seeLess: () => void actions.giveUpFullCoverage().catch(reportError),
  sayWhere: (here: CountryCode | null) => void actions.sayWhere(here).catch(reportError),
  unwatch: (site: string) => void actions.unwatchSite(site).catch(reportError),
  addDatabase: addOwnDatabase,
  removeDatabase: (name: string) => void removeOwnDatabase(name).catch(reportError),
};

const App = () => <Options state={state.value} speaker={words} actions={optionsActions} />;
const root = document.querySelector('#options');
document.documentElement.lang = words.language;
document.documentElement.dir = directionOf(words.language);
if (root !== null) render(<App />, root);
