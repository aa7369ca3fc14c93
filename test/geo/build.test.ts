import { describe, expect, test } from 'vitest';
import { assembleMmdb } from '../../lib/geo/mmdb-writer';
import { readCountries, readNetworks } from '../../scripts/geo-formats';
import { mergeSources } from '../../scripts/geo-merge';
import { sampleOf, verifyEveryRange, verifyWithMmdbLib } from '../../scripts/geo-verify';

const text = (content: string) => new TextEncoder().encode(content);
const HEADER = { databaseType: 'Test', description: '', buildEpoch: 1 };

/** A small world in which every source ends somewhere else. */
function merged() {
  return mergeSources({
    country: readCountries([
      text('1.0.0.0,1.0.3.255,SG\n2001:200::,2001:200::ffff:ffff:ffff:ffff,JP\n'),
    ]),
    witness: readCountries([text('1.0.0.0,1.0.1.255,SG\n1.0.2.0,1.0.4.255,HK\n')]),
    networks: readNetworks([
      text(
        '1.0.1.0,1.0.2.255,64500,"Ex, Inc."\n2001:200::,2001:200:0:1:ffff:ffff:ffff:ffff,64501,V6\n',
      ),
    ]),
    registered: readCountries([
      text(
        '1.0.1.0,1.0.2.99,CN\n1.0.2.100,1.0.2.255,US\n2001:200::,2001:200:0:1:ffff:ffff:ffff:ffff,KR\n',
      ),
    ]),
  });
}

describe('the build', () => {
  test('merges the sources where they change, and nowhere else', () => {
    const { records, v4, v6 } = merged();
    const list = Array.from(v4.starts, (start, i) => [
      start.toString(16),
      v4.ends[i]?.toString(16),
      records[(v4.values[i] ?? 0) - 1],
    ]);
    const network = { asn: 64500, organisation: 'Ex, Inc.', registered: 'CN' };
    expect(list).toEqual([
      ['1000000', '10000ff', { country: 'SG', witness: 'SG' }],
      ['1000100', '10001ff', { country: 'SG', witness: 'SG', network }],
      ['1000200', '10002ff', { country: 'SG', witness: 'HK', network }],
      ['1000300', '10003ff', { country: 'SG', witness: 'HK' }],
      ['1000400', '10004ff', { witness: 'HK' }],
    ]);
    const v6Network = { asn: 64501, organisation: 'V6', registered: 'KR' };
    expect(Array.from(v6.values, (value) => records[value - 1])).toEqual([
      { country: 'JP', network: v6Network },
      { network: v6Network },
    ]);
  });

  test('reads everything back, with another reader too', () => {
    const content = merged();
    const bytes = assembleMmdb(content.tree, content.records, HEADER);
    expect(verifyEveryRange(bytes, content)).toBe(7);
    expect(verifyWithMmdbLib(bytes, sampleOf(content, 14))).toBe(7);
  });

  test('a single wrong record, range or end is found', () => {
    const content = merged();
    const swapped = content.records.with(2, content.records[3] ?? {});
    const bytes = assembleMmdb(content.tree, swapped, HEADER);
    expect(() => verifyEveryRange(bytes, content)).toThrow('read back IPv4');
    expect(() => verifyWithMmdbLib(bytes, sampleOf(content, 14))).toThrow('mmdb-lib reads');

    const good = assembleMmdb(content.tree, content.records, HEADER);
    const shorter = { ...content.v6, starts: content.v6.starts.slice(0, 1) };
    expect(() => verifyEveryRange(good, { ...content, v6: shorter })).toThrow();
    const longer = { ...content.v4, ends: content.v4.ends.with(4, 0x10004fen) };
    expect(() => verifyEveryRange(good, { ...content, v4: longer })).toThrow('read back IPv4');
  });
});
