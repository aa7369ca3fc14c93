import { type Browser, browser } from 'wxt/browser';
import { reportError } from './report-error';
import { updateSettings } from './settings';

/** Asked for by a click in the options, never at install. */
export const NOTIFICATIONS = { permissions: ['notifications' as const] };

const PREFIX = 'tab:';

/** There only once they are allowed, and not in every browser. */
function notifications(): typeof Browser.notifications | undefined {
  return browser.notifications as typeof Browser.notifications | undefined;
}

export interface Notice {
  readonly title: string;
  readonly message: string;
  /** What the button says that turns alerts off, where the browser has buttons. */
  readonly button: string;
}

export function canNotify(): boolean {
  return notifications() !== undefined;
}

/** One for each tab: a later one takes the place of the one before. */
export async function notify(tab: number, { title, message, button }: Notice): Promise<void> {
  const api = notifications();
  if (api === undefined) return;
  const options = {
    type: 'basic' as const,
    iconUrl: browser.runtime.getURL('/icon/warning-128.png'),
    title,
    message,
  };
  const buttons = [{ title: button }];
  try {
    await api.create(PREFIX + tab, { ...options, buttons } as typeof options);
  } catch {
    // Firefox knows no buttons and refuses the whole notification, by a throw and no rejection.
    await api.create(PREFIX + tab, options);
  }
}

/** To be called in the first turn: a click may be what wakes the background. */
export function listenToNotifications(): void {
  listen();
  // Chromium brings the interface in with the permission.
  browser.permissions.onAdded.addListener(listen);
}

let isListening = false;

function listen(): void {
  const api = notifications();
  if (api === undefined || isListening) return;
  isListening = true;
  api.onClicked.addListener((id) => void showTab(id).catch(reportError));
  api.onButtonClicked?.addListener((id) => void turnOff(id).catch(reportError));
}

async function showTab(id: string): Promise<void> {
  await notifications()?.clear(id);
  const tab = await browser.tabs
    .update(Number(id.slice(PREFIX.length)), { active: true })
    .catch(() => undefined);
  // Firefox for Android has no windows.
  if (tab?.windowId !== undefined) await browser.windows?.update(tab.windowId, { focused: true });
}

async function turnOff(id: string): Promise<void> {
  await notifications()?.clear(id);
  await updateSettings((now) => ({ ...now, alerts: false }));
}
