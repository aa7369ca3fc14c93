import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProbeEvent } from '../../lib/rtc/probe-event';
import { createRateLimit } from '../../lib/rtc/rate-limit';
import { createTokenBucket } from '../../lib/rtc/token-bucket';

test('a burst passes, then a steady rate', () => {
  const mayPass = createTokenBucket(3, 2);
  const passed = (now: number, times: number) =>
    Array.from({ length: times }, () => mayPass(now)).filter(Boolean).length;
  expect(passed(0, 10)).toBe(3);
  expect(passed(500, 10)).toBe(1);
  expect(passed(1500, 10)).toBe(2);
  expect(passed(60_000, 10)).toBe(3);
});

test('a clock set back gives nothing', () => {
  const mayPass = createTokenBucket(1, 1);
  expect([mayPass(10_000), mayPass(0), mayPass(500), mayPass(1000)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test('never more than the burst and the rate allow', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 300 }), (steps) => {
      const mayPass = createTokenBucket(5, 10);
      let now = 0;
      let passed = 0;
      for (const step of steps) {
        now += step;
        if (mayPass(now)) passed += 1;
      }
      return passed <= 5 + (now / 1000) * 10;
    }),
  );
});

test('checks and host names without end leave room for the path in use', () => {
  const mayPass = createRateLimit();
  const pair = (state: 'in-use' | 'checked') => ({ kind: 'candidate-pair', state }) as ProbeEvent;
  const hosts: ProbeEvent = { kind: 'resource-hosts', hosts: [] };
  const flood = Array.from({ length: 500 }, () => [mayPass(pair('checked'), 0), mayPass(hosts, 0)]);
  expect(flood.flat().filter(Boolean)).toHaveLength(200);
  expect(mayPass(pair('in-use'), 0)).toBe(true);
});
