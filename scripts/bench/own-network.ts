import { spawnSync } from 'node:child_process';
import { platform } from 'node:os';

const MARK = 'EARSHOT_BENCH_NETWORK';

/** Public addresses in many countries, each answered by the bench's own server on this machine. */
export const ADDRESSES: readonly string[] = [
  ...[
    '8.8.8',
    '151.101.1',
    '13.107.42',
    '52.95.110',
    '185.60.216',
    '5.9.49',
    '51.15.0',
    '47.241.0',
  ],
  ...['114.114.114', '223.5.5', '119.29.29', '202.12.29', '200.160.2', '41.231.21', '95.163.32'],
].flatMap((net) => Array.from({ length: 8 }, (_, i) => `${net}.${i + 1}`));

/** Root may not make a network of its own everywhere: containers forbid it. */
function mayUnshare(): boolean {
  return spawnSync('unshare', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * Starts this program again in a network namespace without a way out, whose loopback interface has
 * the public addresses: so every request is located for real and none leaves the machine.
 * @returns whether this is that inner run; `false` never comes back on Linux with root.
 */
export function runInOwnNetwork(): boolean {
  if (process.env[MARK]) return true;
  if (platform() !== 'linux' || process.getuid?.() !== 0 || !mayUnshare()) return false;
  const setUp = ['ip link set lo up', ...ADDRESSES.map((it) => `ip addr add ${it}/32 dev lo`)];
  const { status } = spawnSync(
    'unshare',
    [
      '-n',
      'sh',
      '-c',
      `${setUp.join(' && ')} && exec "$@"`,
      '--',
      process.execPath,
      ...process.execArgv,
      ...process.argv.slice(1),
    ],
    { stdio: 'inherit', env: { ...process.env, [MARK]: '1' } },
  );
  process.exit(status ?? 1);
}
