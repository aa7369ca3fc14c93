import { batch, computed, signal } from '@preact/signals';
import { render } from 'preact';
import { type PopupState, TabFollower } from '../../lib/browser/popup-source';
import {
  muteIn,
  onPrivateMutesChanged,
  type PrivateMutes,
  readPrivateMutes,
  unmuteIn,
} from '../../lib/browser/private-mutes';
import { reportError } from '../../lib/browser/report-error';
import {
  onSettingsChanged,
  onUnreadChanged,
  readSettings,
  readUnread,
} from '../../lib/browser/settings';
import * as actions from '../../lib/browser/user-actions';
import { parseCountryCode } from '../../lib/country';
import { directionOf, type Speaker } from '../../lib/report/say';
import { DEFAULT_SETTINGS, type Unread } from '../../lib/settings';
import { DATA_SOURCES } from '../../lib/ui/data-credits';
import { DIRECTORY } from '../../lib/vendors/catalog';
import { Popup, type PopupActions, type PopupPlace } from './popup';

/**
 * Draws the popup into the page, as the popup or as the side panel.
 * @param keepOpen opens the side panel; `null` where there is none, or where this is it.
 * @returns which tab it shows, to be told.
 */
export function showPopup(
  place: PopupPlace,
  words: Speaker,
  keepOpen: (() => Promise<void>) | null,
): TabFollower {
  const settings = signal(DEFAULT_SETTINGS);
  readSettings().then((stored) => (settings.value = stored), reportError);
  onSettingsChanged((changed) => (settings.value = changed));
  const privateMutes = signal<PrivateMutes>({});
  readPrivateMutes().then((stored) => (privateMutes.value = stored), reportError);
  onPrivateMutesChanged((changed) => (privateMutes.value = changed));
  const tab = signal<number | null>(null);
  const unread = signal<Unread>('nothing');
  readUnread().then((stored) => (unread.value = stored), reportError);
  onUnreadChanged((changed) => (unread.value = changed));
  const context = computed(() => ({
    directory: DIRECTORY,
    databases: DATA_SOURCES,
    speaker: words,
    here: parseCountryCode(settings.value.here),
    mutes: [...settings.value.muted, ...(privateMutes.value[tab.value ?? -1] ?? [])],
    showsFlags: settings.value.flags,
    unread: unread.value,
  }));
  const state = signal<PopupState>({ kind: 'loading' });
  const follower: TabFollower = new TabFollower((next) =>
    batch(() => {
      tab.value = follower.tab;
      state.value = next;
    }),
  );
  const run = (action: Promise<unknown>) => void action.catch(reportError);
  const popupActions: PopupActions = {
    seeEverything: () => run(actions.requestFullCoverage()),
    watch: (site: string) => run(actions.watchSite(site)),
    allowAgain: (site: string) => run(actions.requestSite(site)),
    reload: () => follower.tab !== null && run(actions.reloadTab(follower.tab)),
    restart: actions.restartExtension,
    options: () => run(actions.openOptions()),
    mute: (kind) => follower.tab !== null && run(muteIn(follower.tab, kind)),
    unmute: (kind) => follower.tab !== null && run(unmuteIn(follower.tab, kind)),
    keepOpen:
      keepOpen &&
      (() =>
        run(
          keepOpen().then(() => {
            // The panel stands beside the page now; the popup has nothing to add.
            window.close();
          }),
        )),
  };
  const App = () => (
    // What was opened in one tab's report says nothing about another's.
    <Popup
      key={tab.value}
      place={place}
      state={state.value}
      context={context.value}
      actions={popupActions}
    />
  );
  document.documentElement.lang = words.language;
  document.documentElement.dir = directionOf(words.language);
  const root = document.querySelector('#popup');
  if (root !== null) render(<App />, root);
  return follower;
}
