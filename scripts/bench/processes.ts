import { readFileSync } from 'node:fs';

/** What a process of the browser is there for. `extension`: pages and workers of extensions. */
export const PROCESS_KINDS = ['browser', 'network', 'page', 'extension', 'other'] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** Seconds of processor time, by kind of process. */
export type CpuTimes = Readonly<Record<ProcessKind, number>>;

/** A process as the DevTools protocol tells of it (`SystemInfo.ProcessInfo`). */
export interface ProcessInfo {
  readonly type: string;
  /** The process's id in the system. */
  readonly id: number;
  readonly cpuTime: number;
}

export function cpuTimes(
  processes: readonly ProcessInfo[],
  commandLine: (process: number) => string = readCommandLine,
): CpuTimes {
  const times = { browser: 0, network: 0, page: 0, extension: 0, other: 0 };
  for (const { type, id, cpuTime } of processes) times[kindOf(type, id, commandLine)] += cpuTime;
  return times;
}

export function increaseOfCpu(before: CpuTimes, after: CpuTimes): CpuTimes {
  const increase = (kind: ProcessKind) => after[kind] - before[kind];
  return {
    browser: increase('browser'),
    network: increase('network'),
    page: increase('page'),
    extension: increase('extension'),
    other: increase('other'),
  };
}

export function sumOfCpu(times: CpuTimes): number {
  return PROCESS_KINDS.reduce((sum, kind) => sum + times[kind], 0);
}

function kindOf(type: string, id: number, commandLine: (process: number) => string): ProcessKind {
  if (type === 'browser') return 'browser';
  if (type === 'network.mojom.NetworkService') return 'network';
  if (type !== 'renderer') return 'other';
  // Chromium starts the renderers of extensions with a switch of their own.
  return commandLine(id).includes('--extension-process') ? 'extension' : 'page';
}

/** `''` where the system shows none (anything but Linux): then all renderers count as pages. */
function readCommandLine(process: number): string {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
