import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Before any test: whatever tests, browsers and commands put into the system's folder for temporary
 * files goes into one of this run, which is removed after the last test, however that went.
 */
export default function ownTemporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-run-'));
  // POSIX asks for the first, Windows for the others (`os.tmpdir`).
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  // A browser's helpers may still write for a moment after it has ended.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
