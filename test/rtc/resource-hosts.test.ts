import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_HOSTS } from '../../lib/resource-host';
import { parseProbeEvent } from '../../lib/rtc/probe-event';
import { createHostCollector, resourceHost } from '../../lib/rtc/resource-hosts';

test.each([
  [
    'https://cdn.example/room/secret?token=1#x',
    { scheme: 'https', host: 'cdn.example', port: 443 },
  ],
  ['https://user:pass@CDN.example:8443/', { scheme: 'https', host: 'cdn.example', port: 8443 }],
  ['http://[2001:DB8::1]/a', { scheme: 'http', host: '[2001:db8::1]', port: 80 }],
  ['https://аррӏе.com/', { scheme: 'https', host: 'xn--80ak6aa92e.com', port: 443 }],
  ['http://__proto__/', { scheme: 'http', host: '__proto__', port: 80 }],
  ['data:text/plain,hello', null],
  ['blob:https://a.example/1', null],
  ['about:blank', null],
  ['first-paint', null],
  ['', null],
])('%s', (url, host) => {
  expect(resourceHost(url)).toEqual(host);
});

test('each host once, in messages of a bounded size, and not without end', () => {
  const fresh = createHostCollector();
  const urls = (count: number) => Array.from({ length: count }, (_, i) => `https://h${i}.example/`);
  expect(fresh(['https://h0.example/a', 'https://h0.example/b', 'data:,'])).toEqual([
    [{ scheme: 'https', host: 'h0.example', port: 443 }],
  ]);
  expect(fresh(urls(1))).toEqual([]);
  const lists = fresh(urls(10_000));
  expect(lists.every((list) => list.length <= MOST_HOSTS)).toBe(true);
  expect(lists.flat()).toHaveLength(511);
  expect(fresh(['https://one-more.example/'])).toEqual([]);
});

test('whatever URL is collected makes a message the door accepts', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.webUrl(), fc.string())), (urls) => {
      for (const hosts of createHostCollector()(urls)) {
        const event = { kind: 'resource-hosts', hosts };
        expect(parseProbeEvent(event)).toEqual(event);
      }
    }),
  );
});
