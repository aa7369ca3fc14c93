import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from '../../../cli/build';
import { contactSheet } from './contact-sheet';
import { LOOKS } from './looks';
import { SCREENS } from './screens';
import { openExtension, type Visited, visitScreens } from './visit-screens';

/**
 * Takes a picture of every screen of the built extension in every state and look, runs axe-core on
 * each, and lays them out on one page: `npm run gallery [-- part of a screen's name…]`.
 */
const FOLDER = 'out/gallery';
/** English, one of long words, one without spaces and plurals, and one written from right to left. */
const LANGUAGES = ['en', 'de', 'zh_CN', 'ar'] as const;

const wanted = process.argv.slice(2);
const extension = ensureBuild('chromium');
const screens = SCREENS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
await mkdir(FOLDER, { recursive: true });
const visits = await Promise.all(
  LANGUAGES.filter((it) => existsSync(join(extension, '_locales', it))).map(visitIn),
);
const pictures = visits.flatMap((visit) => visit.pictures);
const faults = visits.flatMap((visit) => visit.faults);
await writeFile(join(FOLDER, 'index.html'), contactSheet(pictures));
for (const fault of faults) console.error(fault);
console.log(`${pictures.length} pictures, ${faults.length} faults: ${FOLDER}/index.html`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function visitIn(language: string): Promise<Visited> {
  const profile = await mkdtemp(join(tmpdir(), 'earshot-gallery-'));
  const { context, root } = await openExtension(profile, extension, language);
  const looks = LOOKS.filter((look) => language === 'en' || look.inEveryLanguage === true);
  try {
    return await visitScreens(context, root, { screens, looks, folder: FOLDER, language });
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}
