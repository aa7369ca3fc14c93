import type { CountryCode } from './country';
import type { Source } from './vendors/vendor';

/** A named list of countries somebody else drew up: `data/presets/<id>.json`. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  /** ISO date of the list's wording. */
  readonly dated: string;
  readonly countries: readonly CountryCode[];
  readonly source: Source;
  readonly notes: string;
}
