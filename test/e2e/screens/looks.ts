/** A way a screen may be looked at. */
export interface Look {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  /** In the narrowest window there is. */
  readonly narrow?: boolean;
  readonly rightToLeft?: boolean;
  readonly forcedColors?: boolean;
  /** Text twice as large (WCAG 2.2, 1.4.4). */
  readonly largeText?: boolean;
  /** Opens the first destination. */
  readonly opened?: boolean;
  readonly inEveryLanguage?: boolean;
}

/** Every one of them is to be readable, whole and without a fault that axe-core finds. */
export const LOOKS: readonly Look[] = [
  { name: 'light', scheme: 'light', inEveryLanguage: true },
  { name: 'dark', scheme: 'dark' },
  { name: '320', scheme: 'light', narrow: true, inEveryLanguage: true },
  { name: 'rtl', scheme: 'light', rightToLeft: true },
  { name: 'forced', scheme: 'dark', forcedColors: true },
  { name: 'large', scheme: 'light', largeText: true },
  { name: 'large-320', scheme: 'light', largeText: true, narrow: true },
  { name: 'opened', scheme: 'light', opened: true },
  { name: 'opened-dark', scheme: 'dark', opened: true },
];
