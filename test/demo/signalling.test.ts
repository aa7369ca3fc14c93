import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../cli/demo/parse-json';
import { ClientMessage, withSpare } from '../../cli/demo/signalling';

test.each([
  '{"type":"join","room":"open-mic","name":"You"}',
  '{"type":"offer","sdp":"v=0"}',
  '{"type":"mute","muted":true}',
])('%s is understood', (text) => {
  expect(parseJson(ClientMessage, text)).toEqual(JSON.parse(text));
});

test.each([
  '',
  'null',
  '[]',
  '{"type":"join","room":7,"name":"You"}',
  '{"type":"offer"}',
  '{"type":"mute","muted":"yes"}',
  '{"type":"constructor"}',
])('%s is no message', (text) => {
  expect(parseJson(ClientMessage, text)).toBeNull();
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseJson(ClientMessage, text)),
  );
});

test('the spare is a candidate of every medium, before the last one is said', () => {
  const medium = 'm=audio 9 X 111\r\na=candidate:1 1 udp 1 127.86.0.1 5 typ host\r\n';
  const sdp = `${medium}a=end-of-candidates\r\n${medium}a=end-of-candidates\r\n`;
  const spare = 'a=candidate:spare 1 udp 2130706431 127.81.0.1 7 typ host\r\n';
  expect(withSpare(sdp, { address: '127.81.0.1', port: 7 })).toBe(
    `${medium}${spare}a=end-of-candidates\r\n${medium}${spare}a=end-of-candidates\r\n`,
  );
});
