import { afterEach, describe, expect, it, vi } from 'vitest';
import { Gate } from '../../lib/browser/gate';

describe('Gate', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('loads nothing until something is asked, and then once', async () => {
    let loads = 0;
    const gate = new Gate(async () => ++loads);
    expect(loads).toBe(0);
    gate.run(() => {});
    gate.run(() => {});
    await Promise.resolve();
    expect(loads).toBe(1);
  });

  it('keeps the order of what came while loading and after', async () => {
    let open: (value: string) => void = () => {};
    const gate = new Gate(() => new Promise<string>((resolve) => (open = resolve)));
    const seen: string[] = [];
    gate.run((value) => seen.push(`1 ${value}`));
    gate.run((value) => seen.push(`2 ${value}`));
    expect(seen).toEqual([]);
    open('loaded');
    await new Promise((resolve) => setTimeout(resolve));
    gate.run((value) => seen.push(`3 ${value}`));
    expect(seen).toEqual(['1 loaded', '2 loaded', '3 loaded']);
  });

  it('loads again, and holds back what comes meanwhile', async () => {
    let loads = 0;
    const gate = new Gate(async () => ++loads);
    const seen: number[] = [];
    gate.run((value) => seen.push(value));
    await settled();
    gate.reload((value) => seen.push(value));
    gate.run((value) => seen.push(value));
    await settled();
    expect(seen).toEqual([1, 2, 2]);
  });

  it('loads once more when what it is loading has gone out of date', async () => {
    let loads = 0;
    const gate = new Gate(async () => ++loads);
    const seen: number[] = [];
    gate.run((value) => seen.push(value));
    gate.reload((value) => seen.push(value));
    await settled();
    expect(seen).toEqual([2, 2]);
  });

  it('holds back what needs more read, and what comes behind it, and reads ahead', async () => {
    const there = new Set<string>();
    const asked: string[] = [];
    const arrive: Record<string, () => void> = {};
    const needs = (name: string) => () => {
      if (there.has(name)) return null;
      asked.push(name);
      return new Promise<void>((resolve) => {
        arrive[name] = () => {
          there.add(name);
          resolve();
        };
      });
    };
    const gate = new Gate(async () => 'loaded');
    const seen: string[] = [];
    gate.run(() => seen.push('1'));
    await settled();
    gate.runWith(needs('A'), () => seen.push('2 of A'));
    gate.run(() => seen.push('3'));
    gate.runWith(needs('B'), () => seen.push('4 of B'));
    expect([seen, asked]).toEqual([['1'], ['A', 'B']]);
    arrive.B?.();
    await settled();
    expect(seen).toEqual(['1']);
    arrive.A?.();
    await settled();
    expect(seen).toEqual(['1', '2 of A', '3', '4 of B']);
    gate.run(() => seen.push('5'));
    expect(seen.at(-1)).toBe('5');
  });

  it('asks anew when it is its turn, and once more after that', async () => {
    let missing = 2;
    const gate = new Gate(async () => 'loaded');
    const seen: number[] = [];
    gate.runWith(
      () => (missing === 0 ? null : Promise.resolve().then(() => (missing -= 1))),
      () => seen.push(missing),
    );
    await settled();
    expect(seen).toEqual([0]);
  });

  it('loads anew while something is read, and runs all by what is new', async () => {
    let loads = 0;
    const reading: (() => void)[] = [];
    let isThere = false;
    const gate = new Gate(async () => ++loads);
    const seen: string[] = [];
    gate.run(() => {});
    await settled();
    gate.runWith(
      () => (isThere ? null : new Promise<void>((resolve) => reading.push(resolve))),
      (value) => seen.push(`read ${value}`),
    );
    gate.reload((value) => seen.push(`reload ${value}`));
    await settled();
    isThere = true;
    for (const arrive of reading) arrive();
    await settled();
    expect(seen).toEqual(['read 2', 'reload 2']);
  });

  it('loads again when loading failed, and keeps what waits in its order', async () => {
    vi.useFakeTimers();
    let loads = 0;
    const gate = new Gate(async () => {
      if (++loads <= 2) throw new Error('planted');
      return loads;
    });
    const seen: string[] = [];
    gate.run((value) => seen.push(`first ${value}`));
    await vi.advanceTimersByTimeAsync(150);
    gate.run((value) => seen.push(`second ${value}`));
    await vi.advanceTimersByTimeAsync(200);
    expect(seen).toEqual(['first 3', 'second 3']);
  });

  it('tells what waits that it is lost when loading fails for good, and begins anew', async () => {
    vi.useFakeTimers();
    let isBroken = true;
    const gate = new Gate(async () => {
      if (isBroken) throw new Error('planted');
      return 'loaded';
    });
    const seen: string[] = [];
    gate.run(
      (value) => seen.push(value),
      () => seen.push('lost'),
    );
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen).toEqual(['lost']);
    isBroken = false;
    gate.run((value) => seen.push(value));
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toEqual(['lost', 'loaded']);
  });
});

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
