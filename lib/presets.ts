import type { Policy } from './policy';
import type { Preset } from './preset';
import { CATALOGUE } from './vendors/catalog';

/** Lists of countries the user can choose to watch, each drawn up by somebody else. */
export const PRESETS: readonly Preset[] = CATALOGUE.presets;

/** What is watched until the user says otherwise: a list that a law names, not we. */
export const DEFAULT_PRESET_ID = 'us-foreign-adversary';

/** @returns `null` for an id that is no preset. */
export function presetById(id: string): Preset | null {
  return PRESETS.find((preset) => preset.id === id) ?? null;
}

export function policyOf(preset: Preset): Policy {
  return { preset: preset.id, watched: new Set(preset.countries) };
}

export function defaultPolicy(): Policy {
  const preset = presetById(DEFAULT_PRESET_ID);
  if (preset === null) throw new Error(`the catalogue has no preset ${DEFAULT_PRESET_ID}`);
  return policyOf(preset);
}
