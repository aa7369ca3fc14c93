import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';

/**
 * Two network namespaces joined by one cable, without a route to anywhere else: the browser's and
 * the servers'. Their names carry this process's number, so that leftovers of a dead one are found.
 */
export interface Namespaces {
  /** Commands that run another one inside. */
  readonly inBrowsers: readonly string[];
  readonly inServers: readonly string[];
  remove(): void;
}

const PREFIX = 'earshot-lab-';

/** Addresses of the browser's end; both ranges are for documentation (RFC 5737, RFC 3849). */
const BROWSER = { v4: '198.51.100.10/24', v6: '2001:db8::10/64' };
const BROWSER_NETWORKS = ['198.51.100.0/24', '2001:db8::/64'];

/** @throws with what `ip` said when they can't be made. */
export function makeNamespaces(addresses: readonly string[], hosts: string): Namespaces {
  removeStaleNamespaces();
  const browsers = `${PREFIX}${process.pid}-browsers`;
  const servers = `${PREFIX}${process.pid}-servers`;
  const remove = () => [browsers, servers].forEach(removeNamespace);
  try {
    layCable(browsers, servers, addresses);
  } catch (error) {
    remove();
    throw error;
  }
  const folder = `/etc/netns/${browsers}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/hosts`, hosts);
  writeFileSync(`${folder}/resolv.conf`, 'nameserver 127.0.0.1\n');
  return {
    inBrowsers: ['ip', 'netns', 'exec', browsers],
    inServers: ['ip', 'netns', 'exec', servers],
    remove,
  };
}

function layCable(browsers: string, servers: string, addresses: readonly string[]): void {
  for (const name of [browsers, servers]) {
    ip('netns', 'add', name);
    ip('-n', name, 'link', 'set', 'lo', 'up');
  }
  ip('-n', browsers, ...words('link add cable type veth peer name cable netns'), servers);
  ip('-n', browsers, ...words(`addr add ${BROWSER.v4} dev cable`));
  ip('-n', browsers, ...words(`addr add ${BROWSER.v6} dev cable nodad`));
  for (const address of addresses) {
    const host = `${address}/${isIPv6(address) ? 128 : 32}`;
    ip(
      '-n',
      servers,
      ...words(`addr add ${host} dev cable`),
      ...(isIPv6(address) ? ['nodad'] : []),
    );
  }
  for (const name of [browsers, servers]) {
    // A link-local address would come up seconds later, which browsers take for a new network.
    ip('-n', name, ...words('link set cable addrgenmode none up'));
  }
  for (const network of BROWSER_NETWORKS) {
    ip('-n', servers, ...words(`route add ${network} dev cable`));
  }
  for (const address of addresses) ip('-n', browsers, ...words(`route add ${address} dev cable`));
}

/** Removes namespaces whose process is gone, with what still runs in them. */
export function removeStaleNamespaces(): void {
  for (const line of ip('netns', 'list').split('\n')) {
    const name = line.split(' ')[0] ?? '';
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) removeNamespace(name);
  }
}

function removeNamespace(name: string): void {
  const { stdout } = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' });
  for (const pid of (stdout ?? '').split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  spawnSync('ip', ['netns', 'del', name]);
  rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function ip(...args: readonly string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
