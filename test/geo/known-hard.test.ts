import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../lib/address';
import { createLocator } from '../../lib/geo/locator';
import { shippedDatabase } from './fixtures';

const locator = createLocator({ shipped: shippedDatabase(), user: [] });

function locationOf(text: string) {
  const address = parseAddress(text);
  if (address === null) throw new Error(`no address: ${text}`);
  return locator.factsOf(address).location;
}

describe('addresses that location data is known to get wrong', () => {
  test.each([
    // A widely used free data set calls all of AWS Hong Kong mainland China.
    ['18.162.0.1', 'HK'],
    ['16.163.0.1', 'HK'],
    ['43.198.0.1', 'HK'],
    ['2406:da1e:a::1', 'HK'],
    // The same one calls most of Alibaba's mainland network Singapore.
    ['8.130.0.1', 'CN'],
    ['8.140.0.1', 'CN'],
    ['47.92.0.1', 'CN'],
    // Alibaba's and Tencent's overseas networks, which are registered in China.
    ['8.208.0.1', 'GB'],
    ['43.128.0.1', 'HK'],
    ['52.80.0.1', 'CN'],
    ['114.114.114.114', 'CN'],
    ['2408:8000::1', 'CN'],
    // New regions of Amazon's, which one of the databases hasn't noticed.
    ['43.218.0.1', 'ID'],
    ['43.208.0.1', 'TH'],
  ])('%s is in %s', (address, country) => {
    expect(locationOf(address)).toMatchObject({ known: true, country });
  });

  test.each([
    ['1.1.1.1', 'Cloudflare 1.1.1.1'],
    ['8.8.8.8', 'Google Public DNS'],
    ['104.16.0.1', 'Cloudflare'],
    ['162.159.0.1', 'Cloudflare'],
    ['2606:4700::1', 'Cloudflare'],
    ['151.101.1.1', 'Fastly'],
    ['9.9.9.9', 'Quad9'],
    ['13.224.0.1', 'Amazon edge locations'],
    ['75.2.60.5', 'Amazon edge locations'],
    ['34.149.0.1', 'Google Cloud global addresses'],
    // One list of addresses for meetings all over the world.
    ['74.125.250.129', 'Google Meet media'],
    // A Chinese public resolver which both databases place in Singapore.
    ['119.29.29.29', 'DNSPod Public DNS'],
  ])('%s is in no country: the nearest of %s answers', (address, service) => {
    expect(locationOf(address)).toMatchObject({
      known: false,
      because: 'anycast',
      detail: service,
    });
  });

  test.each([
    // Both databases say GB; Amsterdam, say those who use it.
    ['149.154.167.51', ['NL', 'GB', 'GB']],
    // Both databases say NL; Singapore, say those who use it.
    ['91.108.56.100', ['SG', 'NL', 'NL']],
  ])('%s is never stated as certain, and all are shown', (address, countries) => {
    const location = locationOf(address);
    expect(location).toMatchObject({ known: false, because: 'disagree' });
    expect(location.answers.map(({ country }) => country)).toEqual(countries);
  });

  test('where the operator and both databases say the same, that is agreement', () => {
    expect(locationOf('18.162.0.1')).toMatchObject({ country: 'HK', certainty: 'agree' });
    expect(locationOf('52.80.0.1')).toMatchObject({ country: 'CN', certainty: 'agree' });
    expect(locationOf('43.218.0.1')).toMatchObject({ country: 'ID', certainty: 'published' });
  });

  test('Google Cloud’s regions are not taken for its global addresses', () => {
    expect(locationOf('34.104.128.1')).toMatchObject({ country: 'JP', certainty: 'agree' });
    expect(locationOf('34.150.0.1')).toMatchObject({ country: 'HK', certainty: 'agree' });
  });
});
