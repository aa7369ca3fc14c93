import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Toolbar } from '../../lib/browser/toolbar';
import { type PageRecord, startPage } from '../../lib/report/page-record';
import { DIRECTORY } from '../../lib/vendors/catalog';

const TAB = 7;
const OTHER_TAB = 8;
let painted: number[];

function page(): PageRecord {
  const url = new URL('https://room.example/');
  return startPage({ url, app: null, place: null, at: 0, documentId: null, coverage: 'full' });
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_790_000_000_000 });
  painted = [];
  const done = () => Promise.resolve();
  Object.assign(fakeBrowser, {
    action: {
      setBadgeText: ({ tabId }: { tabId: number }) => {
        painted.push(tabId);
        return done();
      },
      setBadgeBackgroundColor: done,
      setTitle: done,
      setIcon: done,
    },
    i18n: { getMessage: () => 'x', getUILanguage: () => 'en' },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

it('paints the first changes in the same turn, and a burst after them together', () => {
  const toolbar = new Toolbar(DIRECTORY, () => []);
  const record = page();
  for (let i = 0; i <= 100; i++) {
    record.coverage = 'none';
    toolbar.cleared(TAB);
    toolbar.paint(TAB, record);
    vi.advanceTimersByTime(1);
  }
  expect(painted).toEqual([TAB, TAB, TAB]);
  vi.advanceTimersByTime(150);
  expect(painted).toEqual([TAB, TAB, TAB, TAB]);
});

it('lets a button wait that warns of nothing, and no warning behind it', () => {
  const toolbar = new Toolbar(DIRECTORY, () => []);
  const record = page();
  toolbar.paint(TAB, record);
  vi.advanceTimersByTime(149);
  expect(painted).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(painted).toEqual([TAB]);

  vi.advanceTimersByTime(1000);
  const other = page();
  toolbar.paint(OTHER_TAB, other);
  vi.advanceTimersByTime(10);
  other.coverage = 'none';
  toolbar.paint(OTHER_TAB, other);
  vi.advanceTimersByTime(0);
  expect(painted).toEqual([TAB, OTHER_TAB]);
  vi.advanceTimersByTime(1000);
  expect(painted).toEqual([TAB, OTHER_TAB]);
});

it('paints nothing that the button says already', () => {
  const toolbar = new Toolbar(DIRECTORY, () => []);
  const record = page();
  for (let i = 0; i < 5; i++) {
    toolbar.paint(TAB, record);
    vi.advanceTimersByTime(200);
  }
  expect(painted).toEqual([TAB]);
});
