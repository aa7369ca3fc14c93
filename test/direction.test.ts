import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Plants one import for each row into an empty copy of the house and asks the linter once. */
const ROWS: readonly (readonly [file: string, imported: string, verdict: 'refused' | 'allowed'])[] =
  [
    ['lib/planted.ts', './browser/toolbar', 'refused'],
    ['lib/planted.ts', './rtc/probe-event', 'refused'],
    ['lib/planted.ts', 'wxt/browser', 'refused'],
    ['lib/planted.ts', './vendors/match', 'allowed'],
    ['lib/geo/planted.ts', 'node:fs', 'refused'],
    ['lib/geo/planted.ts', '../rules/assess', 'refused'],
    ['lib/geo/planted.ts', '../destination', 'refused'],
    ['lib/geo/planted.ts', '../address', 'allowed'],
    ['lib/vendors/planted.ts', '../report/badge', 'refused'],
    ['lib/apps/planted.ts', '../rules/rule', 'refused'],
    ['lib/apps/planted.ts', '../vendors/vendor', 'allowed'],
    ['lib/rules/planted.ts', '../report/observe', 'refused'],
    ['lib/rules/planted.ts', '../browser/toolbar', 'refused'],
    ['lib/rules/planted.ts', '../policy', 'allowed'],
    ['lib/report/planted.ts', 'preact', 'refused'],
    ['lib/report/planted.ts', '../rules/assess', 'allowed'],
    ['lib/rtc/planted.ts', '../vendors/catalog', 'refused'],
    ['lib/rtc/planted.ts', '../geo/locator', 'refused'],
    ['lib/rtc/planted.ts', '../browser/monitor', 'refused'],
    ['lib/rtc/planted.ts', '../address', 'allowed'],
    ['lib/browser/planted.ts', '../../cli/audit', 'refused'],
    ['lib/browser/planted.ts', '../report/observe', 'allowed'],
  ];

function refusals(): ReadonlySet<string> {
  const house = mkdtempSync(join(tmpdir(), 'earshot-direction-'));
  cpSync('biome.json', join(house, 'biome.json'));
  ROWS.forEach(([file, imported], row) => {
    const path = join(house, file.replace('.ts', `-${row}.ts`));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import '${imported}';\n`);
  });
  const { stdout } = spawnSync(
    join(process.cwd(), 'node_modules/.bin/biome'),
    ['lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '--reporter=json', '.'],
    { cwd: house, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { location: { path: string | { file: string } } }[];
  };
  return new Set(
    diagnostics.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file)),
  );
}

describe('the linter keeps the direction of the house', () => {
  const refused = refusals();
  it.each(ROWS.map(([file, imported, verdict], row) => ({ file, imported, verdict, row })))(
    '$file importing $imported is $verdict',
    ({ file, verdict, row }) => {
      const planted = file.replace('.ts', `-${row}.ts`);
      const found = [...refused].some((path) => path.endsWith(planted));
      expect(found ? 'refused' : 'allowed').toBe(verdict);
    },
  );
});
