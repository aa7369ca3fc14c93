import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scenario } from '../../scenarios/scenarios';
import { buildOf, isMissing } from '../site/browsers';
import { openExtension, visitScreens } from './visit-screens';

/** The popup's other situations are looked at, in fewer looks, in `popup.test.ts`. */
const POPUP = 'voice-to-watched-country';
/** Milliseconds for some forty screens, a second or two each. */
const TIME = 240_000;

it.skipIf(isMissing('chromium'))(
  'has no screen with a fault: light, dark, narrow, right to left, forced colours, large text',
  async () => {
    const profile = mkdtempSync(join(tmpdir(), 'earshot-accessible-'));
    const { context, root } = await openExtension(profile, buildOf('chromium', 'shipped'));
    const popups = [{ name: POPUP, report: scenario(POPUP) }];
    const faults = await visitScreens(context, root, { popups, folder: null });
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    expect(faults).toEqual([]);
  },
  TIME,
);
