import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LAB_MACHINES, layOutLab } from '../../cli/demo/lab';
import { AuditReport } from '../../lib/report/audit-report';
import { BROWSERS, isMissing } from './site/browsers';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** `npm start` as it is typed, less npm itself. */
function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'cli/earshot.ts', 'demo', ...args], {
      env: { ...process.env, ...environment },
    });
    let output = '';
    const collect = (data: Buffer) => {
      output += data;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const tooLong = setTimeout(() => child.kill(), 110_000);
    child.on('close', (code) => {
      clearTimeout(tooLong);
      resolve({ code, output });
    });
  });
}

const { lab } = await layOutLab();

describe.each(BROWSERS)('npm start in %s', (kind) => {
  it.skipIf(isMissing(kind))('prints the findings, the picture and the report', async () => {
    const out = mkdtempSync(join(tmpdir(), 'earshot-demo-out-'));
    const { code, output } = await start(['--headless', `--browser=${kind}`, `--out=${out}`]);
    expect([code, output]).toEqual([0, expect.stringContaining('Your voice goes through')]);
    expect(output).toContain('China');
    expect(output).toContain('Run by Agora');
    expect(readFileSync(join(out, 'popup.png')).subarray(0, PNG.length)).toEqual(PNG);
    const report = v.parse(AuditReport, JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')));
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: 'voice-to-watched-country', severity: 'warning' }),
    );
    expect(report.destinations).toContainEqual(
      expect.objectContaining({
        traffic: 'media',
        address: lab.voice.address,
        country: LAB_MACHINES.voice.country,
        certainty: 'user',
      }),
    );
    expect(report.destinations).toContainEqual(
      expect.objectContaining({
        host: 'webrtc2-ap-web-1.agora.io',
        vendor: 'agora',
        jurisdictions: expect.arrayContaining([expect.objectContaining({ country: 'CN' })]),
      }),
    );
    expect(report.versions.databases[0]).toMatchObject({ id: 'user:demo-lab' });
  });
});

it.each<[readonly string[], NodeJS.ProcessEnv, RegExp]>([
  [['room.example'], {}, /“room\.example” is no web address/],
  [['--browser', 'lynx'], {}, /--browser takes chromium or firefox/],
  [['--headless'], { EARSHOT_CHROMIUM: '/nowhere' }, /EARSHOT_CHROMIUM names \/nowhere/],
  [['--headless', 'http://127.0.0.1:1/'], {}, /http:\/\/127\.0\.0\.1:1\/ can't be opened/],
])('%j with %j ends with a sentence', async (args, environment, sentence) => {
  const { code, output } = await start(args, environment);
  expect(code).toBe(2);
  expect(output).toMatch(sentence);
  expect(output).not.toMatch(/\n {4}at /);
});
