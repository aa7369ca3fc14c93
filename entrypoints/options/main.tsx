import { signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { readDataSources } from '../../lib/browser/data-sources';
import { askToErase, isErasing, onErased } from '../../lib/browser/erase';
import { onGrantedChanged, readGranted, requestCatalogue } from '../../lib/browser/granted';
import { loadSpeaker } from '../../lib/browser/i18n';
import { addOwnDatabase, listOwnDatabases } from '../../lib/browser/own-database-files';
import { onOwnDatabasesChanged, removeOwnDatabase } from '../../lib/browser/own-databases';
import { reportError } from '../../lib/browser/report-error';
import {
  discardUnread,
  onSettingsChanged,
  onUnreadChanged,
  readSettings,
  readUnread,
} from '../../lib/browser/settings';
import { forgetTold, onToldChanged, readTold } from '../../lib/browser/told-alerts';
import * as actions from '../../lib/browser/user-actions';
import { directionOf } from '../../lib/report/say';
import { CATALOGUE } from '../../lib/vendors/catalog';
import { Options, type OptionsActions, type OptionsState } from './options';

const words = await loadSpeaker();
const state = signal<OptionsState>({
  settings: await readSettings(),
  unread: await readUnread(),
  granted: await readGranted(),
  told: (await readTold()).size,
  erasure: (await isErasing()) ? 'erasing' : 'none',
  databases: await listOwnDatabases().catch(() => []),
  sources: null,
  version: browser.runtime.getManifest().version,
  catalogue: CATALOGUE.version,
});

function change(part: Partial<OptionsState>): void {
  state.value = { ...state.value, ...part };
}

const run = (action: Promise<unknown>) => void action.catch(reportError);

onSettingsChanged((settings) => change({ settings }));
onUnreadChanged((unread) => change({ unread }));
onGrantedChanged((granted) => change({ granted }));
onToldChanged(() => run(readTold().then((told) => change({ told: told.size }))));
onOwnDatabasesChanged(() => run(listOwnDatabases().then((databases) => change({ databases }))));
onErased(() => change({ erasure: 'erased' }));
run(readDataSources().then((sources) => change({ sources })));

const optionsActions: OptionsActions = {
  discardUnread: () => run(discardUnread()),
  choosePreset: (id) => run(actions.choosePreset(id)),
  watchCountries: (countries) => run(actions.watchCountries(countries)),
  seeAllSites: (all) => run(all ? actions.requestFullCoverage() : actions.giveUpFullCoverage()),
  allowCatalogue: () => run(requestCatalogue()),
  turnAlerts: (on) => run(on ? actions.turnAlertsOn() : actions.turnAlertsOff()),
  forgetTold: () => run(forgetTold()),
  mute: (kind) => run(actions.mute(kind)),
  unmute: (kinds) => run(actions.unmute(kinds)),
  showFlags: (shown) => run(actions.showFlags(shown)),
  sayWhere: (here) => run(actions.sayWhere(here)),
  unwatch: (site) => run(actions.unwatchSite(site)),
  watch: (site) => run(actions.watchSite(site)),
  addDatabase: addOwnDatabase,
  removeDatabase: async (name) => {
    const putBack = await removeOwnDatabase(name);
    return () => run(putBack());
  },
  erase: () => {
    change({ erasure: 'erasing' });
    run(askToErase());
  },
};

const App = () => <Options state={state.value} speaker={words} actions={optionsActions} />;
const root = document.querySelector('#options');
document.documentElement.lang = words.language;
document.documentElement.dir = directionOf(words.language);
if (root !== null) render(<App />, root);
