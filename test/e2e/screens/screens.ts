import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCENARIOS, scenario, withManyDestinations } from '../../scenarios/scenarios';
import { openExtension, visitScreens } from './visit-screens';

/**
 * Takes a picture of every screen of the built extension in every look and, for the popup, in every
 * scenario or in the one named, and runs axe-core on each:
 * `npm run screens -- [scenario] [built extension] [folder for pictures]`.
 */
const [name = 'all', extension = '.output/chrome-mv3', folder = '.output/screens'] =
  process.argv.slice(2);

const popups =
  name === 'all'
    ? [...SCENARIOS, { name: 'three-hundred-destinations', report: withManyDestinations(300) }]
    : [{ name, report: scenario(name) }];
const profile = await mkdtemp(join(tmpdir(), 'earshot-screens-'));
const { context, root } = await openExtension(profile, extension);
try {
  await mkdir(folder, { recursive: true });
  const faults = await visitScreens(context, root, { popups, folder });
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
}
