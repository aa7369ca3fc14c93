import { browser } from 'wxt/browser';
import { createAppMatcher } from '../apps/match';
import { parseCountryCode } from '../country';
import { addressesOfPage } from '../report/addresses-needed';
import { type Bench, rejudge } from '../report/observe';
import type { Coverage } from '../report/tab-report';
import { DEFAULT_SETTINGS, policyFrom, type Settings } from '../settings';
import { CATALOGUE, DIRECTORY } from '../vendors/catalog';
import { Alerts } from './alerts';
import { coverageWith, onCoverageChanged, readCoverageOf } from './coverage';
import { eraseWhenAsked } from './erase';
import { beginReading, type FirstReading } from './first-reading';
import { Gate } from './gate';
import { GoneFrames } from './gone-frames';
import { bringRelay } from './late-relay';
import { loadKnowledge } from './load-knowledge';
import { Monitor } from './monitor';
import { listenToNotifications } from './notifications';
import { onOwnDatabasesChanged } from './own-databases';
import { answerPings } from './ping';
import {
  keepPrivateMutesOf,
  onPrivateMutesChanged,
  type PrivateMutes,
  privateMutesIn,
} from './private-mutes';
import { listenToProbes } from './probe-messages';
import type { LoadedBench } from './recorder';
import { reportError } from './report-error';
import { listenToRequests } from './request-listeners';
import { onSettingsChanged, readSettings, settingsIn } from './settings';
import { type OpenTab, TabLedger } from './tab-ledger';
import { Toolbar } from './toolbar';
import { createWatchList } from './watch-list';
import { registerProbes } from './watched-sites';
import type { Phase, RequestDetails } from './web-request';
import { welcomeNewUsers } from './welcome';

const appOf = createAppMatcher(CATALOGUE.apps);

/**
 * Builds the background in one place and starts it.
 *
 * The background lives in pieces: the browser stops it when nothing has happened for half a
 * minute and starts it again for the next event. So every listener is added in the first turn, and
 * what an event needs is awaited inside: settings and the pages of before from storage, and the
 * databases, but only once a watched page asks for them.
 * @param reading what is read for it already.
 */
