import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../cli/browsers/find-browser';
import { launchBrowser } from '../../cli/browsers/launch';
import { BROWSERS, buildOf, isMissing } from './site/browsers';

/**
 * The extension itself makes no request. Here a copy of the build tries to: the packaged policy
 * stops it, and without the policy the browser's own record shows it.
 */
const folder = mkdtempSync(join(tmpdir(), 'earshot-quiet-'));
const asked: string[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    asked.push(url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** A build whose background asks the server, with its policy or with none that forbids it. */
function talkative(kind: BrowserKind, policy: 'as shipped' | 'none'): string {
  const copy = join(folder, `${kind} ${policy}`);
  cpSync(buildOf(kind, 'full'), copy, { recursive: true });
  appendFileSync(
    join(copy, 'background.js'),
    `\nfetch('http://127.0.0.1:${port}/fetch').catch(() => {});
     new Promise(() => new WebSocket('ws://127.0.0.1:${port}/socket')).catch(() => {});\n`,
  );
  if (policy === 'none') {
    const path = join(copy, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    manifest.content_security_policy = { extension_pages: "script-src 'self'" };
    writeFileSync(path, JSON.stringify(manifest));
  }
  return copy;
}

describe.each(BROWSERS)('an extension that would talk, in %s', (kind) => {
  async function requestsWith(policy: 'as shipped' | 'none') {
    asked.length = 0;
    const session = await launchBrowser({ kind, extension: talkative(kind, policy) });
    await session.openPage(`http://127.0.0.1:${port}/page`);
    return session.close();
  }

  it.skipIf(isMissing(kind))('is stopped by the packaged policy', async () => {
    expect((await requestsWith('as shipped')).ownRequests).toEqual([]);
    expect(asked).toContain('/page');
    expect(asked).not.toContain('/fetch');
    expect(asked).not.toContain('/socket');
  });

  it.skipIf(isMissing(kind))('is caught where no policy stops it', async () => {
    const { ownRequests } = await requestsWith('none');
    const paths = ownRequests.map(({ url }) => new URL(url).pathname);
    expect(paths).toEqual(expect.arrayContaining(['/fetch', '/socket']));
    expect(asked).toContain('/fetch');
  });
});

describe.each(BROWSERS)('errors of an extension in %s', (kind) => {
  it.skipIf(isMissing(kind))('are told when its session ends', async () => {
    const extension = join(folder, `${kind} faulty`);
    cpSync(buildOf(kind, 'full'), extension, { recursive: true });
    appendFileSync(
      join(extension, 'background.js'),
      `\nconsole.error('planted word');
       setTimeout(() => { throw new Error('planted error'); });
       Promise.reject(new Error('planted rejection'));\n`,
    );
    const session = await launchBrowser({ kind, extension });
    const { errors } = await session.close();
    for (const what of ['word', 'error', 'rejection']) {
      expect(errors.join()).toContain(`planted ${what}`);
    }
  });
});
