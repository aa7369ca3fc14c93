import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  keepPrivateMutesOf,
  muteIn,
  readPrivateMutes,
  unmuteIn,
} from '../../lib/browser/private-mutes';
import { readSettings } from '../../lib/browser/settings';
import type { Mute } from '../../lib/report/mute';

const [PUBLIC, PRIVATE, OTHER] = [1, 2, 3];
const mute: Mute = {
  site: 'https://rooms.example',
  subject: 'voice',
  kind: 'location',
  severity: 'warning',
  country: 'CN',
  by: { kind: 'nobody' },
};

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser.tabs, { get: async (id: number) => ({ incognito: id !== PUBLIC }) });
});

describe('a mute', () => {
  it('is kept with the settings', async () => {
    await muteIn(PUBLIC, mute);
    expect((await readSettings()).muted).toEqual([mute]);
    expect(await readPrivateMutes()).toEqual({});
    await unmuteIn(PUBLIC, mute);
    expect((await readSettings()).muted).toEqual([]);
  });

  it('made in a private window is in memory alone, and of its tab alone', async () => {
    await muteIn(PRIVATE, mute);
    await muteIn(OTHER, mute);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    await keepPrivateMutesOf(new Set([PUBLIC, PRIVATE]));
    expect(await readPrivateMutes()).toEqual({ [PRIVATE]: [mute] });
    await unmuteIn(PRIVATE, mute);
    expect(await readPrivateMutes()).toEqual({ [PRIVATE]: [] });
  });
});
