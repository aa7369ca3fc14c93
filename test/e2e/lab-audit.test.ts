import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from './lab/lab';
import { JANUS_PORT, JANUS_ROOM, MACHINES } from './lab/machines';
import { whyNoLab } from './lab/scene';
import { BROWSERS } from './site/browsers';

const { sfu, six, collector } = MACHINES;

interface Row {
  readonly host: string | null;
  readonly address: string | null;
}

/** `earshot audit` itself, run inside the lab as on any machine. */
describe.each(BROWSERS)('earshot audit with %s', (kind) => {
  const reason = whyNoLab(kind);
  describe.skipIf(reason !== null)('in the lab', () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-lab-audit-'));
    let lab: Lab;
    beforeAll(async () => {
      lab = await startLab();
    });
    afterAll(async () => {
      await lab?.stop();
      rmSync(folder, { recursive: true });
    });

    async function audit(...args: readonly string[]) {
      const json = join(folder, 'report.json');
      const [program = '', ...inside] = lab.launchOptions.inside ?? [];
      const command = [process.execPath, '--import', 'tsx', 'cli/earshot.ts', 'audit'];
      const options = ['--browser', kind, '--for', '8', '--json', json];
      const { code, output } = await run(program, [...inside, ...command, ...args, ...options]);
      const report = JSON.parse(readFileSync(json, 'utf8')) as {
        readonly destinations: readonly Row[];
        readonly findings: readonly { readonly rule: string }[];
      };
      return { code, output, report };
    }

    it('names who gets what without encryption', async () => {
      const { code, output, report } = await audit('http://jam.systems/plain.html');
      expect(code, output).toBe(1);
      expect(report.destinations).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            host: 'socket.collector.example',
            address: collector.address,
            port: 80,
            transport: 'ws',
            traffic: 'signalling',
            reached: true,
            country: collector.country,
            certainty: 'agree',
            asn: collector.asn,
          }),
          expect.objectContaining({
            host: 'six.example',
            address: six.address,
            transport: 'http',
            country: six.country,
            asn: six.asn,
          }),
        ]),
      );
      expect(report.findings.map(({ rule }) => rule)).toEqual(
        expect.arrayContaining(['cleartext', 'room-data-to-watched-country']),
      );
    });

    // Firefox takes no argument that lets a made-up certificate pass, and voice needs TLS.
    it.skipIf(kind === 'firefox')('names who hears the voice', async () => {
      const room = new URLSearchParams({
        room: String(JANUS_ROOM),
        media: sfu.address,
        sfu: `wss://${sfu.names[0]}:${JANUS_PORT}`,
      });
      const { code, output, report } = await audit(
        `https://jam.systems/audio-room.html?${room}`,
        '--browser-arg=--ignore-certificate-errors',
      );
      expect(code, output).toBe(1);
      expect(report.destinations).toContainEqual(
        expect.objectContaining({
          address: sfu.address,
          transport: 'udp',
          traffic: 'media',
          country: sfu.country,
          asn: sfu.asn,
          via: ['page'],
        }),
      );
      expect(report.findings.map(({ rule }) => rule)).toContain('voice-to-watched-country');
    });
  });
});

function run(
  program: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? -1);
      resolve({ code, output: `${stdout}\n${stderr}` });
    });
  });
}
