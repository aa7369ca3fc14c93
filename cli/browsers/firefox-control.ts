import { setTimeout as sleep } from 'node:timers/promises';
import { asExpression } from './in-page';
import type { Marionette } from './marionette';

/** What the launcher and the pages ask of one Firefox, one step at a time. */
export interface FirefoxControl {
  /** Steps in one tab; `front` brings it before the others first. */
  inTab<T>(handle: string, front: boolean, steps: (tab: TabControl) => Promise<T>): Promise<T>;
  /** Runs a function of `firefox-watch` or `firefox-window` in Firefox's own scope. */
  privileged: RunIn;
  /** A new tab's handle. */
  newTab(): Promise<string>;
  /** Handles of all tabs, in the order of their opening. */
  tabs(): Promise<readonly string[]>;
}

export interface TabControl {
  send(command: string, parameters?: object): Promise<unknown>;
  run: RunIn;
  privileged: RunIn;
}

type RunIn = <A extends readonly unknown[], T>(
  run: string | ((...args: A) => T),
  ...args: A
) => Promise<Awaited<T>>;

type Outcome = { readonly value: unknown } | { readonly error: string };

/** Wraps the protocol's modes (which tab, which scope) so that no two callers mix them up. */
export function controlFirefox(marionette: Marionette): FirefoxControl {
  /** @returns `null` when the page went away under the script: Firefox then tells nothing of it. */
  const runOnce = async (source: string) => {
    const answer = await marionette.send('WebDriver:ExecuteAsyncScript', {
      script: source,
      args: [],
    });
    return (answer as { value: Outcome | null }).value;
  };
  const run: RunIn = async (source, ...args) => {
    const text = script(asExpression(source, args));
    // A page that is still being put up is replaced once; the next one stays.
    const outcome = (await runOnce(text)) ?? (await sleep(200).then(() => runOnce(text)));
    if (outcome === null) throw new Error('The page went away before its script had answered.');
    if ('error' in outcome) throw new Error(outcome.error);
    return outcome.value as never;
  };
  const privileged: RunIn = async (source, ...args) => {
    await marionette.send('Marionette:SetContext', { value: 'chrome' });
    try {
      return (await run(source, ...args)) as never;
    } finally {
      await marionette.send('Marionette:SetContext', { value: 'content' });
    }
  };
  const tabs = async () =>
    (await marionette.send('WebDriver:GetWindowHandles')) as readonly string[];
  /** Commands fail while the tab they were last sent to is gone. */
  async function intoFirstTab(): Promise<void> {
    const [handle] = await tabs();
    await marionette.send('WebDriver:SwitchToWindow', { handle, focus: false });
  }
  return {
    tabs,
    privileged: (source, ...args) =>
      marionette.together(async () => {
        await intoFirstTab();
        return (await privileged(source, ...args)) as never;
      }),
    inTab: (handle, front, steps) =>
      marionette.together(async () => {
        await marionette.send('WebDriver:SwitchToWindow', { handle, focus: front });
        return steps({ send: marionette.send, run, privileged });
      }),
    newTab: () =>
      marionette.together(async () => {
        await intoFirstTab();
        const opened = await marionette.send('WebDriver:NewWindow', { type: 'tab', focus: true });
        return (opened as { handle: string }).handle;
      }),
  };
}

/** Errors come back as text: the protocol would drop all but their first line. */
function script(expression: string): string {
  return `const done = arguments[0];
(async () => (${expression}))().then(
  (value) => done({ value: value === undefined ? null : value }),
  (error) => done({ error: String(error) + '\\n' + (error?.stack ?? '') }),
);`;
}
