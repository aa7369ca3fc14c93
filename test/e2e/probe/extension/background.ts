import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { parseProbeEvent } from '../../../../lib/rtc/probe-event';
import { TAKEN } from '../../../../lib/rtc/probe-message';

/** Keeps every event as it came, and what the door makes of it, for the test to read. */
export default defineBackground(() => {
  const messages: unknown[] = [];
  browser.runtime.onMessage.addListener(async (events: unknown, sender: unknown) => {
    const { frameId, url } = sender as { frameId?: number; url?: string };
    for (const raw of events as readonly unknown[]) {
      messages.push({ raw, parsed: parseProbeEvent(raw), frameId, url });
    }
    await browser.storage.session.set({ messages });
    return TAKEN;
  });
  void browser.storage.session.set({ ready: true, messages });
});
