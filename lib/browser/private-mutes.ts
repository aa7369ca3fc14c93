import { browser } from 'wxt/browser';
import { type Mute, withMute, withoutMutes } from '../report/mute';
import { isPrivate } from './private-tab';
import * as actions from './user-actions';

/**
 * What was muted in private windows, by tab. A mute names a site, and nothing of a private window
 * may outlive it: so each is kept in memory alone, holds in its own tab only, and goes with it.
 */
export type PrivateMutes = Readonly<Record<number, readonly Mute[]>>;

const KEY = 'private-mutes';

export async function readPrivateMutes(): Promise<PrivateMutes> {
  return privateMutesIn(await browser.storage.session.get(KEY));
}

/** The mutes among what is stored for the session. */
export function privateMutesIn(stored: Readonly<Record<string, unknown>>): PrivateMutes {
  return (stored[KEY] as PrivateMutes | undefined) ?? {};
}

export function onPrivateMutesChanged(listener: (mutes: PrivateMutes) => void): void {
  browser.storage.session.onChanged.addListener((changes) => {
    const change = changes[KEY];
    if (change !== undefined) listener((change.newValue as PrivateMutes | undefined) ?? {});
  });
}

/** Forgets what was muted in every other tab than these. */
export async function keepPrivateMutesOf(open: ReadonlySet<number | undefined>): Promise<void> {
  const all = Object.entries(await readPrivateMutes());
  const kept = all.filter(([tab]) => open.has(Number(tab)));
  if (kept.length < all.length) await write(Object.fromEntries(kept));
}

/** The toolbar no longer warns of findings of this kind: in a private window, of this tab alone. */
export async function muteIn(tab: number, kind: Mute): Promise<void> {
  if (!(await isPrivate(tab))) return actions.mute(kind);
  const all = await readPrivateMutes();
  await write({ ...all, [tab]: withMute(all[tab] ?? [], kind) });
}

/** Takes a mute back, wherever it was made. */
export async function unmuteIn(tab: number, kind: Mute): Promise<void> {
  const { [tab]: here = [], ...others } = await readPrivateMutes();
  if (here.length > 0) await write({ ...others, [tab]: withoutMutes(here, [kind]) });
  await actions.unmute([kind]);
}

async function write(mutes: PrivateMutes): Promise<void> {
  await browser.storage.session.set({ [KEY]: mutes });
}
