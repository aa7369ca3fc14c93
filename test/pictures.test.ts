import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';

/** The README's, and the Chrome Web Store's: "Supplying images". */
const SIZES: readonly [string, number, number][] = [
  ['../popup-light', 760, 1200],
  ['../popup-dark', 760, 1200],
  ['1-voice', 1280, 800],
  ['2-place-and-company', 1280, 800],
  ['3-evidence', 1280, 800],
  ['4-nothing-found', 1280, 800],
  ['5-options', 1280, 800],
  ['tile-440x280', 440, 280],
  ['tile-1400x560', 1400, 560],
];

it.each(SIZES)('the picture %s has %i × %i pixels', async (name, width, height) => {
  const file = join(import.meta.dirname, '../docs/pictures/store', `${name}.png`);
  expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width, height });
});
