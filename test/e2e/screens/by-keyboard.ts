import type { Page } from 'playwright-core';

/** More stops than any page of the extension has, once a list of countries is searched. */
const MOST_STOPS = 60;

/** What has the focus, by the name a screen reader would say: its own, else its label's. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement;
    const label = (here as HTMLInputElement | null)?.labels?.[0]?.textContent;
    return (here?.ariaLabel ?? label ?? here?.textContent ?? '').trim();
  });
}

/** Presses Tab, or Shift and Tab, until something that begins so has the focus. */
export async function tabTo(page: Page, text: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press(key);
    const here = await focused(page);
    if (here.startsWith(text)) return;
    passed.push(here.slice(0, 40));
  }
  throw new Error(`no way to “${text}”: ${passed.join(' → ')}`);
}
