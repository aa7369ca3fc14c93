import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VendorMatcher } from '../../../lib/vendors/match';
import { folderOf } from './fetch';
import { hostsIn } from './hosts-in';
import { judge, type Verdict } from './judge';

export interface Finding {
  readonly maker: string;
  readonly release: string;
  readonly host: string;
  readonly verdict: Verdict;
}

/** Judges every host that the cached releases name; one finding per host and release. */
export function measure(
  cache: string,
  releases: readonly (readonly [maker: string, release: string])[],
  vendorOf: VendorMatcher,
): readonly Finding[] {
  return releases.flatMap(([maker, release]) =>
    hostsOfRelease(folderOf(cache, release)).map((host) => ({
      maker,
      release,
      host,
      verdict: judge(vendorOf, maker, host),
    })),
  );
}

/** Share of the hosts an SDK's maker owns that the catalogue gives to that maker. */
export function share(findings: readonly Finding[]): { right: number; of: number } {
  const count = (kind: Verdict['kind']) =>
    findings.filter(({ verdict }) => verdict.kind === kind).length;
  const right = count('right');
  return { right, of: right + count('missed') };
}

function hostsOfRelease(folder: string): readonly string[] {
  const hosts = new Set<string>();
  for (const file of codeIn(folder)) {
    // Latin-1 keeps every byte, so WebAssembly can be searched too.
    for (const host of hostsIn(readFileSync(file, 'latin1'))) hosts.add(host);
  }
  return [...hosts].sort();
}

function codeIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return codeIn(path);
    const isCode = /\.(?:[cm]?js|wasm)$/.test(entry.name);
    const isTest = /\.(?:test|spec)\./.test(entry.name);
    return isCode && !isTest ? [path] : [];
  });
}
