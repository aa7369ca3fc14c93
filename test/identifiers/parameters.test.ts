import { expect, test } from 'vitest';
import { parametersOf } from '../../lib/identifiers/parameters';

test.each([
  ['https://a.example/?userId=7&roomId=lobby', ['userId', 'roomId']],
  ['https://a.example/?userId=&roomId=0&peerId=null&uuid=undefined', []],
  ['https://a.example/?a=1&a=2', ['a']],
  ['https://a.example/?flag', []],
  [`https://a.example/?${'x'.repeat(65)}=1`, []],
  ['wss://a.example/', []],
])('%s', (url, names) => {
  expect(parametersOf(new URL(url).search.slice(1))).toEqual(names);
});

test('a request with a thousand of them is read as far as is of use', () => {
  const query = Array.from({ length: 1000 }, (_, i) => `p${i}=1`).join('&');
  expect(parametersOf(query)).toHaveLength(64);
});
