import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

/** What is packed, as `npm run build` left it. */
const BUILDS = ['.output/chrome-mv3', '.output/firefox-mv3'] as const;

/** Whatever can send, load or make code, whether it is called or made with `new`. */
const NETWORK = new Set([
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebTransport',
  'EventSource',
  'sendBeacon',
  'importScripts',
  'eval',
  'Function',
  'RTCPeerConnection',
  'Worker',
  'SharedWorker',
]);

/** Beside each browser's own. */
const MANIFEST_KEYS = [
  'action',
  'background',
  'content_scripts',
  'content_security_policy',
  'default_locale',
  'description',
  'host_permissions',
  'icons',
  'incognito',
  'manifest_version',
  'name',
  'optional_host_permissions',
  'optional_permissions',
  'options_ui',
  'permissions',
  'version',
];

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; " +
  "frame-ancestors 'none'";

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesIn(child);
    }
  }
}

/** `fetch` of `fetch(…)`, `window.fetch(…)` and `window['fetch'](…)`. */
function calledName({ callee }: Node): string | null {
  if (!isNode(callee)) return null;
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  if (!isNode(name)) return null;
  return String(name.type === 'Literal' ? name.value : name.name);
}

/** The calls of a script that could reach a network, as they stand there. */
function networkCalls(source: string): readonly string[] {
  const calls: string[] = [];
  for (const node of nodesIn(parseAst(source) as unknown as Node)) {
    if (node.type === 'ImportExpression') calls.push(source.slice(node.start, node.end));
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    if (NETWORK.has(calledName(node) ?? '')) calls.push(source.slice(node.start, node.end));
  }
  return calls;
}

/** The calls of a method of `….owner`: `browser.permissions.request(…)`; of any, if none is named. */
function callsOn(source: string, owner: string, method?: string): readonly string[] {
  const calls: string[] = [];
  for (const node of nodesIn(parseAst(source) as unknown as Node)) {
    if (node.type !== 'CallExpression' || !isNode(node.callee)) continue;
    const { callee } = node;
    if (callee.type !== 'MemberExpression' || !isNode(callee.object)) continue;
    const isOwner = calledName({ ...node, callee: callee.object }) === owner;
    if (isOwner && (method === undefined || calledName(node) === method)) {
      calls.push(source.slice(node.start, node.end));
    }
  }
  return calls;
}

function filesOf(build: string): readonly string[] {
  return readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(build, join(entry.parentPath, entry.name)))
    .sort();
}

describe('the scan', () => {
  it.each([
    ["fetch('https://a.example')", 1],
    ["globalThis['fetch']('https://a.example')", 1],
    ["navigator.sendBeacon('https://a.example')", 1],
    ["new WebSocket('wss://a.example')", 1],
    ["new Function('return 1')()", 1],
    ["import('https://a.example/x.js')", 1],
    ['const { RTCPeerConnection } = window; const name = RTCPeerConnection.name;', 0],
    ["const type = 'fetch';", 0],
  ])('%s: %i', (source, count) => expect(networkCalls(source)).toHaveLength(count));
});

