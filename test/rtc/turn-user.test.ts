import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyServers, shapeOf } from '../../lib/rtc/copy-servers';
import { isTurnUser, LONGEST_USER_NAME, namesUser } from '../../lib/rtc/turn-user';

/** User names as services and pages write them, their values made up. */
test.each([
  ['Agora’s media proxy: the user’s number', '3421985567', '0000000000', true],
  ['the same, beginning like a time but shorter', '155501234', '150000000', true],
  ['an e-mail address', 'ann.b+room@mail.example.org', 'aaa.a+aaaa@aaaa.aaaaaaa.aaa', true],
  [
    'Synapse: time and Matrix user',
    '1790000000:@ann:example.org',
    '1500000000:@aaa:aaaaaaa.aaa',
    true,
  ],
  ['time and number', '1790000000:48151623', '1500000000:00000000', true],
  [
    'time and UUID',
    '1790000000:0f8fad5b-d9cb-469f-a165-70867728950e',
    '1500000000:0a0aaa0a-a0aa-000a-a150-00000000000a',
    true,
  ],
  ['Prosody: the time alone', '1790000000', '1500000000', false],
  ['the time in milliseconds', '1790000000123', '1500000000000', false],
  ['time and time', '1790000000:1790000000', '1500000000:1500000000', false],
  [
    'Nextcloud Talk: time and random letters',
    '1790000000:kJ82hsLq0x',
    '1500000000:aa00aaaa0a',
    false,
  ],
  ['BigBlueButton: time and a made-up id', '1790000000:w_abcdefgh', '1500000000:a_aaaaaaaa', false],
  [
    'a UUID, which may be a pass for one call',
    '0f8fad5b-d9cb-469f-a165-70867728950e',
    '0a0aaa0a-a0aa-000a-a150-00000000000a',
    false,
  ],
  ['hexadecimal', 'dc2d2894d5a9023620c467b0e71cfa6a', 'aa0a0000a0a0000000a000a0a00aaa0a', false],
  ['a shared account', 'webrtc', 'aaaaaa', false],
  ['a shared account with a server but no domain', 'user@local', 'aaaa@aaaaa', false],
  ['a test', '1234', '0000', false],
  ['name and time, the wrong way round', 'ann:1790000000', 'aaa:1500000000', false],
  ['other letters', 'Ånn 😀', '?aa???', false],
  ['none', '', '', false],
  ['a very long one', '1'.repeat(LONGEST_USER_NAME + 1), '', false],
])('%s', (_, name, shape, names) => {
  expect(shapeOf(name)).toBe(shape);
  expect(namesUser(shape)).toBe(names);
});

test('a shape says nothing but lengths, kinds and punctuation', () => {
  const anything = fc.string({ maxLength: LONGEST_USER_NAME, unit: 'grapheme' });
  fc.assert(
    fc.property(anything, (name) => {
      const shape = shapeOf(name);
      expect(shape).toMatch(/^[a0?15+.:@_-]*$/);
      if (shape !== '') expect(isTurnUser({ url: 'turn:a', shape })).toBe(true);
      // Whoever has the same kinds of letters in the same places has the same shape.
      const other = name.replace(/[a-z]/gi, 'q').replace(/[02-9]/g, '7');
      if (!name.includes('1')) expect(shapeOf(other)).toBe(shape);
    }),
  );
});

describe('the servers that come with a user name', () => {
  const server = (urls: string | string[], username?: string) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    credential: 'k',
  });
  test.each([
    ['one', server('turn:a', '12345'), ['turn:a 00000']],
    [
      'each of several',
      server(['turn:a', 'turn:b?transport=tcp'], 'x'),
      ['turn:a a', 'turn:b?transport=tcp a'],
    ],
    ['not without a name', server(['turn:a']), []],
  ])('%s', (_, one, expected) => {
    const { iceServers, turnUsers } = copyServers({ iceServers: [one] });
    expect(iceServers).toEqual([one.urls].flat());
    expect(turnUsers.map(({ url, shape }) => `${url} ${shape}`)).toEqual(expected);
  });

  test('nothing inherited is read', () => {
    const inherited = Object.create({ urls: 'turn:a', username: '12345' }) as RTCIceServer;
    expect(copyServers({ iceServers: [inherited] })).toEqual({ iceServers: [], turnUsers: [] });
    expect(copyServers({})).toEqual({ iceServers: [], turnUsers: [] });
  });
});
