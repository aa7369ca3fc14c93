import { Readable, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../cli/failure';
import { runLookup } from '../../cli/lookup';

async function output(args: readonly string[], stdin = ''): Promise<string> {
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  expect(await runLookup(args, Readable.from([stdin]), stdout)).toBe(0);
  return text;
}

async function jsonl(...args: string[]) {
  const text = await output(['--jsonl', ...args]);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const KEYS = [
  'input',
  'address',
  'country',
  'certainty',
  'databases',
  'asn',
  'network',
  'networkOperator',
  'networkOperatorName',
  'networkJurisdictions',
  'vendor',
  'vendorName',
  'vendorBy',
  'jurisdictions',
  'regionInName',
  'statements',
  'note',
];

describe('earshot lookup', () => {
  test('answers one object a line, in order, with every key', async () => {
    const answers = await jsonl('8.130.0.1', 'ap-web-1.agora.io', '127.0.0.1');
    expect(answers.map(({ input }) => input)).toEqual([
      '8.130.0.1',
      'ap-web-1.agora.io',
      '127.0.0.1',
    ]);
    for (const answer of answers) expect(Object.keys(answer)).toEqual(KEYS);
  });

  test.each([
    ['8.130.0.1', { country: 'CN', certainty: 'agree', asn: 37963, vendor: null }],
    ['1.1.1.1:443', { address: '1.1.1.1', country: null, certainty: 'anycast', asn: 13335 }],
    [
      '[::1]:80',
      { address: '::1', country: null, certainty: 'special', note: 'address: loopback' },
    ],
    ['91.108.56.100', { country: null, certainty: 'disagree' }],
    [
      '2002:2f5c:1::',
      { address: '2002:2f5c:1::', country: 'CN', note: '6to4 address of 47.92.0.1' },
    ],
    [
      'AP-WEB-1.agora.io',
      { address: null, country: null, certainty: 'not-observed', vendor: 'agora' },
    ],
    [
      '8-130-0-1.edge.agora.io',
      { address: '8.130.0.1', country: 'CN', vendor: 'agora', asn: 37963 },
    ],
    ['printer.local', { address: null, certainty: 'special', note: 'name: local-network' }],
    ['xn--mnchen-3ya.example.org:8443', { certainty: 'not-observed', vendor: null }],
  ])('%s', async (input, expected) => {
    expect(await jsonl(input)).toEqual([expect.objectContaining({ input, ...expected })]);
  });

  test.each(['127.1', '0x7f.1', '1.2.3.4.5', 'a b', '1:2:3', 'http://a.b/', 'a/b', 'a%00b', '..'])(
    '%j is an error, not an end',
    async (input) => {
      const [wrong, right] = await jsonl(input, '8.130.0.1');
      expect(wrong).toEqual({ input, error: 'neither a host name nor an IP address' });
      expect(right.country).toBe('CN');
    },
  );

  test('reads standard input when given nothing, empty lines included', async () => {
    const text = await output(['--jsonl'], '8.130.0.1\n\nexample.org\n');
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[1] ?? '')).toEqual({ input: '', error: 'empty line' });
  });

  test('names companies, every tie to a country with its source, and what they say', async () => {
    const [host, address] = await jsonl('ap-web-1-hkmc.agora.io', '8.130.0.1');
    expect(host).toMatchObject({
      vendorName: 'Agora',
      vendorBy: { by: 'host', matched: 'agora.io' },
      regionInName: { word: 'hkmc', countries: ['HK', 'MO'] },
    });
    expect(host.statements[0]).toMatchObject({
      dated: '2021-02',
      source: { url: expect.stringContaining('https://') },
    });
    expect(address).toMatchObject({ networkOperator: 'alibaba', vendor: null });
    for (const { basis, source } of [...host.jurisdictions, ...address.networkJurisdictions]) {
      expect([basis, source.url, source.checked]).not.toContain(undefined);
    }
    const text = await output(['ap-web-1-hkmc.agora.io', '8.130.0.1']);
    expect(text).toMatch(/\nvendor Agora\n {2}[^\n]+: [^\n]+, https:[^\n]+ \(read 2026-/);
    expect(text).toMatch(
      /\nnetwork of Alibaba[^\n]*\n(?: {2}[^\n]+\n)* {2}China: main offices there, https:/,
    );
    expect(text).toContain('its own word for Hong Kong, Macao, not a measurement: ');
  });

  test('writes a table, in which no control character survives', async () => {
    const text = await output(['8.208.0.1', '\u001b[31mred']);
    expect(text).toMatch(/8\.208\.0\.1\s+United Kingdom\s+agree/);
    expect(text).not.toContain('\u001b');
  });

  test.each([
    [['--jsnol']],
    [['--database', '/nowhere/at/all.mmdb', '1.1.1.1']],
    [['--database', 'package.json', '1.1.1.1']],
  ])('%j cannot run, and says why', async (args) => {
    await expect(output(args)).rejects.toThrow(Failure);
  });
});
