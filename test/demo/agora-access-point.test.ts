import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  answerAccessPointRequest,
  edgeHostname,
  parseAccessPointRequest,
  requestField,
} from '../../cli/demo/agora-access-point';
import { runs } from '../fuzz-runs';

/** As sent by agora-rtc-sdk-ng 4.24.8 in Chromium 156. */
const QUESTION =
  '{"appid":"0123456789abcdef0123456789abcdef","client_ts":1795446610975,"opid":613919030742,' +
  '"sid":"0CF645AF464541D193D5801ED006522F","request_bodies":[{"uri":22,"buffer":{"cname":' +
  '"open-mic","detail":{"11":"CN,GLOBAL","17":"1","22":"CN,GLOBAL"},"key":' +
  '"0123456789abcdef0123456789abcdef","service_ids":[11,26],"uid":4242}}]}';

const FORM = [
  '------WebKitFormBoundaryfPHmUxEtgCkO5GA5',
  'Content-Disposition: form-data; name="request"',
  '',
  QUESTION,
  '------WebKitFormBoundaryfPHmUxEtgCkO5GA5--',
  '',
].join('\r\n');

const EDGE = { address: '127.86.0.2', port: 4713 };

test('the question is found in the form and understood', () => {
  expect(requestField(FORM)).toBe(QUESTION);
  expect(parseAccessPointRequest(QUESTION)).toEqual({
    opid: 613919030742,
    channel: 'open-mic',
    uid: 4242,
    services: [11, 26],
  });
});

test.each([
  ['', 'nothing'],
  ['{}', 'an empty object'],
  ['null', 'null'],
  [QUESTION.slice(0, -1), 'a question cut short'],
  [QUESTION.replace('"uri":22', '"uri":23'), 'another question'],
  [QUESTION.replace('"open-mic"', '7'), 'a channel that is no text'],
  [QUESTION.replace('[11,26]', '11'), 'services that are no list'],
])('%s is no question (%s)', (json) => {
  expect(parseAccessPointRequest(json)).toBeNull();
});

test('a form without the field holds no question', () => {
  expect(requestField(FORM.replace('name="request"', 'name="other"'))).toBeNull();
});

test('every service asked for is answered under its own flag with the edge', () => {
  const request = parseAccessPointRequest(QUESTION);
  const answer = request && answerAccessPointRequest(request, EDGE, 1);
  expect(answer).toMatchObject({
    code: 0,
    opid: 613919030742,
    detail: { 502: '127.86.0.2' },
    response_body: [
      {
        uri: 23,
        buffer: {
          code: 0,
          flag: 4096,
          uid: 4242,
          cname: 'open-mic',
          edges_services: [{ domain_prefix: '127-86-0-2', port: 4713 }],
        },
      },
      {
        uri: 23,
        buffer: { flag: 4_194_310, edges_services: [{ ip: '127.86.0.2', port: 4713 }] },
      },
    ],
  });
});

test('services nobody knows are left out, and a client without a number gets one', () => {
  const request = { opid: 5, channel: 'c', uid: 0, services: [11, 12] };
  const { response_body: body } = answerAccessPointRequest(request, EDGE, 1) as {
    response_body: { buffer: { uid: number } }[];
  };
  expect(body).toHaveLength(1);
  expect(body[0]?.buffer.uid).toBeGreaterThan(0);
});

test('an edge is named by its address', () => {
  expect(edgeHostname('127.86.0.2', 'edge.agora.io')).toBe('127-86-0-2.edge.agora.io');
});

test('no body and no JSON makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      requestField(text);
      parseAccessPointRequest(text);
    }),
    { numRuns: runs(500) },
  );
  fc.assert(
    fc.property(fc.json(), fc.jsonValue(), (json, value) => {
      parseAccessPointRequest(json);
      parseAccessPointRequest(
        JSON.stringify({ opid: 1, request_bodies: [{ uri: 22, buffer: value }] }),
      );
    }),
    { numRuns: runs(500) },
  );
});
