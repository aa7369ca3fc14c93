/** A way a screen may be looked at. */
export interface Look {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly rightToLeft?: boolean;
  readonly forcedColors?: boolean;
  /** Text twice as large (WCAG 2.2, 1.4.4). */
  readonly largeText?: boolean;
  /** Opens the first destination. */
  readonly opened?: boolean;
}

/** Every one of them is to be readable, whole and without a fault that axe-core finds. */
export const LOOKS: readonly Look[] = [
  { name: 'light', scheme: 'light', width: 380 },
  { name: 'dark', scheme: 'dark', width: 380 },
  { name: '320', scheme: 'light', width: 320 },
  { name: 'rtl', scheme: 'light', width: 380, rightToLeft: true },
  { name: 'forced', scheme: 'dark', width: 380, forcedColors: true },
  { name: 'large', scheme: 'light', width: 380, largeText: true },
  { name: 'opened', scheme: 'light', width: 380, opened: true },
  { name: 'opened-dark', scheme: 'dark', width: 380, opened: true },
];
