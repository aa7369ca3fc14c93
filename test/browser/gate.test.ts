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
