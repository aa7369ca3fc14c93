import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditReport } from '../../lib/report/audit-report';
import { readCsv } from '../cli/read-csv';
import { BROWSERS, isMissing } from './site/browsers';
import { type SmallSite, startSmallSite } from './site/small-site';

interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly error: string;
}

const out = mkdtempSync(join(tmpdir(), 'earshot-audit-'));
let site: SmallSite;
beforeAll(async () => {
  site = await startSmallSite();
});
afterAll(() => site.stop());

function audit(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['scripts/run.mjs', 'cli/earshot.ts', 'audit', '--for', '2', ...args],
      { env: { ...process.env, ...environment } },
    );
    let output = '';
    let error = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      error += data;
    });
    child.on('close', (code) => resolve({ code, output, error }));
  });
}

describe.each(BROWSERS)('earshot audit in %s', (kind) => {
  it.skipIf(isMissing(kind))(
    'writes what the popup shows: table, JSON, picture and CSV',
    async () => {
      const [json, picture, csv] = [
        join(out, `${kind}.json`),
        join(out, `${kind}.png`),
        join(out, `${kind}.csv`),
      ];
      const temporary = mkdtempSync(join(tmpdir(), 'audited-'));
      const run = await audit(
        [
          site.url(),
          `--browser=${kind}`,
          `--json=${json}`,
          `--screenshot=${picture}`,
          `--csv=${csv}`,
        ],
        { TMPDIR: temporary },
      );
      expect(run.code).toBe(0);
      expect(readdirSync(temporary).filter((name) => name.startsWith('earshot'))).toEqual([]);
      const report = v.parse(AuditReport, JSON.parse(readFileSync(json, 'utf8')));
      expect(report.destinations[0]).toMatchObject({
        address: '127.0.0.1',
        port: site.port,
        transport: 'http',
        reached: true,
        certainty: 'special',
        via: ['page'],
      });
      expect(report.coverage).toEqual({ level: 'full', proxied: false });
      expect(report.versions.databases.map(({ id }) => id)).toContain('dbip');
      expect(run.output).toContain(report.headline);
      const [header = [], ...lines] = readCsv(readFileSync(csv, 'utf8'));
      expect(lines.map((line) => line[header.indexOf('address')])).toEqual(
        report.destinations.map(({ address }) => address ?? ''),
      );
      expect(lines.every((line) => line[header.indexOf('headline')] === report.headline)).toBe(
        true,
      );
      expect(statSync(picture).size).toBeGreaterThan(5000);
    },
  );

  it.skipIf(isMissing(kind))('says in a sentence that a page cannot be reached', async () => {
    const run = await audit(['http://127.0.0.1:1/', `--browser=${kind}`]);
    expect(run.code).toBe(2);
    expect(run.error).toMatch(/^http:\/\/127\.0\.0\.1:1\/ can't be opened: .+/);
    expect(run.error.trim().split('\n')).toHaveLength(1);
  });

  it('says what to install when the browser is missing', async () => {
    const run = await audit([site.url(), `--browser=${kind}`], {
      [`EARSHOT_${kind.toUpperCase()}`]: '/nowhere/browser',
    });
    expect(run).toMatchObject({ code: 2 });
    expect(run.error).toContain('/nowhere/browser');
  });
});

it('names a wrong option and the right ones', async () => {
  const run = await audit([site.url(), '--colour']);
  expect(run.code).toBe(2);
  expect(run.error).toContain("Unknown option '--colour'");
  expect(run.error).toContain('--browser chromium|firefox');
});
