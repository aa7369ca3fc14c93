import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hostname, parseHostname } from '../../lib/hostname';
import { CATALOGUE } from '../../lib/vendors/catalog';
import { createVendorMatcher } from '../../lib/vendors/match';
import { runs } from '../fuzz-runs';

const vendorOf = createVendorMatcher(CATALOGUE.vendors);

function host(name: string): Hostname {
  const parsed = parseHostname(name);
  if (parsed === null) throw new Error(`not a host name: ${name}`);
  return parsed;
}

describe('the vendor of a host', () => {
  test.each([
    ['agora.io', 'agora', 'agora.io'],
    ['ap-web-1.agora.io', 'agora', 'agora.io'],
    ['1-2-3-4.edge.sd-rtn.com', 'agora', 'sd-rtn.com'],
    ['rs.chat.agora.io', 'easemob', 'chat.agora.io'],
    ['chat.agora.io', 'easemob', 'chat.agora.io'],
    ['weblogger-wss.coolfcloud.com', 'zego', 'coolfcloud.com'],
    ['cloudcontrol-b.sg-light-edge.com', 'rongcloud', 'sg-light-edge.com'],
    ['statistic.live.126.net', 'netease', 'live.126.net'],
    ['aegis.qq.com', 'tencent-aegis', 'aegis.qq.com'],
    ['schedule.rtc.qq.com', 'tencent-rtc', 'rtc.qq.com'],
    ['dmplog.qq.com', 'tencent', 'qq.com'],
    ['schedule.rtc-web.com', 'tencent-rtc', 'rtc-web.com'],
    ['prod-fastly-us-east-1.video.pscp.tv', 'x', 'pscp.tv'],
    ['clubhouse.pubnub.com', 'pubnub', 'pubnub.com'],
  ])('%s is %s by %s', (name, vendor, matched) => {
    expect(vendorOf(host(name))).toEqual({ vendor, by: 'host', matched });
  });

  test.each([
    'notagora.io',
    'agora.io.evil.com',
    'io',
    'com',
    'localhost',
    'constructor',
    '__proto__',
    'x.__proto__',
    'tostring',
    'example.org',
  ])('%s is nobody we know', (name) => {
    expect(vendorOf(host(name))).toBeNull();
  });

  test('is that of the longest suffix, whatever stands before it', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    const suffixes = CATALOGUE.vendors.flatMap((vendor) =>
      vendor.domains.map(({ suffix }) => suffix),
    );
    fc.assert(
      fc.property(fc.constantFrom(...suffixes), label, (suffix, front) => {
        const found = vendorOf(host(`${front}.${suffix}`))?.matched ?? '';
        expect(found === suffix || found === `${front}.${suffix}`).toBe(true);
        expect(vendorOf(host(`${front}${suffix}`))?.matched).not.toBe(suffix);
      }),
      { numRuns: runs(300) },
    );
  });
});
