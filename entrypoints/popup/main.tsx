import { signal } from '@preact/signals';
import { render } from 'preact';
import { speaker } from '../../lib/browser/i18n';
import { findTab, followTab, type PopupState } from '../../lib/browser/popup-source';
import { reportError } from '../../lib/browser/report-error';
import * as actions from '../../lib/browser/user-actions';
import { directionOf } from '../../lib/report/say';
import { DATA_SOURCES } from '../../lib/ui/data-credits';
import { DIRECTORY } from '../../lib/vendors/catalog';
import { Popup } from './popup';

const state = signal<PopupState>({ kind: 'loading' });
const words = speaker();
const context = { directory: DIRECTORY, databases: DATA_SOURCES, speaker: words };

function start(tab: number | null): void {
  const popupActions = {
    seeEverything: () => void actions.requestFullCoverage().catch(reportError),
    watch: (site: string) => void actions.watchSite(site).catch(reportError),
    reload: () => void (tab !== null && actions.reloadTab(tab).catch(reportError)),
    restart: actions.restartExtension,
    options: () => void actions.openOptions().catch(reportError),
  };
  const App = () => <Popup state={state.value} context={context} actions={popupActions} />;
  const root = document.querySelector('#popup');
  if (root !== null) render(<App />, root);
}

document.documentElement.lang = words.language;
document.documentElement.dir = directionOf(words.language);

const tab = await findTab(location.search);
start(tab);
if (tab === null) state.value = { kind: 'unwatchable' };
else await followTab(tab, (next) => (state.value = next));
