import { browser } from 'wxt/browser';

/** Chromium's side panel and Firefox's sidebar; Firefox for Android has neither. */
interface Panels {
  readonly sidePanel?: { open(where: { windowId: number }): Promise<void> };
  readonly sidebarAction?: { open(): Promise<void> };
}

/**
 * Looks for a panel beforehand, since browsers open one only straight from a click.
 * @returns how to open it in this window, or `null` where the browser has none.
 */
export async function findSidePanel(): Promise<(() => Promise<void>) | null> {
  const { sidePanel, sidebarAction } = browser as unknown as Panels;
  if (sidebarAction !== undefined) return () => sidebarAction.open();
  if (sidePanel === undefined) return null;
  const { id } = await browser.windows.getCurrent();
  return id === undefined ? null : () => sidePanel.open({ windowId: id });
}
