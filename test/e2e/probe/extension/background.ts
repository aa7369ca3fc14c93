import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { parseProbeEvent } from '../../../../lib/rtc/probe-event';

/** Keeps every message as it came, and what the door makes of it, for the test to read. */
export default defineBackground(() => {
  const messages: unknown[] = [];
  browser.runtime.onMessage.addListener((raw: unknown, sender: unknown) => {
    const { frameId, url } = sender as { frameId?: number; url?: string };
    messages.push({ raw, parsed: parseProbeEvent(raw), frameId, url });
    void browser.storage.session.set({ messages });
    return undefined;
  });
  void browser.storage.session.set({ ready: true, messages });
});
