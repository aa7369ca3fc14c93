import { spawnSync } from 'node:child_process';
import { platform } from 'node:os';
import { makeNamespaces } from './namespaces';

/** What the lab is made of, and the Debian package each is in. */
const PROGRAMS = { ip: 'iproute2', janus: 'janus', turnserver: 'coturn' } as const;

/** Why the lab can't be made here, in a sentence; `null` when it can. */
export function labUnavailable(): string | null {
  if (platform() !== 'linux') return 'The lab needs the network namespaces of Linux.';
  if (process.getuid?.() !== 0) return 'The lab needs root to make network namespaces.';
  const missing = missingPrograms();
  if (missing.length > 0) {
    const packages = missing.map((name) => PROGRAMS[name]).join(', ');
    return `The lab needs ${missing.join(', ')} (in Debian: ${packages}).`;
  }
  try {
    makeNamespaces([], '').remove();
    return null;
  } catch (error) {
    const said = (error as { readonly stderr?: string }).stderr?.trim();
    return `No network namespaces can be made here: ${said ?? error}`;
  }
}

function missingPrograms(): readonly (keyof typeof PROGRAMS)[] {
  const names = Object.keys(PROGRAMS) as (keyof typeof PROGRAMS)[];
  return names.filter((name) => spawnSync('which', [name]).status !== 0);
}
