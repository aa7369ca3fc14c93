import { once } from 'node:events';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type DemoRoom, startDemoRoom } from '../../cli/demo/room-server';

let room: DemoRoom;
beforeAll(async () => {
  room = await startDemoRoom();
});
afterAll(() => room.stop());

/** Where the browser is told to look for a name on a port. */
function target(name: string, on: DemoRoom = room) {
  const [host = '', port = ''] = on.hostRules[name]?.split(':') ?? [];
  return { host, port: Number(port) };
}

function page(path: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${new URL(room.url).port}${path}`);
}

async function post(name: string, path: string, body: string): Promise<string> {
  const { host, port } = target(name);
  const asked = request({
    host,
    port,
    path,
    method: 'POST',
    headers: { Host: name.replace('*', 'any').replace(/:443$/, '') },
    rejectUnauthorized: false,
  });
  asked.end(body);
  const [response] = await once(asked, 'response');
  let text = '';
  for await (const part of response) text += part;
  return text;
}

async function openSocket(name: string, on: DemoRoom = room): Promise<WebSocket> {
  const { host, port } = target(name, on);
  const socket = new WebSocket(`wss://${host}:${port}/`, {
    headers: { Host: name.replace(/:443$/, '') },
    rejectUnauthorized: false,
  });
  await once(socket, 'open');
  return socket;
}

async function ask(socket: WebSocket, message: string): Promise<unknown> {
  const answer = once(socket, 'message');
  socket.send(message);
  return JSON.parse(String((await answer)[0]));
}

describe('the page', () => {
  it('says on the screen where the countries come from', async () => {
    const text = await (await page('/')).text();
    expect(text).toContain('invented');
    expect(text).toContain('small lab database');
    expect(text).toContain('use my own database');
  });

  it.each(['/room.js', '/room.css', '/room.json'])('has %s', async (path) => {
    expect((await page(path)).status).toBe(200);
  });

  it.each(['/nothing', '/../package.json', '/%2e%2e/package.json'])('has no %s', async (path) => {
    expect((await page(path)).status).toBe(404);
  });
});

describe('an access point of Agora', () => {
  const question = JSON.stringify({
    opid: 7,
    request_bodies: [{ uri: 22, buffer: { cname: 'c', service_ids: [11], uid: 1 } }],
  });
  const form = `--x\r\nContent-Disposition: form-data; name="request"\r\n\r\n${question}\r\n--x--`;

  it.each(['*.agora.io:443', '*.sd-rtn.com:443'])('(%s) hands out our edge', async (name) => {
    const answer = JSON.parse(await post(name, '/api/v2/transpond/webrtc?v=2', form));
    expect(answer.detail[502]).toBe(room.lab.agoraEdge.address);
  });

  it('is content with anything else', async () => {
    expect(await post('*.agora.io:443', '/events/messages', '\u0000{')).toBe('{}');
  });
});

describe('bad messages', () => {
  it('leave signalling as it was', async () => {
    const socket = await openSocket('signalling.example:443');
    for (const noise of ['', '{', '{"type":"offer","sdp":7}']) socket.send(noise);
    expect(await ask(socket, '{"type":"offer","sdp":"m=audio"}')).toMatchObject({ type: 'error' });
    const join = '{"type":"join","room":"open-mic","name":"You"}';
    expect(await ask(socket, join)).toMatchObject({ type: 'people' });
    socket.close();
  });

  it("leave Agora's edge as it was", async () => {
    const edge = Object.keys(room.hostRules).find((name) => name.includes('.edge.agora.io:'));
    const socket = await openSocket(edge ?? '');
    socket.send('{');
    socket.send(Buffer.from([0xff, 0x00]));
    const broken = '{"_id":"1","_type":"join_v3","_message":{"ortc":{}}}';
    expect(await ask(socket, broken)).toEqual({ _id: '1', _result: 'failed', _message: {} });
    const ping = '{"_id":"2","_type":"ping"}';
    expect(await ask(socket, ping)).toEqual({ _id: '2', _result: 'success', _message: {} });
    socket.close();
  });
});

it('a second room opens beside the first, and ends with somebody in it', async () => {
  const second = await startDemoRoom();
  expect(second.url).not.toBe(room.url);
  const socket = await openSocket('signalling.example:443', second);
  const left = once(socket, 'close');
  await second.stop();
  await left;
  await expect(fetch(second.url)).rejects.toThrow();
});

it('everything that reached a machine is in the log', () => {
  expect(room.log).toContainEqual(
    expect.objectContaining({ machine: 'signalling', what: 'WebSocket /', origin: null }),
  );
  expect(room.log.at(-1)?.at).toBeLessThanOrEqual(Date.now());
});
