import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** All that ships of others' work, with its licence. A new line here is a decision. */
const SHIPPED: Readonly<Record<string, string>> = {
  '@preact/signals': 'MIT',
  '@preact/signals-core': 'MIT',
  'country-flag-icons': 'MIT',
  'idb-keyval': 'Apache-2.0',
  preact: 'MIT',
  tldts: 'MIT',
  'tldts-core': 'MIT',
  valibot: 'MIT',
  'webextension-polyfill': 'MPL-2.0',
};

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const packages: Record<string, Locked> = json('package-lock.json').packages;
const { dependencies, devDependencies } = json('package.json');

describe('what others made', () => {
  const shipped = Object.entries(packages).filter(
    ([path, { dev, devOptional, optional }]) => path && !dev && !devOptional && !optional,
  );

  it('ships only if it is on the list, under the licence it had when it was put there', () => {
    const licences = shipped.map(([path, { license }]) => [
      path.replace(/^node_modules\//, ''),
      license,
    ]);
    expect(Object.fromEntries(licences)).toEqual(SHIPPED);
  });

  it('runs nothing when it is installed', () => {
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  });

  it('is asked for in one exact version', () => {
    for (const version of Object.values({ ...dependencies, ...devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});
