import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findAnyBrowser, findBrowser } from '../../../cli/browsers/find-browser';
import { howToInstall } from '../../../cli/browsers/install-browser';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-browsers-'));
  vi.stubEnv('PATH', `${folder}:/usr/bin-that-is-not-there`);
  vi.stubEnv('EARSHOT_CHROMIUM', '');
  vi.stubEnv('EARSHOT_FIREFOX', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** An executable that prints what the real one prints for `--version`. */
function place(name: string, printed: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho '${printed}'\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(platform() !== 'linux')('finding a browser', () => {
  it.each([
    ['chromium', 'Chromium 156.0.8078.79 built on Debian', 'chromium', '156.0.8078.79'],
    ['google-chrome', 'Google Chrome 140.0.7339.80 ', 'chrome', '140.0.7339.80'],
    ['microsoft-edge', 'Microsoft Edge 141.0.3537.71', 'edge', '141.0.3537.71'],
    ['chromium-browser', 'nothing of use', 'chromium', null],
  ])('finds %s', (name, printed, product, version) => {
    const executable = place(name, printed);
    expect(findBrowser('chromium')).toEqual({ kind: 'chromium', product, executable, version });
    expect(findBrowser('firefox')).toBeNull();
  });

  it('finds Firefox, in either edition', () => {
    const executable = place('firefox', 'Mozilla Firefox 153.7.0esr');
    expect(findAnyBrowser()).toEqual({
      ...{ kind: 'firefox', product: 'firefox', executable },
      version: '153.7.0esr',
    });
  });

  it('prefers Chromium to products with an account of their user', () => {
    place('google-chrome', 'Google Chrome 140.0.0.0');
    const executable = place('chromium', 'Chromium 139.0.0.0');
    expect(findAnyBrowser()?.executable).toBe(executable);
  });

  it('takes the one that is named, by path or by name', () => {
    place('chromium', 'Chromium 139.0.0.0');
    const other = place('other-chromium', 'Chromium 120.0.0.0');
    vi.stubEnv('EARSHOT_CHROMIUM', other);
    expect(findBrowser('chromium')).toMatchObject({ executable: other, version: '120.0.0.0' });
    vi.stubEnv('EARSHOT_CHROMIUM', 'other-chromium');
    expect(findBrowser('chromium')?.executable).toBe(other);
  });

  it('says so when the one that is named is not there', () => {
    place('chromium', 'Chromium 139.0.0.0');
    vi.stubEnv('EARSHOT_CHROMIUM', join(folder, 'missing'));
    expect(() => findBrowser('chromium')).toThrow('EARSHOT_CHROMIUM names');
  });

  it.each(['folder', 'plain file'])('passes over a %s of that name', (what) => {
    if (what === 'folder') mkdirSync(join(folder, 'chromium'));
    else writeFileSync(join(folder, 'chromium'), '');
    expect(findBrowser('chromium')).toBeNull();
  });
});

describe('without a browser', () => {
  it.each([
    ['chromium', 'EARSHOT_CHROMIUM', /No Chromium, Chrome or Edge was found/],
    ['firefox', 'EARSHOT_FIREFOX', /No Firefox was found/],
  ] as const)('says how to install %s', (kind, variable, expected) => {
    expect(howToInstall(kind)).toMatch(expected);
    expect(howToInstall(kind)).toMatch(/(run|install) "?\S+/);
    expect(howToInstall(kind)).toContain(variable);
  });
});
