import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCountryCode } from '../../lib/country';
import { parseHostname } from '../../lib/hostname';
import { defaultPolicy, PRESETS } from '../../lib/presets';
import { CATALOGUE, networkOperatorOf, vendorById } from '../../lib/vendors/catalog';
import type { Source, VendorId } from '../../lib/vendors/vendor';
import { checkEntries } from '../../scripts/catalogue/check';
import { compile } from '../../scripts/catalogue/compile';
import { tell } from '../../scripts/catalogue/problem';
import { readEntries } from '../../scripts/catalogue/read';
import { render } from '../../scripts/catalogue/render';
import { jsonSchemas } from '../../scripts/catalogue/schema';

const ROOT = process.cwd();
const { entries, problems } = readEntries(ROOT);

describe('data/', () => {
  test('has nothing to mend', () => {
    expect([...problems, ...checkEntries(entries)].map(tell)).toEqual([]);
  });

  test('is what the shipped catalogue was built from: run `npm run data` after a change', () => {
    const shipped = readFileSync(`${ROOT}/lib/vendors/catalogue.generated.json`, 'utf8');
    expect(shipped === render(compile(entries))).toBe(true);
  });

  test('has schemas that say what is checked: run `npm run data` after a change', () => {
    for (const [file, schema] of jsonSchemas()) {
      const shipped = JSON.parse(readFileSync(`${ROOT}/data/${file}`, 'utf8'));
      expect(shipped).toEqual(JSON.parse(schema));
    }
  });
});

describe('the shipped catalogue', () => {
  const { vendors, apps, networks, presets } = CATALOGUE;
  const jurisdictions = [...vendors, ...networks, ...apps.map(({ operator }) => operator)].flatMap(
    (company) => company.jurisdictions,
  );

  test('gives every claim a source that a person read on a day', () => {
    const sources: readonly (Source | undefined)[] = [
      ...jurisdictions.map(({ source }) => source),
      ...vendors.flatMap(({ domains, statements }) => [
        ...domains.flatMap((domain) => domain.sources),
        ...statements.map(({ source }) => source),
      ]),
      ...apps.flatMap((app) => [...app.sources, ...app.vendors.map(({ source }) => source)]),
      ...networks.flatMap((network) => network.sources),
      ...presets.map(({ source }) => source),
    ];
    expect(sources.length).toBeGreaterThan(300);
    for (const source of sources) {
      expect(source?.says).toMatch(/\S/);
      expect(source?.url).toMatch(/^(?:https:\/\/|pkg:npm\/)/);
      expect(source?.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    expect(vendors.flatMap(({ domains }) => domains).every((d) => d.sources.length > 0)).toBe(true);
    expect(apps.every((app) => app.sources.length > 0)).toBe(true);
  });

  test('names countries as the rest of Earshot does', () => {
    const codes = [
      ...jurisdictions.map(({ country }) => country),
      ...presets.flatMap(({ countries }) => countries),
    ];
    for (const code of codes) expect(parseCountryCode(code)).toBe(code);
  });

  test('names hosts as the browser does', () => {
    const hosts = [
      ...vendors.flatMap(({ domains }) => domains.map(({ suffix }) => suffix)),
      ...apps.flatMap(({ sites }) => sites),
    ];
    for (const host of hosts) expect(parseHostname(host)).toBe(host);
  });

  test('says what the Stanford report could not assume: Agora has three homes', () => {
    const agora = vendorById('agora' as VendorId);
    expect(agora?.jurisdictions.map(({ country, basis }) => `${country} ${basis}`)).toEqual(
      expect.arrayContaining([
        'KY incorporated',
        'CN principal-offices',
        'US listed',
        'US operates',
      ]),
    );
  });

  test.each([
    [37963, 'alibaba'],
    [45102, 'alibaba'],
    [45090, 'tencent'],
    [63199, 'capital-online'],
    [4134, 'china-telecom'],
    [140899, 'agora'],
    [13335, 'cloudflare'],
  ])('knows whose AS%i is', (asn, operator) => {
    expect(networkOperatorOf(asn)?.id).toBe(operator);
  });

  test('knows nothing of an AS number that is nobody’s', () => {
    expect(networkOperatorOf(64512)).toBeNull();
    expect(vendorById('constructor' as VendorId)).toBeNull();
  });

  test('watches by default what a regulation names, Hong Kong and Macau as codes of their own', () => {
    expect([...defaultPolicy().watched].sort()).toEqual(['CN', 'CU', 'HK', 'IR', 'KP', 'MO', 'RU']);
    expect(PRESETS.every(({ countries }) => new Set(countries).size === countries.length)).toBe(
      true,
    );
  });
});
