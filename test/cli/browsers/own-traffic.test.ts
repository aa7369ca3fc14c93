import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ownRequestsInNetLog } from '../../../cli/browsers/own-traffic';

const EXTENSION = 'chrome-extension://abcdefghijklmnop';
const HEAD = '{"constants":{"logEventTypes":{"URL_REQUEST_START_JOB":113,"OTHER":2}},\n"events": [';

const folder = mkdtempSync(join(tmpdir(), 'earshot-net-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

function logOf(...lines: readonly string[]): string {
  const path = join(folder, 'net-log.json');
  writeFileSync(path, [HEAD, ...lines].join('\n'));
  return path;
}

function started(url: string, initiator: string, type = 113): string {
  return `${JSON.stringify({ params: { url, initiator }, phase: 1, type })},`;
}

describe('the net log', () => {
  it('tells what the extension asked for', () => {
    const path = logOf(
      started('https://a.example/', 'https://page.example'),
      started('wss://b.example/', EXTENSION),
      started('https://c.example/', EXTENSION),
    );
    expect(ownRequestsInNetLog(path, EXTENSION).map(({ url }) => url)).toEqual([
      'wss://b.example/',
      'https://c.example/',
    ]);
  });

  it.each([
    ['its own files', started(`${EXTENSION}/geo/index.part`, EXTENSION)],
    ['another extension', started('https://a.example/', `${EXTENSION}x`)],
    ['another event', started('https://a.example/', EXTENSION, 2)],
    ['the user at the address bar', started('https://a.example/', 'not an origin')],
  ])('leaves out %s', (_, line) => {
    expect(ownRequestsInNetLog(logOf(line), EXTENSION)).toEqual([]);
  });

  it('may be cut off in its last line', () => {
    const whole = started('https://a.example/', EXTENSION);
    expect(ownRequestsInNetLog(logOf(whole, whole.slice(0, 30)), EXTENSION)).toHaveLength(1);
  });

  it('is refused when it is something else', () => {
    const path = join(folder, 'other.json');
    writeFileSync(path, '{"hello": "world"}');
    expect(() => ownRequestsInNetLog(path, EXTENSION)).toThrow('no Chromium net log');
  });
});
