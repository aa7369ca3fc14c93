import { describe, expect, test } from 'vitest';
import type { Hostname } from '../../lib/hostname';
import { vendorById } from '../../lib/vendors/catalog';
import { regionInHostname } from '../../lib/vendors/region-in-hostname';
import type { VendorId } from '../../lib/vendors/vendor';

function regionOf(id: string, host: string) {
  const vendor = vendorById(id as VendorId);
  if (vendor === null) throw new Error(`no vendor ${id}`);
  return regionInHostname(vendor, host as Hostname);
}

describe('the region a vendor writes into a host name', () => {
  test.each([
    ['agora', 'ap-web-1-hkmc.agora.io', 'hkmc', ['HK', 'MO']],
    ['agora', 'hkmc.webrtc-cloud-proxy.sd-rtn.com', 'hkmc', ['HK', 'MO']],
    ['agora', 'logservice-china.agora.io', 'china', ['CN']],
    ['agora', 'east-cn.webrtc-cloud-proxy.sd-rtn.com', 'east-cn', ['CN']],
    ['rongcloud', 'nav-b.sg-b-light-edge.com', 'sg-b-light-edge', ['SG']],
    ['rongcloud', 'cloudcontrol-b.rong-edge.com', 'rong-edge', ['CN']],
    ['tencent-rtc', 'wssger.im.qcloud.com', 'wssger', ['DE']],
    ['twilio', 'chunderw-vpc-gll-ie1.twilio.com', 'ie1', ['IE']],
  ])('%s, %s: %s', (vendor, host, word, countries) => {
    expect(regionOf(vendor, host)).toMatchObject({ word, countries });
    expect(regionOf(vendor, host)?.source.says).not.toBe('');
  });

  test.each([
    ['agora', 'ap-web-1.agora.io'],
    ['agora', 'hkmcx.agora.io'],
    ['agora', 'xchina.agora.io'],
    ['twilio', 'au10.twilio.com'],
    ['daily', 'hkmc.daily.co'],
  ])('%s, %s: none', (vendor, host) => {
    expect(regionOf(vendor, host)).toBeNull();
  });
});
