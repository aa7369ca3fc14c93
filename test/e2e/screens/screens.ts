import type { TabReport } from '../../../lib/report/tab-report';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/settings';
import { SCENARIOS, type Scenario, withManyDestinations } from '../../scenarios/scenarios';

/** One page of the extension in one state. */
export interface Screen {
  readonly name: string;
  readonly about: string;
  readonly page: 'popup.html' | 'sidepanel.html' | 'options.html' | 'welcome.html';
  /** CSS pixels, where it isn't looked at in the narrowest window. */
  readonly width: number;
  /** What the background has written down for the tab. */
  readonly report: TabReport | null;
  readonly settings: Settings;
  /** What the browser pretends. */
  readonly pretend: {
    /** The background is silent. */
    readonly silent?: true;
    /** Nothing has been read yet. */
    readonly loading?: true;
    /** The tab is on this page. */
    readonly on?: string;
  };
}

const POPUP = { page: 'popup.html', width: 380, settings: DEFAULT_SETTINGS, pretend: {} } as const;
const SHEET = { width: 760, report: null, settings: DEFAULT_SETTINGS, pretend: {} } as const;

function popupWith({ name, about, report, settings, answering }: Scenario): Screen {
  return { ...POPUP, name, about, report, settings, pretend: answering ? {} : { silent: true } };
}

function popupWithout(name: string, about: string, pretend: Screen['pretend']): Screen {
  return { ...POPUP, name, about, report: null, pretend };
}

function scenarioOf(name: string): Scenario {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found;
}

const USED: Settings = {
  ...DEFAULT_SETTINGS,
  watched: ['CN', 'HK'],
  sites: ['https://rooms.example'],
  here: 'DE',
  flags: false,
  muted: [
    ...scenarioOf('muted').settings.muted,
    {
      site: 'https://rooms.example',
      subject: 'other',
      kind: 'cleartext',
      severity: 'warning',
      country: null,
      by: { kind: 'domain', name: 'a-rather-long-company-name.example' },
    },
  ],
};

export const SCREENS: readonly Screen[] = [
  ...SCENARIOS.map(popupWith),
  {
    ...POPUP,
    name: 'a-thousand-destinations',
    about: 'A page that contacts a thousand machines.',
    report: withManyDestinations(1000),
  },
  {
    ...popupWith(scenarioOf('check-only')),
    name: 'without-flags',
    about: 'The user wants no flags.',
    settings: { ...DEFAULT_SETTINGS, flags: false },
  },
  popupWithout('unwatchable', "A page of the browser's own.", {}),
  popupWithout('not-watched', 'A site nobody asked to watch.', { on: 'https://rooms.example/' }),
  popupWithout('reload', 'A watched page from before.', { on: 'https://www.clubhouse.com/' }),
  popupWithout('loading', 'Nothing has been read yet.', { loading: true }),
  popupWithout('no-answer', 'The background is silent, and nothing is known.', { silent: true }),
  {
    ...popupWith(scenarioOf('voice-to-watched-country')),
    name: 'panel',
    about: 'The side panel, which follows the tab it is in.',
    page: 'sidepanel.html',
    width: 760,
  },
  { ...SHEET, name: 'options', about: 'Options as installed.', page: 'options.html' },
  {
    ...SHEET,
    name: 'options-used',
    about: 'Options with something in every list.',
    page: 'options.html',
    settings: USED,
  },
  { ...SHEET, name: 'welcome', about: 'The page after the installation.', page: 'welcome.html' },
  {
    ...SHEET,
    name: 'welcome-wide',
    about: 'The same in a wide window.',
    page: 'welcome.html',
    width: 1280,
  },
];
