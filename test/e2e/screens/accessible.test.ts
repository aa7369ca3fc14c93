import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildOf, isMissing } from '../site/browsers';
import { LOOKS } from './looks';
import { SCREENS } from './screens';
import { openExtension, visitScreens } from './visit-screens';

/** The popup's other situations are looked at, in fewer looks, in `popup.test.ts`. */
const NAMES = new Set([
  'voice-to-watched-country',
  'unwatchable',
  'panel',
  'options-used',
  'welcome',
  'welcome-wide',
]);
/** Milliseconds for some forty screens, a second or two each. */
const TIME = 240_000;

it.skipIf(isMissing('chromium'))(
  'has no screen with a fault: light, dark, narrow, right to left, forced colours, large text',
  async () => {
    const profile = mkdtempSync(join(tmpdir(), 'earshot-accessible-'));
    const { context, root } = await openExtension(profile, buildOf('chromium', 'shipped'));
    const screens = SCREENS.filter(({ name }) => NAMES.has(name));
    const visit = { screens, looks: LOOKS, folder: null, language: 'en' };
    const { faults } = await visitScreens(context, root, visit);
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    expect(faults).toEqual([]);
  },
  TIME,
);
