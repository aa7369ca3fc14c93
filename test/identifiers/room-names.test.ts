import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikeIdentifier, namesRoom, roomNamesIn } from '../../lib/identifiers/room-names';

describe('in the address of a page', () => {
  test.each([
    ['https://x.com/i/spaces/1vOxwMqRzXyGB', ['1vOxwMqRzXyGB']],
    ['https://x.com/i/spaces/1vOxwMqRzXyGB/peek', ['1vOxwMqRzXyGB']],
    ['https://www.clubhouse.com/room/xqRjZlAm', ['xqRjZlAm']],
    [
      'https://discord.com/channels/197038439483310086/1029384756473829103',
      ['197038439483310086', '1029384756473829103'],
    ],
    [
      'https://rooms.example/0b6f1c3e-5a44-4a7e-9d5a-3f6a9f4e2b10?utm_campaign=aB3dE5gH7',
      ['0b6f1c3e-5a44-4a7e-9d5a-3f6a9f4e2b10'],
    ],
    ['https://rooms.example/join?roomId=a1B2c3D4e5&t=1795447397561', ['a1B2c3D4e5']],
    ['https://rooms.example/#/room/k3Jd92lsQ0', ['k3Jd92lsQ0']],
    // Words, dates, times, versions, tokens: no rooms.
    ['https://rooms.example/live-audio-rooms/top-100-rooms', []],
    ['https://rooms.example/TermsOfService/2026-11-23/v1.22.333', []],
    ['https://rooms.example/20261123/1795447397/1795447397561', []],
    ['https://rooms.example/join?token=a1B2c3D4e5&code=Zx81Yw72', []],
    ['https://meet.example/friday-talk', []],
    ['https://rooms.example/', []],
  ])('%s', (url, names) => {
    expect([...roomNamesIn(new URL(url))]).toEqual(names);
  });
});

const names = new Set(['1vOxwMqRzXyGB', '197038439483310086']);
describe('in the address of a request', () => {
  test.each([
    ['as a part of the path', 'https://cdn.example/audio-space/1vOxwMqRzXyGB/live.m3u8', true],
    ['as a value', 'https://count.example/hit?room=1vOxwMqRzXyGB', true],
    [
      'inside another address',
      'https://count.example/?dl=https%3A%2F%2Fx.com%2F1vOxwMqRzXyGB',
      true,
    ],
    ['encoded twice', 'https://count.example/?u=%252Fspaces%252F1vOxwMqRzXyGB%253Fa', true],
    ['with an underscore before it', 'https://count.example/?c=room_197038439483310086', true],
    ['inside a longer number', 'https://count.example/?c=1970384394833100861', false],
    ['in other letters', 'https://count.example/?room=1VOXWMQRZXYGB', false],
    ['not', 'https://count.example/?room=lobby', false],
    ['badly encoded', 'https://count.example/?a=%E0%A4%A&room=1vOxwMqRzXyGB', true],
  ])('%s', (_, url, expected) => {
    expect(namesRoom(url, names)).toBe(expected);
  });

  test('never of a page without one', () => {
    expect(namesRoom('https://count.example/?room=1vOxwMqRzXyGB', new Set())).toBe(false);
  });
});

describe('looks like an identifier', () => {
  test.each([
    ['a1b2c3d4', true],
    ['xqRjZlAm', true],
    ['deadbeef', false],
    ['MyRoomName', false],
    ['html5-audio-rooms', false],
    ['short1A', false],
    ['123456789', false],
    ['4294967295', true],
  ])('%s: %s', (text, expected) => {
    expect(looksLikeIdentifier(text)).toBe(expected);
  });

  test('no word of lower-case letters does, with one number or without', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z-]{1,40}\d{0,4}$/), (word) => {
        expect(looksLikeIdentifier(word)).toBe(false);
      }),
    );
  });
});

test('whatever the addresses are, they are read without a throw', () => {
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string(),
      (page, url) => {
        const found = roomNamesIn(new URL(page));
        expect(found.size).toBeLessThanOrEqual(8);
        namesRoom(url, found);
        for (const name of found)
          expect(namesRoom(`https://a.example/?x=${name}`, found)).toBe(true);
      },
    ),
  );
});
