// @vitest-environment happy-dom
import { h, render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  Popup,
  type PopupActions,
  type PopupContext,
  type PopupPlace,
} from '../../entrypoints/popup/popup';
import type { PopupState } from '../../lib/browser/popup-source';
import { english } from '../report/english';
import { directory } from '../report/fixture-directory';
import { SCENARIOS, type Scenario, scenario, withManyDestinations } from '../scenarios/scenarios';

const actions = {
  keepOpen: vi.fn(),
  seeEverything: vi.fn(),
  watch: vi.fn(),
  allowAgain: vi.fn(),
  reload: vi.fn(),
  restart: vi.fn(),
  mute: vi.fn(),
  unmute: vi.fn(),
  options: vi.fn(),
} satisfies PopupActions;

const context = {
  directory,
  databases: [],
  speaker: english,
  here: null,
  mutes: [],
  showsFlags: true,
  unread: 'nothing' as const,
};
let root: HTMLElement;

beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
  vi.clearAllMocks();
});

async function show(
  state: PopupState,
  place: PopupPlace = 'popup',
  part: Partial<PopupContext> = {},
): Promise<void> {
  await act(() =>
    render(h(Popup, { place, state, context: { ...context, ...part }, actions }), root),
  );
}

const text = (selector: string) => root.querySelector(selector)?.textContent ?? null;
const button = (label: string) =>
  [...root.querySelectorAll('button')].find((each) => each.textContent?.startsWith(label));

describe('without a report', () => {
  const cases: [PopupState, string, string | null][] = [
    [{ kind: 'loading' }, 'Reading what was seen…', null],
    [
      { kind: 'not-watched', site: 'https://rooms.example' },
      'Earshot isn’t watching this page.',
      'Watch this site',
    ],
    [
      { kind: 'reload' },
      'This site is watched, but the page was open before that.',
      'Reload the page',
    ],
    [{ kind: 'unwatchable' }, 'Browsers don’t let extensions watch this page.', null],
    [{ kind: 'no-answer' }, 'Earshot has stopped answering.', 'Restart Earshot'],
  ];
  it.each(cases)('%o', async (state, headline, action) => {
    await show(state);
    expect(text('h1')).toBe(headline);
    expect(text('.main-action')).toBe(action);
  });

  it.each<[PopupContext['unread'], string]>([
    ['settings', 'Your settings could not be read.'],
    ['mutes', 'Some of what you muted could not be read. Earshot warns of it again.'],
  ])('says first that %s can’t be read', async (unread, headline) => {
    await show({ kind: 'reload' }, 'popup', { unread });
    expect(text('h1')).toBe(headline);
    button('Options')?.click();
    expect(actions.options).toHaveBeenCalled();
  });

  it('asks for the site it stands on', async () => {
    await show({ kind: 'not-watched', site: 'https://rooms.example' });
    button('Watch this site')?.click();
    expect(actions.watch).toHaveBeenCalledWith('https://rooms.example');
  });
});

describe('in the side panel', () => {
  it('never says that a page whose address it may not see is one of the browser', async () => {
    await show({ kind: 'unwatchable' }, 'panel');
    expect(text('h1')).toBe('Earshot isn’t watching this page.');
    expect(text('.note')).toBe('To watch its site, click Earshot’s button in the toolbar.');
  });
});

