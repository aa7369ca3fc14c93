import * as v from 'valibot';
import { parseCountryCode } from './country';
import type { Policy } from './policy';
import { DEFAULT_PRESET_ID, defaultPolicy, policyOf, presetById } from './presets';
import { Mute } from './report/mute';

const Settings = v.object({
  version: v.literal(1),
  /** Id of the preset the watched list comes from. */
  preset: v.string(),
  /** The user's own list instead of the preset's; `null`: the preset's. */
  watched: v.nullable(v.array(v.string())),
  /** Origins the user asked to watch, beside the catalogue's apps. */
  sites: v.array(v.string()),
  /** The country the user says they are in, so that what is too far can be ruled out. */
  here: v.optional(v.nullable(v.string()), null),
  /** Whether warnings are notified of, beside the badge. */
  alerts: v.optional(v.boolean(), false),
  /** Findings of which the toolbar is not to warn: those that can be read. */
  muted: v.optional(v.pipe(v.unknown(), v.transform(readableMutes)), []),
  /** Whether flags stand beside the names of countries. */
  flags: v.optional(v.boolean(), true),
});

export type Settings = v.InferOutput<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  preset: DEFAULT_PRESET_ID,
  watched: null,
  sites: [],
  here: null,
  alerts: false,
  muted: [],
  flags: true,
};

/** @returns the defaults for anything that isn't settings, so that watching never stops for it. */
export function parseSettings(stored: unknown): Settings {
  const result = v.safeParse(Settings, stored);
  if (!result.success) return DEFAULT_SETTINGS;
  const { watched, sites, here } = result.output;
  return {
    ...result.output,
    watched: watched === null ? null : watched.filter((code) => parseCountryCode(code) !== null),
    sites: sites.filter((site) => URL.canParse(site)),
    here: parseCountryCode(here),
  };
}

/** What of stored settings can't be read: nothing, some of the mutes, or all of it. */
export type Unread = 'nothing' | 'mutes' | 'settings';

/** @param stored `undefined` where nothing was ever stored. */
export function unreadIn(stored: unknown): Unread {
  if (stored === undefined) return 'nothing';
  if (!v.is(Settings, stored)) return 'settings';
  const { muted } = stored as { readonly muted?: unknown };
  if (muted === undefined) return 'nothing';
  return Array.isArray(muted) && readableMutes(muted).length === muted.length ? 'nothing' : 'mutes';
}

/** One that can't be read, as of a later version, takes no other with it. */
function readableMutes(stored: unknown): Mute[] {
  return Array.isArray(stored) ? stored.filter((mute) => v.is(Mute, mute)) : [];
}

/** A preset that an update took out of the catalogue gives way to the default. */
export function policyFrom({ preset, watched }: Settings): Policy {
  if (watched !== null) {
    const countries = watched.flatMap((code) => parseCountryCode(code) ?? []);
    return { preset: null, watched: new Set(countries) };
  }
  const chosen = presetById(preset);
  return chosen === null ? defaultPolicy() : policyOf(chosen);
}
