import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findSidePanel } from '../../lib/browser/side-panel';

const open = vi.fn(async () => {});

beforeEach(() => {
  open.mockClear();
  const windows = { getCurrent: async () => ({ id: 3 }) };
  Object.assign(fakeBrowser, { sidePanel: undefined, sidebarAction: undefined, windows });
});

it('opens Chromium’s panel in the window that asks', async () => {
  Object.assign(fakeBrowser, { sidePanel: { open } });
  await (await findSidePanel())?.();
  expect(open).toHaveBeenCalledWith({ windowId: 3 });
});

it('opens Firefox’s sidebar', async () => {
  Object.assign(fakeBrowser, { sidebarAction: { open } });
  await (await findSidePanel())?.();
  expect(open).toHaveBeenCalledWith();
});

it('is none where a browser has neither, and no windows', async () => {
  Object.assign(fakeBrowser, { windows: undefined });
  expect(await findSidePanel()).toBeNull();
});
