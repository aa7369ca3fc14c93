import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IpAddress } from '../../lib/address';
import { PackagedParts } from '../../lib/browser/packaged-parts';
import { createLocatorOver } from '../../lib/geo/locator';
import { writeParts } from '../../scripts/geo-parts';

const ranges = (starts: bigint[], ends: bigint[]) => ({
  starts: BigUint64Array.from(starts),
  ends: BigUint64Array.from(ends),
  values: Int32Array.from(starts.map((_, i) => i + 1)),
});

/** 5.0.0.0/24 and 6.0.0.0/24, each in a part of its own. */
const FILES = writeParts(
  {
    v4: ranges([0x05000000n, 0x06000000n], [0x050000ffn, 0x060000ffn]),
    v6: ranges([], []),
    records: [
      { country: 'SG', witness: 'SG', network: { asn: 64500, organisation: 'Ex' } },
      { country: 'DE', witness: 'DE' },
    ],
  },
  [],
  { ranges: 2, networks: 1, first: new Set() },
);

let read: string[];
let broken: ReadonlySet<string>;

beforeEach(() => {
  read = [];
  broken = new Set();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.stubGlobal('fetch', async (url: string) => {
    const name = /geo\/(.+)\.part$/.exec(url)?.[1] ?? '';
    read.push(name);
    if (broken.has(name)) throw new TypeError('Failed to fetch');
    return new Response(FILES.get(name as 'index') as BodyInit);
  });
});

const [A, A2, B] = ['5.0.0.1', '5.0.0.2', '6.0.0.1'] as IpAddress[] as [
  IpAddress,
  IpAddress,
  IpAddress,
];

async function countries(parts: PackagedParts, ...of: IpAddress[]) {
  const { factsOf } = createLocatorOver(parts.opened, []);
  return of.map((it) => {
    const { location } = factsOf(it);
    return location.known ? location.country : location.because;
  });
}

describe('the packaged country data', () => {
  it('is read in parts, each once, and by what it names', async () => {
    const parts = await PackagedParts.open();
    expect(read).toEqual(['index']);
    await Promise.all([parts.prepare([A]), parts.prepare([A2])]);
    expect(read).toEqual(['index', 'v4-0', 'networks-0']);
    expect(parts.prepare([A, A2])).toBeNull();
    await parts.prepare([A, B]);
    expect(read).toEqual(['index', 'v4-0', 'networks-0', 'v4-1']);
    expect(await countries(parts, A, A2, B)).toEqual(['SG', 'SG', 'DE']);
  });

  it('keeps nobody waiting for a part that can’t be read', async () => {
    broken = new Set(['v4-0']);
    const parts = await PackagedParts.open();
    await parts.prepare([A, B]);
    expect(parts.prepare([A, B])).toBeNull();
    expect(await countries(parts, A, B)).toEqual(['no-database', 'DE']);
  });

  it('has nothing to read where the index is missing', async () => {
    broken = new Set(['index']);
    const parts = await PackagedParts.open();
    expect(parts.opened.fault).toMatch(/missing/);
    expect(parts.prepare([A, B])).toBeNull();
  });
});
