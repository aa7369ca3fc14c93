import { describe, expect, test } from 'vitest';
import type { IpAddress } from '../../lib/address';
import { createLocator } from '../../lib/geo/locator';
import type { MmdbEntry } from '../../lib/geo/mmdb-writer';
import { writeMmdb } from '../../lib/geo/mmdb-writer';
import { openUserDatabase, type UserDatabase } from '../../lib/geo/user-database';

const SHIPPED = writeMmdb({
  databaseType: 'Earshot-Country-Network',
  description: '',
  buildEpoch: 1,
  extra: { sources: [{ id: 'dbip', name: 'DB-IP Lite', date: '2026-06-01' }] },
  records: [
    ['5.0.0.0/24', { country: 'SG', witness: 'SG', network: { asn: 64500, organisation: 'Ex' } }],
    ['5.0.1.0/24', { country: 'SG', witness: 'HK' }],
    ['5.0.2.0/24', { country: 'SG' }],
    ['5.0.3.0/24', { witness: 'HK' }],
    ['5.0.4.0/24', { network: { asn: 64501, organisation: 'Ex', registered: 'CN' } }],
    ['5.0.5.0/24', { country: 'EU', witness: 'T1' }],
    ['5.0.6.0/24', { country: 'CA', witness: 'US', network: { asn: 13335, organisation: 'C' } }],
    ['1.1.1.0/24', { country: 'AU', witness: 'AU' }],
    ['127.0.0.0/8', { country: 'DE', witness: 'DE' }],
  ],
});

function userDatabase(name: string, records: MmdbEntry[]): UserDatabase {
  const header = { databaseType: 'Lab', description: '', buildEpoch: 1_780_000_000 };
  const opened = openUserDatabase(writeMmdb({ ...header, records }), name);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.database;
}

const facts = (address: string, user: UserDatabase[] = [], shipped: Uint8Array | null = SHIPPED) =>
  createLocator({ shipped, user }).factsOf(address as IpAddress);

const dbip = (country: string | null) => ({ database: 'dbip', country });
const ipfire = (country: string | null) => ({ database: 'ipfire', country });

describe('where an address is', () => {
  test.each([
    ['5.0.0.1', { known: true, country: 'SG', certainty: 'agree' }, [dbip('SG'), ipfire('SG')]],
    ['5.0.1.1', { known: false, because: 'disagree', detail: '' }, [dbip('SG'), ipfire('HK')]],
    ['5.0.2.1', { known: true, country: 'SG', certainty: 'single' }, [dbip('SG'), ipfire(null)]],
    ['5.0.3.1', { known: true, country: 'HK', certainty: 'single' }, [dbip(null), ipfire('HK')]],
    ['5.0.4.1', { known: false, because: 'none', detail: '' }, [dbip(null), ipfire(null)]],
    ['5.0.5.1', { known: false, because: 'none', detail: '' }, [dbip(null), ipfire(null)]],
    ['6.0.0.1', { known: false, because: 'none', detail: '' }, [dbip(null), ipfire(null)]],
    [
      '5.0.6.1',
      { known: false, because: 'anycast', detail: 'Cloudflare' },
      [dbip('CA'), ipfire('US')],
    ],
    [
      '1.1.1.1',
      { known: false, because: 'anycast', detail: 'Cloudflare 1.1.1.1' },
      [dbip('AU'), ipfire('AU')],
    ],
    ['127.0.0.5', { known: false, because: 'special', detail: 'loopback' }, []],
    ['198.18.0.5', { known: false, because: 'special', detail: 'benchmarking' }, []],
  ])('%s', (address, location, answers) => {
    expect(facts(address).location).toEqual({ ...location, answers });
  });

  test.each([
    ['::ffff:5.0.0.1', 'ipv4-mapped'],
    ['64:ff9b::5.0.0.1', 'nat64'],
    ['2002:500:1::', '6to4'],
  ])('%s is where the IPv4 address inside is, and says so', (address, embedding) => {
    expect(facts(address)).toEqual({
      ...facts('5.0.0.1'),
      embedded: { embedding, address: '5.0.0.1' },
    });
  });

  test('an embedded private address is special', () => {
    expect(facts('64:ff9b::10.0.0.1').location).toMatchObject({ because: 'special' });
  });

  test('the network is told whatever the country', () => {
    expect(facts('5.0.4.1').network).toEqual({
      asn: 64501,
      organisation: 'Ex',
      registeredIn: 'CN',
    });
    expect(facts('6.0.0.1').network).toBeNull();
  });
});

