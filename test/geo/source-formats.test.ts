import { describe, expect, test } from 'vitest';
import { writeMmdb } from '../../lib/geo/mmdb-writer';
import { readCountries, readNetworks } from '../../scripts/geo-formats';
import type { Segments, Source } from '../../scripts/geo-segments';

const text = (content: string) => new TextEncoder().encode(content);

/** Ranges in words: IPv6 as the number of its /64. */
function rangesOf({ v4, v6, names }: Source): string[] {
  const list = (segments: Segments) =>
    Array.from(segments.starts, (start, i) => {
      const name = names[(segments.values[i] ?? 0) - 1];
      return `${start.toString(16)}-${segments.ends[i]?.toString(16)} ${name}`;
    });
  return [...list(v4), ...list(v6)];
}

const WANTED = ['1000000-10000ff AU', '1000100-10001ff CN', '2001020000000000-20010200ffffffff JP'];

describe('readCountries', () => {
  test.each<[string, Uint8Array[]]>([
    [
      'CSV as DB-IP hands it out',
      [
        text(
          '1.0.0.0,1.0.0.255,AU\n1.0.1.0,1.0.1.255,CN\n2001:200::,2001:200:ffff:ffff:ffff:ffff:ffff:ffff,JP\n',
        ),
      ],
    ],
    [
      'quoted CSV with Windows line ends',
      [
        text('"1.0.0.0","1.0.0.255","AU"\r\n"1.0.1.0","1.0.1.255","CN"\r\n'),
        text('"2001:200::","2001:200:ffff:ffff:ffff:ffff:ffff:ffff","JP"\r\n'),
      ],
    ],
    [
      "Tor's text, a file for each family, unknown and regions left out",
      [
        text('# comment\n15726992,15726999,??\n16777216,16777471,AU\n16777472,16777727,CN\n'),
        text(
          '2001::,2001:0:ffff:ffff:ffff:ffff:ffff:ffff,US\n2001:200::,2001:200:ffff:ffff:ffff:ffff:ffff:ffff,JP\n2a00::,2a00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,EU\n',
        ),
      ],
    ],
    [
      'MMDB',
      [
        writeMmdb({
          databaseType: 'x',
          description: '',
          buildEpoch: 1,
          records: [
            ['1.0.0.0/24', { country_code: 'AU' }],
            ['1.0.1.0/24', { country: { iso_code: 'CN' } }],
            ['2001:200::/32', { country_code: 'JP' }],
            ['2002::/16', { country_code: 'US' }],
          ],
        }),
      ],
    ],
    ["IPFire's location.db, with a network that holds for what lies below it", [locationDb()]],
  ])('%s', (_, files) => {
    expect(rangesOf(readCountries(files))).toEqual(WANTED);
  });

  test('a later, narrower range wins over what it covers', () => {
    const csv = text('1.0.0.0,1.0.0.255,AU\n1.0.0.16,1.0.0.31,CN\n');
    expect(rangesOf(readCountries([csv]))).toEqual([
      '1000000-100000f AU',
      '1000010-100001f CN',
      '1000020-10000ff AU',
    ]);
  });

  test('a /64 gets the answer of its lowest address', () => {
    const csv = text(
      '2001:200::,2001:200::ffff,JP\n2001:200:0:1::5,2001:200:0:2:ffff:ffff:ffff:ffff,CN\n',
    );
    expect(rangesOf(readCountries([csv]))).toEqual([
      '2001020000000000-2001020000000000 JP',
      '2001020000000002-2001020000000002 CN',
    ]);
  });

  test('what is no range at all stops the build', () => {
    expect(() => readCountries([text('<!doctype html>\n')])).toThrow('no address');
    expect(() => readCountries([locationDb().slice(0, 4300)])).toThrow('cut short');
  });
});

test('readNetworks keeps commas and quotes of names', () => {
  const csv = text(
    '1.0.0.0,1.0.0.255,13335,"Cloudflare, Inc."\n1.0.1.0,1.0.1.255,64500,"JSC ""X"""\n',
  );
  expect(readNetworks([csv]).names).toEqual(['13335 Cloudflare, Inc.', '64500 JSC "X"']);
});

/** 1.0.0.0/23 is AU, 1.0.1.0/24 within it CN, 2001:200::/32 JP. */
function locationDb(): Uint8Array {
  const nodes: [zero: number, one: number, network: number][] = [[0, 0, 0xffffffff]];
  const insert = (bits: string, network: number): void => {
    let node = 0;
    for (const bit of bits) {
      const at = nodes[node] ?? [0, 0, 0];
      let next = at[bit === '1' ? 1 : 0] ?? 0;
      if (next === 0) {
        next = nodes.length;
        nodes.push([0, 0, 0xffffffff]);
        at[bit === '1' ? 1 : 0] = next;
      }
      node = next;
    }
    const leaf = nodes[node];
    if (leaf) leaf[2] = network;
  };
  const mapped = '0'.repeat(80) + '1'.repeat(16);
  insert(`${mapped}${'00000001000000000000000'}`, 0);
  insert(`${mapped}${'000000010000000000000001'}`, 1);
  insert('00100000000000010000001000000000', 2);
  const header = 8 + 64 + 4 + 4096 + 32;
  const bytes = new Uint8Array(header + 36 + nodes.length * 12);
  const view = new DataView(bytes.buffer);
  bytes.set(text('LOCDBXX\u0001'));
  view.setUint32(36, header);
  view.setUint32(40, 36);
  view.setUint32(44, header + 36);
  view.setUint32(48, nodes.length * 12);
  ['AU', 'CN', 'JP'].forEach((country, i) => {
    bytes.set(text(country), header + i * 12);
  });
  nodes.forEach((node, i) => {
    node.forEach((value, k) => {
      view.setUint32(header + 36 + i * 12 + k * 4, value);
    });
  });
  return bytes;
}
