import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ICON_STATES, type IconState } from '../../lib/report/badge';

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity of each pixel. */
  readonly pixels: Uint8Array;
}

async function read(state: IconState, size: number): Promise<Picture> {
  const file = join(import.meta.dirname, '../../assets/icon', `${state}-${size}.png`);
  const { data, info } = await sharp(file)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

const opacities = ({ pixels }: Picture) => pixels.filter((_, index) => index % 4 === 3);

describe.each(ICON_STATES)('the icon %s', (state) => {
  it.each([16, 32, 48, 128])('is a square of %i pixels with something on it', async (size) => {
    const picture = await read(state, size);
    expect([picture.width, picture.height]).toEqual([size, size]);
    expect(opacities(picture).some((opacity) => opacity === 255)).toBe(true);
  });

  it('keeps 16 clear pixels around in the size for the stores', async () => {
    const drawn = [...opacities(await read(state, 128)).entries()].filter(([, it]) => it > 0);
    const places = drawn.flatMap(([index]) => [index % 128, Math.floor(index / 128)]);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(16);
    expect(Math.max(...places)).toBeLessThan(128 - 16);
  });

  it.each(['#ffffff', '#202124'])(
    'has at least 3 to 1 against a toolbar of %s',
    async (toolbar) => {
      const { pixels } = await read(state, 48);
      const at = opacities({ width: 48, height: 48, pixels }).indexOf(255) * 4;
      const [light = 0, dark = 0] = [
        luminance(...rgb(pixels, at)),
        luminance(...hex(toolbar)),
      ].sort((a, b) => b - a);
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(3);
    },
  );
});

it('tells the states apart by shape alone, even in 16 pixels', async () => {
  const shapes = await Promise.all(ICON_STATES.map(async (it) => opacities(await read(it, 16))));
  for (const [index, one] of shapes.entries()) {
    for (const other of shapes.slice(index + 1)) {
      const different = one.filter((opacity, at) => Math.abs(opacity - (other[at] ?? 0)) > 96);
      expect(different.length).toBeGreaterThanOrEqual(8);
    }
  }
});

function rgb(pixels: Uint8Array, at: number): [number, number, number] {
  return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
}

function hex(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** WCAG 2.2, relative luminance. */
function luminance(...channels: [number, number, number]): number {
  const [r = 0, g = 0, b = 0] = channels.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