describe("the user's own database", () => {
  const lab = userDatabase('lab.mmdb', [
    ['127.0.0.5', { country: { iso_code: 'CN' }, autonomous_system_number: 4134 }],
    ['5.0.0.0/24', { country: { iso_code: 'MY' }, autonomous_system_number: 64500 }],
    ['1.1.1.0/24', { country: { iso_code: 'JP' } }],
  ]);

  test('is taken first, beside the others', () => {
    expect(facts('5.0.0.1', [lab])).toEqual({
      location: {
        known: true,
        country: 'MY',
        certainty: 'user',
        answers: [{ database: 'user:lab', country: 'MY' }, dbip('SG'), ipfire('SG')],
      },
      network: { asn: 64500, organisation: 'Ex', registeredIn: null },
    });
  });

  test('may place special and anycast addresses', () => {
    expect(facts('127.0.0.5', [lab])).toEqual({
      location: {
        known: true,
        country: 'CN',
        certainty: 'user',
        answers: [{ database: 'user:lab', country: 'CN' }],
      },
      network: { asn: 4134, organisation: '', registeredIn: null },
    });
    expect(facts('1.1.1.1', [lab]).location).toMatchObject({ country: 'JP', certainty: 'user' });
  });

  test('falls back to the others where it has nothing', () => {
    expect(facts('127.0.0.6', [lab]).location).toMatchObject({ because: 'special' });
    expect(facts('5.0.2.1', [lab]).location).toMatchObject({
      country: 'SG',
      certainty: 'single',
      answers: [{ database: 'user:lab', country: null }, dbip('SG'), ipfire(null)],
    });
  });

  test('that knows networks only gives no country answer', () => {
    const networks = userDatabase('asn', [['5.0.0.0/24', { asn: 'AS64999', as_name: 'New' }]]);
    const { location, network } = facts('5.0.0.1', [networks]);
    expect(location).toMatchObject({ certainty: 'agree', answers: [dbip('SG'), ipfire('SG')] });
    expect(network).toEqual({ asn: 64999, organisation: 'New', registeredIn: null });
  });

  test('the first of several that knows wins, all are shown', () => {
    const other = userDatabase('other', [['5.0.0.0/16', { country_code: 'ID' }]]);
    expect(facts('5.0.0.1', [other, lab]).location).toMatchObject({ country: 'ID' });
    expect(facts('5.0.0.1', [lab, other]).location).toMatchObject({
      country: 'MY',
      answers: [
        { database: 'user:lab', country: 'MY' },
        { database: 'user:other', country: 'ID' },
        dbip('SG'),
        ipfire('SG'),
      ],
    });
  });
});

describe('without a shipped database', () => {
  test.each([
    ['missing', null, 'the location database is missing'],
    ['cut short', SHIPPED.slice(0, 500), /damaged: no MaxMind DB/],
    ['another file', new TextEncoder().encode('<!doctype html>'), /damaged/],
  ])('%s: nothing is located and it says why', (_, shipped, fault) => {
    const locator = createLocator({ shipped, user: [] });
    expect(locator.fault).toMatch(fault);
    expect(locator.databases).toEqual([]);
    expect(locator.factsOf('5.0.0.1' as IpAddress)).toEqual({
      location: { known: false, because: 'no-database', detail: '', answers: [] },
      network: null,
    });
    expect(locator.factsOf('127.0.0.1' as IpAddress).location).toMatchObject({
      because: 'special',
    });
  });
});

test('databases in use are told with their dates, the user’s own first', () => {
  const lab = userDatabase('lab.mmdb', []);
  expect(createLocator({ shipped: SHIPPED, user: [lab] }).databases).toMatchObject([
    { id: 'user:lab', name: 'lab', date: '2026-05-28' },
    { id: 'dbip', name: 'DB-IP Lite', date: '2026-06-01' },
  ]);
});
