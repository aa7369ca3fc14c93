/**
 * Functions that are sent into Firefox's own (chrome) scope as source text; each may use nothing
 * but its arguments and what stands there.
 */

interface BrowserWindow {
  readonly gBrowser: {
    readonly selectedTab: object;
    readonly selectedBrowser: { readonly style: CSSStyleDeclaration };
    getTabForBrowser(browser: object): object;
    removeTab(tab: object): void;
    addTabsProgressListener(listener: object): void;
    removeTabsProgressListener(listener: object): void;
  };
}

declare const Services: {
  readonly wm: { getMostRecentWindow(type: string): BrowserWindow };
  readonly prefs: { setIntPref(name: string, value: number): void };
};
declare const WebExtensionPolicy: {
  getByID(id: string): {
    readonly extension: {
      readonly backgroundState: string;
      terminateBackground(): Promise<void>;
    };
  } | null;
};
declare const ChromeUtils: { importESModule(url: string): unknown };

/** The number WebExtensions give the tab in front. */
export function frontTabId(): number {
  const { selectedTab } = Services.wm.getMostRecentWindow('navigator:browser').gBrowser;
  const { ExtensionParent } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  ) as {
    ExtensionParent: {
      apiManager: { global: { tabTracker: { getId(tab: object): number } } };
    };
  };
  return ExtensionParent.apiManager.global.tabTracker.getId(selectedTab);
}

/** Closes a page as soon as it is opened, once. */
export function closeOnce(url: string): void {
  const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  const listener = {
    onLocationChange(browser: object, _progress: object, _request: object, at: { spec: string }) {
      if (at.spec !== url) return;
      gBrowser.removeTabsProgressListener(listener);
      gBrowser.removeTab(gBrowser.getTabForBrowser(browser));
    },
  };
  gBrowser.addTabsProgressListener(listener);
}

/** Makes the page in front as large as asked for, even smaller than a window can be. */
export function sizeFrontPage(width: number | null, height: number | null): void {
  const { style } = Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedBrowser;
  if (width !== null) style.setProperty('width', `${width}px`);
  if (height !== null) style.setProperty('height', `${height}px`);
}

/** 0 dark, 1 light, 2 as the system says. */
export function preferColorScheme(value: number): void {
  Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value);
}

export async function endBackground(extensionId: string): Promise<void> {
  await WebExtensionPolicy.getByID(extensionId)?.extension.terminateBackground();
}

/** `starting`, `running`, `suspending` or `stopped`. */
export function backgroundState(extensionId: string): string {
  return WebExtensionPolicy.getByID(extensionId)?.extension.backgroundState ?? 'stopped';
}