describe('with a report', () => {
  it.each(SCENARIOS)(
    '$name: one headline, four headings in order, no picture without a name',
    async ({ report }) => {
      await show({ kind: 'watched', report, answering: true });
      expect(root.querySelectorAll('h1')).toHaveLength(1);
      expect(
        [...root.querySelectorAll('.subject h2, .coverage h2')].map((each) => each.textContent),
      ).toEqual(['Voice', 'Room data', 'Checks', 'Everything else', 'What Earshot can see here']);
      for (const flag of root.querySelectorAll('img')) expect(flag.alt).toBe('');
    },
  );

  it('says above it when the background is silent', async () => {
    await show({ kind: 'watched', report: scenario('nothing-found'), answering: false });
    expect(text('h1')).toBe('Earshot has stopped answering.');
    expect(root.querySelector('.headline.tone-calm')).toBeNull();
    button('Restart Earshot')?.click();
    expect(actions.restart).toHaveBeenCalledOnce();
  });

  it('asks again for access that was taken back, with one button, and calls nothing safe', async () => {
    const report = scenario('access-taken-back');
    await show({ kind: 'watched', report, answering: true });
    expect(text('h1')).toBe('Earshot may no longer see this page.');
    expect(text('.headline')).not.toContain('stopped answering');
    expect(root.querySelector('.headline.tone-calm')).toBeNull();
    expect(root.querySelectorAll('.main-action')).toHaveLength(1);
    button('Watch this site')?.click();
    expect(actions.allowAgain).toHaveBeenCalledWith(report.page);
  });

  it.each([
    ['2026-11-28T12:00:00Z', null],
    [
      '2026-11-29T12:00:00Z',
      'This data is 181 days old: about one address in a hundred may have moved to another country. An update of Earshot brings newer data.',
    ],
  ])('on %s says quietly of the data: %o', async (now, words) => {
    vi.useFakeTimers({ now: Date.parse(now), toFake: ['Date'] });
    await show({ kind: 'watched', report: scenario('nothing-found'), answering: true });
    vi.useRealTimers();
    expect(text('.headline')).not.toContain('old');
    expect(text('.coverage .after-all')).toBe(words);
  });

  it('offers full coverage only where it is partial', async () => {
    await show({ kind: 'watched', report: scenario('nothing-found'), answering: true });
    expect(button('See everything on this site')).toBeUndefined();
    await show({ kind: 'watched', report: scenario('partial-coverage'), answering: true });
    button('See everything on this site')?.click();
    expect(actions.seeEverything).toHaveBeenCalledOnce();
  });

  it('shows few of many destinations at first, and more when asked', async () => {
    await show({ kind: 'watched', report: withManyDestinations(1000), answering: true });
    expect(root.querySelectorAll('li.row').length).toBeLessThan(12);
    await act(() => button('Show all')?.click());
    expect(root.querySelectorAll('li.row').length).toBeGreaterThan(50);
    expect(root.querySelectorAll('li.row').length).toBeLessThan(70);
  });

  it('tells a screen reader of a new headline once, and not of the first', async () => {
    await show({ kind: 'watched', report: scenario('nothing-yet'), answering: true });
    expect(text('[role=status]')).toBe('');
    await show({ kind: 'watched', report: scenario('check-only'), answering: true });
    expect(text('[role=status]')).toBe(
      'A connection check went to a server in China, run by Agora.',
    );
  });

  it('opens the evidence on demand, with sources that only the reader opens', async () => {
    await show({ kind: 'watched', report: scenario('voice-to-watched-country'), answering: true });
    expect(root.querySelector('dl')).toBeNull();
    const details = root.querySelector('details') as HTMLDetailsElement;
    await act(() => {
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
    });
    expect(text('dl')).toContain('[112.126.96.46]'.slice(1, -1));
    const link = root.querySelector('dl a') as HTMLAnchorElement;
    expect([link.target, link.rel]).toEqual(['_blank', 'noreferrer noopener']);
  });

  it('mutes a finding from its details, and takes that back', async () => {
    const { report, settings } = SCENARIOS.find(({ name }) => name === 'muted') as Scenario;
    const state = { kind: 'watched', report, answering: true } as const;
    await show(state);
    const details = root.querySelector('details') as HTMLDetailsElement;
    await act(() => {
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
    });
    expect(text('.severity')).toBe('Warning');
    button('Mute this finding')?.click();
    expect(actions.mute).toHaveBeenCalledWith(settings.muted[0]);

    await show(state, 'popup', { mutes: settings.muted });
    expect(text('.row .muted')).toBe('muted by you');
    expect(text('.headline')).toContain('You muted this');
    expect(text('h1')).toContain('Voice');
    button('Undo')?.click();
    expect(actions.unmute).toHaveBeenCalledWith(settings.muted[0]);
  });

  it('leaves flags out for those who want none', async () => {
    const state = { kind: 'watched', report: scenario('check-only'), answering: true } as const;
    await show(state);
    expect(root.querySelectorAll('img.flag').length).toBeGreaterThan(0);
    await show(state, 'popup', { showsFlags: false });
    expect(root.querySelectorAll('.flag')).toHaveLength(0);
    expect(text('.country')).toBe('Germany');
  });
});
