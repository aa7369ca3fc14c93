import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chromiumResolverRules,
  firefoxForcedPorts,
  parseHostRules,
} from '../../../cli/browsers/host-rules';

describe('host rules', () => {
  it.each([
    ['a name', { 'room.example': '127.0.0.1' }, 'MAP room.example 127.0.0.1'],
    ['a port', { 'a.example:443': '127.0.0.1:8443' }, 'MAP a.example:443 127.0.0.1:8443'],
    ['IPv6', { 'a.example': '[::1]:8443' }, 'MAP a.example [::1]:8443'],
    ['nowhere', { '*.agora.io': '~NOTFOUND' }, 'MAP *.agora.io ~NOTFOUND'],
    [
      'everything but loopback',
      { 'a.example': '127.0.0.2', '*': '~NOTFOUND' },
      'MAP a.example 127.0.0.2,MAP * ~NOTFOUND,' +
        'EXCLUDE localhost,EXCLUDE 127.0.0.1,EXCLUDE [::1]',
    ],
  ])('say %s in Chromium’s words', (_, rules, expected) => {
    expect(chromiumResolverRules(parseHostRules(rules))).toBe(expected);
  });

  it.each([
    ['moves a port', { '*.agora.io:443': '127.0.0.1:8443', '*': '~NOTFOUND' }, '443=8443'],
    ['leaves a port', { 'a.example:443': '127.0.0.1:443', 'b.example': '127.0.0.2' }, ''],
    ['names one move once', { 'a.e:80': '127.0.0.1:8080', 'b.e:80': '127.0.0.2:8080' }, '80=8080'],
  ])('%s in Firefox', (_, rules, expected) => {
    expect(firefoxForcedPorts(parseHostRules(rules))).toBe(expected);
  });

  it.each([
    ['one port to two places', { 'a.e:80': '127.0.0.1:81', 'b.e:80': '127.0.0.1:82' }],
    ['every port of a host', { 'a.e': '127.0.0.1:81' }],
  ])('that Firefox cannot follow are refused: %s', (_, rules) => {
    expect(() => firefoxForcedPorts(parseHostRules(rules))).toThrow("Firefox can't");
  });

  it.each([
    ['a name as target', { 'a.example': 'b.example' }],
    ['a comma, which would begin another rule', { 'a.example,MAP': '127.0.0.1' }],
    ['a comma in the target', { 'a.example': '127.0.0.1,MAP * 10.0.0.1' }],
    ['nothing', { '': '127.0.0.1' }],
  ])('are refused: %s', (_, rules) => {
    expect(() => parseHostRules(rules)).toThrow('Not a host rule');
  });

  it('never let one rule become two', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab1.*:,~[] \n'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (pattern, target) => {
        for (const rule of [{ [pattern]: '127.0.0.1' }, { 'a.example': target }]) {
          let said = 'MAP a.example 127.0.0.1';
          try {
            said = chromiumResolverRules(parseHostRules(rule));
          } catch {
            // Refused: nothing is said at all.
          }
          expect(said.replace(/,EXCLUDE [^,]+/g, '')).toMatch(/^MAP \S+ \S+$/);
          expect(said.replace(/,EXCLUDE [^,]+/g, '')).not.toContain(',');
        }
      }),
    );
  });
});
