import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const REQUIREMENTS = [
  ...Array.from({ length: 26 }, (_, i) => `R${i + 1}`),
  ...Array.from({ length: 10 }, (_, i) => `H${i + 1}`),
  ...Array.from({ length: 17 }, (_, i) => `S${i + 1}`),
];

interface Line {
  readonly id: string;
  readonly promise: string;
  readonly proof: string;
}

const lines: readonly Line[] = readFileSync('docs/reliability.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, id = '', promise = '', proof = ''] = line.split('|').map((cell) => cell.trim());
    return /^[RHS]\d+$/.test(id) ? [{ id, promise, proof }] : [];
  });

describe('docs/reliability.md', () => {
  it('has one line for each requirement', () => {
    expect(lines.map(({ id }) => id)).toEqual(REQUIREMENTS);
  });

  it.each(lines)('$id: $promise', ({ proof }) => {
    if (proof === 'open') return;
    const [, file = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(proof) ?? [];
    expect(existsSync(file), file).toBe(true);
    expect(readFileSync(file, 'utf8'), name).toContain(name);
  });
});