describe.each(BUILDS)('the package in %s', (build) => {
  const scripts = filesOf(build).filter((file) => file.endsWith('.js'));
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
  const calledOn = (file: string, owner: string, method?: string) =>
    callsOn(readFileSync(join(build, file), 'utf8'), owner, method);
  const callsIn = (file: string) => networkCalls(readFileSync(join(build, file), 'utf8'));

  it('calls nothing that reaches a network but the loader of its own files', () => {
    const loader = /^fetch\([\w$.]*\bruntime\.getURL\(path\)\)$/;
    const others = scripts.flatMap((file) =>
      callsIn(file)
        .filter((call) => !loader.test(call.replace(/\s+/g, '')))
        .map((call) => `${file}: ${call}`),
    );
    expect(others).toEqual([]);
    expect(scripts.filter((file) => callsIn(file).length > 1)).toEqual([]);
  });

  it('has no loader in what runs in pages', () => {
    const inPages = scripts.filter((file) => file.startsWith('content-scripts/'));
    expect(inPages.length).toBeGreaterThan(0);
    expect(inPages.flatMap(callsIn)).toEqual([]);
  });

  it('has exactly this content security policy', () => {
    expect(manifest.content_security_policy).toEqual({ extension_pages: CONTENT_SECURITY_POLICY });
  });

  // Anything else would be a way in: for pages (`web_accessible_resources`), for other extensions
  // (`externally_connectable`), for programs and for the browser's own surfaces.
  it('has no key in its manifest but these', () => {
    const own = build.includes('firefox')
      ? ['browser_specific_settings', 'sidebar_action']
      : ['minimum_chrome_version', 'side_panel'];
    expect(Object.keys(manifest).sort()).toEqual([...MANIFEST_KEYS, ...own].sort());
    const background = build.includes('firefox')
      ? { scripts: ['background.js'] }
      : { service_worker: 'background.js' };
    expect(manifest.background).toEqual(background);
  });

  // A browser lets every other extension speak to one that listens and names none.
  it('listens to no page and no other extension', () => {
    for (const event of ['onConnectExternal', 'onMessageExternal', 'onUserScriptMessage']) {
      const calls = scripts.flatMap((file) => calledOn(file, event));
      expect(calls, event).toEqual([]);
    }
    expect(scripts.flatMap((file) => calledOn(file, 'onMessage'))).not.toEqual([]);
  });

  it('can ask for permissions in its pages alone, which browsers allow from a click', () => {
    const asking = scripts.filter((file) => calledOn(file, 'permissions', 'request').length > 0);
    expect(asking.length).toBeGreaterThan(0);
    expect(asking.filter((file) => !file.startsWith('chunks/'))).toEqual([]);
    expect(manifest.optional_host_permissions).toEqual(['<all_urls>']);
    const given = [
      ...manifest.host_permissions,
      ...manifest.content_scripts.flatMap(({ matches }: { matches: string[] }) => matches),
    ];
    expect(
      given.filter((pattern) => !/^[a-z]+:\/\/\*\.[a-z0-9-]+(?:\.[a-z0-9-]+)+\//.test(pattern)),
    ).toEqual([]);
  });

  it('loads no script, style or picture from elsewhere', () => {
    const foreign = filesOf(build)
      .filter((file) => /\.(html|css)$/.test(file))
      .flatMap((file) =>
        [
          ...readFileSync(join(build, file), 'utf8').matchAll(
            /(?:src|href|url\()\W*https?:[^"')]*/g,
          ),
        ].map(([found]) => `${file}: ${found}`),
      );
    expect(foreign).toEqual([]);
  });

  it('names no folder of the machine that built it', () => {
    const here = Buffer.from(process.cwd());
    expect(filesOf(build).filter((file) => readFileSync(join(build, file)).includes(here))).toEqual(
      [],
    );
  });

  it('asks for what a life begins with before most of its script is evaluated', () => {
    const script = readFileSync(join(build, 'background.js'), 'utf8');
    const asked = script.search(/= beginReading\(\);/);
    expect(asked).toBeGreaterThan(0);
    expect(asked / script.length).toBeLessThan(0.1);
  });

  it('is the same in every byte when it is built again', { timeout: 120_000 }, () => {
    const before = sumsOf(build);
    const browser = build.includes('firefox') ? 'firefox' : 'chrome';
    execFileSync('npx', ['wxt', 'build', '--level', 'warn', '-b', browser], {
      shell: process.platform === 'win32',
      stdio: 'ignore',
      // The test runner's own would make it another build.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    expect(sumsOf(build)).toEqual(before);
  });
});

function sumsOf(build: string): readonly string[] {
  return filesOf(build).map((file) => {
    const sum = createHash('sha256').update(readFileSync(join(build, file)));
    return `${sum.digest('hex')} ${file}`;
  });
}
