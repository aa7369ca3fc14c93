import type { HostRules } from './session';

/** One rule taken apart; ports are `null` when not named. */
export interface HostRule {
  readonly host: string;
  readonly port: number | null;
  /** Without brackets; `null` for `~NOTFOUND`. */
  readonly address: string | null;
  readonly toPort: number | null;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** @throws on a rule that neither browser could follow. */
export function parseHostRules(rules: HostRules): readonly HostRule[] {
  return Object.entries(rules).map(([pattern, target]) => {
    const from = /^([^\s,:]+)(?::(\d+))?$/.exec(pattern);
    const to = /^(?:\[([\da-f:.]+)\]|([\d.]+)|(~NOTFOUND))(?::(\d+))?$/i.exec(target);
    if (!from?.[1] || !to) throw new Error(`Not a host rule: ${pattern} → ${target}`);
    return {
      host: from[1].toLowerCase(),
      port: from[2] ? Number(from[2]) : null,
      address: to[1] ?? to[2] ?? null,
      toPort: to[4] ? Number(to[4]) : null,
    };
  });
}

/** Value for Chromium's `--host-resolver-rules`. */
export function chromiumResolverRules(rules: readonly HostRule[]): string {
  const maps = rules.map(({ host, port, address, toPort }) => {
    const name = address?.includes(':') ? `[${address}]` : (address ?? '~NOTFOUND');
    return `MAP ${host}${port === null ? '' : `:${port}`} ${name}${toPort === null ? '' : `:${toPort}`}`;
  });
  const exclusions = rules.some(({ host }) => host === '*') ? LOOPBACK : [];
  return [...maps, ...exclusions.map((host) => `EXCLUDE ${host}`)].join(',');
}

/**
 * Value for Firefox's `network.socket.forcePort`, which moves ports whatever the host.
 * @throws when rules ask for more than that.
 */
export function firefoxForcedPorts(rules: readonly HostRule[]): string {
  const moved = new Map<number, number>();
  for (const { host, port, toPort } of rules) {
    if (toPort === null || toPort === port) continue;
    if (port === null) throw new Error(`Firefox can't move every port of ${host} to ${toPort}.`);
    if ((moved.get(port) ?? toPort) !== toPort) {
      throw new Error(`Firefox can't move port ${port} to two places.`);
    }
    moved.set(port, toPort);
  }
  return [...moved].map(([port, toPort]) => `${port}=${toPort}`).join(';');
}
