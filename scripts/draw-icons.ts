import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ICON_STATES, type IconState } from '../lib/report/badge';

/**
 * Draws the toolbar and store icons: an ear, and beside it a shape for what was heard.
 * The shapes differ without colour, and every colour has at least 3 to 1 against a white and
 * against a dark toolbar (WCAG 2.2, 1.4.11).
 */
const COLOURS: Record<IconState, string> = {
  off: '#7d838c',
  watching: '#0c8a92',
  notice: '#c27400',
  warning: '#e0443a',
  incomplete: '#7d838c',
};

/** On a grid of 32. The far upper end corner belongs to the shape; browsers put text at the foot. */
const SHAPES: Record<IconState, string> = {
  // Nothing is heard.
  off: '',
  // Sound arrives.
  watching:
    '<path d="M24.4 4.6a9 9 0 0 1 4.4 7.7" stroke-width="3"/><path d="M22.6 9.4a4 4 0 0 1 1.9 3.3" stroke-width="3"/>',
  notice: '<path d="M25 1 31 7 25 13 19 7Z" fill="currentColor" stroke="none"/>',
  warning:
    '<path d="M25 1.6 31 12H19Z" fill="currentColor" stroke-width="1.4" stroke-linejoin="round"/>',
  incomplete:
    '<circle cx="25" cy="7.2" r="4.9" stroke-width="2.6" stroke-dasharray="5.13 2.56" stroke-linecap="butt"/>',
};

interface Ear {
  readonly outer: string;
  readonly inner: string;
  readonly stroke: number;
  readonly innerStroke: number;
}

const EAR: Ear = {
  outer: 'M3.4 15a8.6 8.6 0 0 1 17.2 0c0 6.2-5.4 6.6-5.4 10.9a3.9 3.9 0 0 1-7.2 2.1',
  inner: 'M8.2 15.2a3.9 3.9 0 0 1 7.7.9c0 2.6-3.1 2.9-3.1 5.4',
  stroke: 3.2,
  innerStroke: 2.7,
};

/** In 16 pixels lines fall on whole pixels, and the inner ear is a mere hint. */
const SMALL_EAR: Ear = {
  outer: 'M4 16a7 7 0 0 1 14 0c0 6-5 6-5 10a3 3 0 0 1-6 1',
  inner: 'M9.4 16a2 2 0 0 1 4 0',
  stroke: 4,
  innerStroke: 2.4,
};

/** The shape stands free: a rim around it is cut out of the ear. */
function svg(state: IconState, size: number, margin: number): string {
  const ear = size <= 16 ? SMALL_EAR : EAR;
  const rim = size <= 16 ? 3 : 4;
  const scale = (size - 2 * margin) / 32;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <mask id="rim" maskUnits="userSpaceOnUse" x="-4" y="-4" width="40" height="40">
      <rect x="-4" y="-4" width="40" height="40" fill="white"/>
      <g color="black" fill="none" stroke="black">${widened(SHAPES[state], rim)}</g>
    </mask>
    <g transform="translate(${margin} ${margin}) scale(${scale})" color="${COLOURS[state]}"
       fill="none" stroke="currentColor" stroke-linecap="round">
      <g mask="url(#rim)">
        <path d="${ear.outer}" stroke-width="${ear.stroke}"/>
        <path d="${ear.inner}" stroke-width="${ear.innerStroke}"/>
      </g>
      ${SHAPES[state]}
    </g>
  </svg>`;
}

/** The shape without gaps and with a line wider by the rim on both sides. */
function widened(shape: string, rim: number): string {
  return shape
    .replace(/stroke="none"/g, 'stroke-width="0"')
    .replace(/ stroke-dasharray="[^"]*"/g, '')
    .replace(/stroke-width="([\d.]+)"/g, (_, width) => `stroke-width="${Number(width) + rim}"`);
}

/** The stores want 16 clear pixels around the big one. */
const SIZES = [
  { size: 16, margin: 0 },
  { size: 32, margin: 0 },
  { size: 48, margin: 0 },
  { size: 128, margin: 16 },
];

const folder = join(import.meta.dirname, '..', 'assets', 'icon');
await mkdir(folder, { recursive: true });
for (const state of ICON_STATES) {
  for (const { size, margin } of SIZES) {
    const file = join(folder, `${state}-${size}.png`);
    await sharp(Buffer.from(svg(state, size, margin)))
      .png({ compressionLevel: 9 })
      .toFile(file);
  }
}