export function startMonitoring(reading = beginReading()): void {
  let settings = DEFAULT_SETTINGS;
  let watch = createWatchList(appOf, settings);
  let coverage: Coverage = 'partial';
  let privateMutes: PrivateMutes = {};

  const toolbar = new Toolbar(DIRECTORY, (tab) => [
    ...settings.muted,
    ...(privateMutes[tab] ?? []),
  ]);
  const ledger = new TabLedger({
    onNews: (tab, record) => {
      toolbar.paint(tab, record);
      alerts.consider(tab);
      goneFrames.lookLater();
      requests.hearAttempts(true);
    },
    onForgotten: (tab) => {
      toolbar.forget(tab);
      requests.hearAttempts(ledger.size > 0);
    },
    onError: reportError,
  });
  const goneFrames = new GoneFrames({
    ledger,
    onGone: (tab, frame) => gate.run((it) => it.onFrameGone(tab, frame)),
  });
  const alerts = new Alerts({
    directory: DIRECTORY,
    isOn: () => settings.alerts,
    mutes: () => settings.muted,
    pageOf: (tab) => ledger.get(tab),
  });
  const bench = new Gate<LoadedBench>(async () => ({
    ...(await loadKnowledge(reading.partsIndex)),
    policy: policyFrom(settings),
    here: parseCountryCode(settings.here),
  }));
  const monitor = new Monitor({
    ledger,
    bench,
    watch: (url) => watch(url),
    coverage: () => coverage,
    onCommitted: (tab) => toolbar.cleared(tab),
    onStranger: (phase, details) => void takeUp(phase, details).catch(reportError),
  });
  const meet = ({ id, url = '' }: OpenTab) => {
    // A tab that has gone nowhere yet has an empty address.
    if (id === undefined || !URL.canParse(url)) return;
    if (monitor.onFound(id, new URL(url), Date.now())) void bringRelay(id);
  };
  const takeUp = async (phase: Phase, details: RequestDetails) => {
    const tab = await browser.tabs.get(details.tabId).catch(() => null);
    if (tab !== null) meet(tab);
    if (ledger.get(details.tabId) !== undefined) monitor.onRequest(phase, details);
  };

  let read: FirstReading | null = reading;
  const gate = new Gate<Monitor>(async () => {
    // What failed once is asked for anew.
    const asked = read ?? beginReading();
    read = null;
    const [local, session, tabs, seesAllSites] = await Promise.all([
      asked.local,
      asked.session,
      asked.tabs,
      asked.seesAllSites,
    ]);
    settings = settingsIn(local);
    privateMutes = privateMutesIn(session);
    watch = createWatchList(appOf, settings);
    coverage = coverageWith(seesAllSites);
    ledger.restore(session, tabs);
    // The life before may have been stopped between storing what it saw and painting it.
    for (const [tab, record] of ledger.all()) toolbar.paint(tab, record);
    for (const tab of tabs) meet(tab);
    requests.hearAttempts(ledger.size > 0);
    goneFrames.lookLater();
    void keepPrivateMutesOf(new Set(tabs.map(({ id }) => id))).catch(reportError);
    void lookAgain(ledger).catch(reportError);
    return monitor;
  });

  const requests = listenToRequests((phase, details) =>
    gate.run((it) => it.onRequest(phase, details)),
  );
  listenToProbes(
    (events, sender) =>
      new Promise((resolve, reject) => {
        for (const event of events) gate.run((it) => it.onProbeEvent(event, sender));
        gate.run((it) => void it.settled().then(resolve, reject), reject);
      }),
  );
  const forgetPrivateMutes = (tab: number) => {
    if (privateMutes[tab] === undefined) return;
    const others = Object.keys(privateMutes).map(Number);
    void keepPrivateMutesOf(new Set(others.filter((each) => each !== tab))).catch(reportError);
  };
  browser.tabs.onRemoved.addListener((tab) =>
    gate.run((it) => {
      it.onTabRemoved(tab);
      forgetPrivateMutes(tab);
    }),
  );
  // Not in every browser: Firefox gives no tab another number.
  browser.tabs.onReplaced?.addListener((added, removed) =>
    gate.run((it) => it.onTabReplaced(added, removed)),
  );
  listenToNotifications();
  welcomeNewUsers();
  answerPings(
    () =>
      new Promise((resolve, reject) => {
        gate.run((it) => void it.settled().then(resolve, reject), reject);
      }),
  );
  // Tells drivers and the curious when this life of the background began.
  gate.run(() => void browser.storage.session.set({ ready: Date.now() }).catch(reportError));

  // These wait for the pages of before like every event: all of them are to be judged anew.
  const judgeAnew = () => {
    if (!bench.isUsed && ledger.size === 0) return;
    bench.reload(
      (value) => rejudgeAll(ledger, value),
      ({ prepare }) => prepare([...ledger.all()].flatMap(([, it]) => addressesOfPage(it))),
    );
  };
  const follow = (changed: Settings) =>
    gate.run(() => {
      settings = changed;
      watch = createWatchList(appOf, settings);
      void registerProbes(settings).catch(reportError);
      judgeAnew();
    });
  onSettingsChanged(follow);
  onPrivateMutesChanged((changed) =>
    gate.run(() => {
      privateMutes = changed;
      for (const [tab, record] of ledger.all()) toolbar.paint(tab, record);
    }),
  );
  onOwnDatabasesChanged(() => gate.run(judgeAnew));
  onCoverageChanged((changed) =>
    gate.run(() => {
      coverage = changed;
      void lookAgain(ledger).catch(reportError);
    }),
  );
  eraseWhenAsked(() =>
    gate.run(() => {
      for (const tab of ledger.forgetAll()) toolbar.turnOff(tab);
    }),
  );
  // Firefox forgets registered scripts with the session, and both browsers at an update. And what
  // changed in the very first life, after it was read and before anybody listened, was told nobody.
  const catchUp = () => void readSettings().then(follow).catch(reportError);
  browser.runtime.onInstalled.addListener(catchUp);
  browser.runtime.onStartup.addListener(catchUp);
}

/** Access is granted and taken back at any time, also while the background was stopped. */
async function lookAgain(ledger: TabLedger): Promise<void> {
  for (const [tab, record] of ledger.all()) {
    const coverage = await readCoverageOf(record.page);
    if (record.coverage === coverage) continue;
    record.coverage = coverage;
    if (ledger.get(tab) === record) ledger.changed(tab);
  }
}

function rejudgeAll(ledger: TabLedger, bench: Bench): void {
  for (const [tab, record] of ledger.all()) {
    rejudge(record, bench);
    ledger.changed(tab);
  }
}
