import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Hostname } from '../../lib/hostname';
import { createVendorMatcher } from '../../lib/vendors/match';
import { unpack } from '../../lib/vendors/unpack';
import { checkEntries } from '../../scripts/catalogue/check';
import { compile } from '../../scripts/catalogue/compile';
import { dueForReview } from '../../scripts/catalogue/due-for-review';
import { tell } from '../../scripts/catalogue/problem';
import { readEntries } from '../../scripts/catalogue/read';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-data-'));
  for (const kind of ['vendors', 'apps', 'networks', 'software', 'presets']) {
    mkdirSync(join(root, 'data', kind), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const SOURCES = {
  filing: { url: 'https://example.com/filing', says: 'Where it is.', checked: '2026-11-23' },
};
const VENDOR = {
  $schema: '../vendor.schema.json',
  name: 'Made Up',
  roles: ['rtc'],
  domains: [{ suffix: 'made-up.com', sources: ['filing'] }],
  owners: [],
  jurisdictions: [{ country: 'NO', basis: 'incorporated', source: 'filing' }],
  statements: [],
  notes: '',
  sources: SOURCES,
};
const IDENTIFIER = { parameter: 'userId', names: 'user', source: 'filing' };
const STATEMENT = {
  traffic: ['voice'],
  users: null,
  machines: { in: ['NO'] },
  dated: '2021-02',
  source: 'filing',
};
const APP = {
  $schema: '../app.schema.json',
  name: 'Rooms',
  status: 'active',
  statusSource: 'filing',
  sites: [{ host: 'rooms.com', source: 'filing' }],
  rooms: [{ path: '/r/*', source: 'filing' }],
  operator: { name: 'Rooms', source: 'filing', jurisdictions: [] },
  vendors: [{ vendor: 'made-up', since: '2021-02', source: 'filing' }],
  transports: [{ transport: 'webrtc', source: 'filing' }],
  notes: '',
  sources: SOURCES,
};
const NETWORK = {
  $schema: '../network.schema.json',
  name: 'Net',
  asns: [{ asn: 64496, name: 'NET', source: 'filing' }],
  owners: [],
  jurisdictions: [],
  notes: '',
  sources: SOURCES,
};

const SOFTWARE = {
  $schema: '../software.schema.json',
  name: 'Made Up SDK',
  runBy: { vendor: 'made-up', source: 'filing' },
  marks: [{ in: 'description', text: 's=MadeUp', confidence: 'strong', source: 'filing' }],
  notes: '',
  sources: SOURCES,
};

function write(file: string, content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(root, 'data', file), text);
}

function toMend(): readonly string[] {
  const { entries, problems } = readEntries(root);
  return [...problems, ...checkEntries(entries)].map(tell);
}

test('a made-up vendor appears', () => {
  write('vendors/made-up.json', VENDOR);
  write('apps/rooms.json', APP);
  write('networks/net.json', NETWORK);
  write('software/made-up-sdk.json', SOFTWARE);
  expect(toMend()).toEqual([]);
  const { vendors, apps, networks, software } = unpack(compile(readEntries(root).entries));
  expect(createVendorMatcher(vendors)('sfu.made-up.com' as Hostname)?.vendor).toBe('made-up');
  expect(vendors[0]?.jurisdictions[0]?.source).toEqual(SOURCES.filing);
  expect(apps[0]?.vendors[0]).toEqual({
    vendor: 'made-up',
    since: '2021-02',
    source: SOURCES.filing,
  });
  expect(apps[0]).toMatchObject({ sites: ['rooms.com'], rooms: ['/r/*'], transports: ['webrtc'] });
  expect(networks[0]?.sources).toEqual([SOURCES.filing]);
  expect(software[0]?.runBy).toEqual({ vendor: 'made-up', source: SOURCES.filing });
  expect(software[0]?.marks[0]).toEqual({ ...SOFTWARE.marks[0], source: SOURCES.filing });
});

describe('a broken file says how to mend it:', () => {
  test.each<[string, string, unknown, string]>([
    ['not JSON', 'vendors/a.json', '{', 'data/vendors/a.json: is not JSON'],
    ['no slug', 'vendors/A b.json', VENDOR, 'name the file <id>.json'],
    [
      'a mark that is no text of its own',
      'software/a.json',
      { ...SOFTWARE, marks: [{ ...SOFTWARE.marks[0], text: 's=-' }] },
      'marks[0].text: too short to be anybody',
    ],
    [
      'a path without parameters',
      'software/a.json',
      {
        ...SOFTWARE,
        marks: [
          { in: 'socket', path: '/rtc', parameters: [], confidence: 'weak', source: 'filing' },
        ],
      },
      'marks[0].parameters: a path alone is anybody',
    ],
    [
      'marks of one kind that weigh differently',
      'software/a.json',
      {
        ...SOFTWARE,
        marks: [...SOFTWARE.marks, { ...SOFTWARE.marks[0], text: 'o=MadeUp', confidence: 'weak' }],
      },
      'marks[1].confidence: all marks of one kind weigh the same',
    ],
    [
      'software of a company nobody has catalogued',
      'software/a.json',
      { ...SOFTWARE, runBy: { vendor: 'nobody', source: 'filing' } },
      'runBy.vendor: there is no data/vendors/nobody.json',
    ],
    [
      'an identifier written as a piece of an address',
      'vendors/a.json',
      { ...VENDOR, identifiers: [{ ...IDENTIFIER, parameter: '?userId=' }] },
      'identifiers[0].parameter: the bare name of a query parameter',
    ],
    [
      'an identifier of something else',
      'vendors/a.json',
      { ...VENDOR, identifiers: [{ ...IDENTIFIER, names: 'device' }] },
      'identifiers[0].names: is "device": write one',
    ],
    [
      'one parameter for two things',
      'vendors/a.json',
      { ...VENDOR, identifiers: [IDENTIFIER, { ...IDENTIFIER, names: 'room' }] },
      'identifiers[1].parameter: userId already stands in data/vendors/a.json',
    ],
    [
      'an identifier that nobody tells of',
      'vendors/a.json',
      { ...VENDOR, identifiers: [{ ...IDENTIFIER, source: 'hearsay' }] },
      'identifiers[0].source: ',
    ],
    ['not a JSON file', 'vendors/a.yaml', VENDOR, 'name the file <id>.json'],
    ['unknown field', 'vendors/a.json', { ...VENDOR, hq: 'CN' }, 'hq: no such field'],
    ['missing field', 'vendors/a.json', { ...VENDOR, name: undefined }, 'name: is missing: add it'],
    [
      'unknown role',
      'vendors/a.json',
      { ...VENDOR, roles: ['spy'] },
      'roles[0]: is "spy": write one',
    ],
    [
      'a statement on nobody’s countries',
      'vendors/a.json',
      { ...VENDOR, statements: [{ ...STATEMENT, machines: ['NO'] }] },
      'statements[0].machines: { "in": [...] } for the countries named',
    ],
    [
      'a statement without a source',
      'vendors/a.json',
      { ...VENDOR, statements: [{ ...STATEMENT, source: 'blog' }] },
      'statements[0].source: "blog" is not in "sources"',
    ],
    [
      'a URL for a domain',
      'vendors/a.json',
      { ...VENDOR, domains: [{ suffix: 'https://made-up.com/', sources: ['filing'] }] },
      'domains[0].suffix: write a bare host name',
    ],
    [
      'a domain that is everybody’s',
      'vendors/a.json',
      { ...VENDOR, domains: [{ suffix: 'co.uk', sources: ['filing'] }] },
      'domains[0].suffix: co.uk is not a registrable domain',
    ],
    [
      'a domain without a source',
      'vendors/a.json',
      { ...VENDOR, domains: [{ suffix: 'made-up.com', sources: [] }] },
      'domains[0].sources: name at least one source',
    ],
    [
      'UK for GB',
      'vendors/a.json',
      { ...VENDOR, jurisdictions: [{ country: 'UK', basis: 'incorporated', source: 'filing' }] },
      'jurisdictions[0].country: an ISO 3166-1 alpha-2 code in capitals (GB, not UK',
    ],
    [
      'a claim on a source that isn’t there',
      'vendors/a.json',
      { ...VENDOR, jurisdictions: [{ country: 'NO', basis: 'incorporated', source: 'gossip' }] },
      'jurisdictions[0].source: "gossip" is not in "sources"',
    ],
    [
      'a source for no claim',
      'vendors/a.json',
      { ...VENDOR, sources: { ...SOURCES, spare: SOURCES.filing } },
      'sources.spare: no claim rests on this source',
    ],
    [
      'a source without a day',
      'vendors/a.json',
      { ...VENDOR, sources: { filing: { ...SOURCES.filing, checked: '2026-13-40' } } },
      'sources.filing.checked: there is no such day',
    ],
    [
      'a link that isn’t one',
      'vendors/a.json',
      { ...VENDOR, sources: { filing: { ...SOURCES.filing, url: 'recalled' } } },
      'sources.filing.url: an https:// address, or pkg:npm/',
    ],
    [
      'a source that anybody may have written',
      'vendors/a.json',
      {
        ...VENDOR,
        sources: { filing: { ...SOURCES.filing, url: 'https://www.doczz.net/doc/2777033/annual' } },
      },
      'sources.filing.url: doczz.net holds copies by anybody: name the page where it stands itself',
    ],
    [
      'an app’s vendor that isn’t there',
      'apps/rooms.json',
      APP,
      'vendors[0].vendor: there is no data/vendors/made-up.json',
    ],
    [
      'a regular expression for a room',
      'apps/rooms.json',
      { ...APP, vendors: [], rooms: [{ path: '/r/[a-z]+', source: 'filing' }] },
      'rooms[0].path: whole parts of a path, * for any one of them',
    ],
    [
      'a vendor that nobody says since when',
      'apps/rooms.json',
      { ...APP, vendors: [{ vendor: 'made-up', source: 'filing' }] },
      'vendors[0].since: is missing: add it',
    ],
    [
      'a source for nothing an app claims',
      'apps/rooms.json',
      { ...APP, vendors: [], sources: { ...SOURCES, spare: SOURCES.filing } },
      'sources.spare: no claim rests on this source',
    ],
    [
      'a page of text in the place of a sentence',
      'vendors/a.json',
      { ...VENDOR, sources: { filing: { ...SOURCES.filing, says: 'word '.repeat(80) } } },
      'sources.filing.says: is too long: one sentence of your own',
    ],
    [
      'a quotation that is a copy',
      'vendors/a.json',
      { ...VENDOR, sources: { filing: { ...SOURCES.filing, says: `“${'word '.repeat(30)}”` } } },
      'sources.filing.says: a quotation is too long: at most 140 characters',
    ],
    [
      'an active app with a last day',
      'apps/rooms.json',
      { ...APP, vendors: [], closedOn: '2024-12-31' },
      'closedOn: an active app has no last day',
    ],
    [
      'a closed app that is watched',
      'apps/rooms.json',
      { ...APP, vendors: [], status: 'closed' },
      'sites: a closed app is history and is not watched',
    ],
    [
      'no AS number',
      'networks/net.json',
      { ...NETWORK, asns: [] },
      'asns: a network without an AS',
    ],
  ])('%s', (_, file, content, sentence) => {
    write(file, content);
    expect(toMend()).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
  });

  test('one domain in two files', () => {
    write('vendors/one.json', VENDOR);
    write('vendors/two.json', VENDOR);
    expect(toMend()).toEqual([
      'data/vendors/two.json: domains[0].suffix: made-up.com already stands in data/vendors/one.json: keep it in one of the two',
    ]);
  });

  test('one AS number in two files', () => {
    write('networks/one.json', NETWORK);
    write('networks/two.json', NETWORK);
    expect(toMend()[0]).toContain('AS64496 already stands in data/networks/one.json');
  });
});

test('sources older than two years are due for review, the oldest first', () => {
  const read = (checked: string) => ({ url: `https://example.com/${checked}`, says: '', checked });
  const sources = [read('2024-11-22'), read('2020-02-29'), read('2024-11-23'), read('2026-01-01')];
  const due = dueForReview(sources, new Date('2026-11-23T12:00:00Z'));
  expect(due.map(({ checked }) => checked)).toEqual(['2020-02-29', '2024-11-22']);
});

test('a mark that is the beginning of another software’s would name both', () => {
  write('vendors/made-up.json', VENDOR);
  write('software/a.json', SOFTWARE);
  write('software/b.json', {
    ...SOFTWARE,
    marks: [{ ...SOFTWARE.marks[0], text: 's=MadeUpToo' }],
  });
  expect(toMend()).toEqual([expect.stringContaining('also fits another software')]);
});
