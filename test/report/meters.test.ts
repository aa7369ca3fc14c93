import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOTHING_CARRIED } from '../../lib/carried';
import { Meters } from '../../lib/report/meters';
import '../fuzz-runs';

const step = fc.record({
  path: fc.constantFrom('0 a', '0 b', '3 a', '3 b'),
  row: fc.constantFrom('x', 'y'),
  ownVoice: fc.constantFrom('now', 'before', 'never', 'gone'),
});

it('knows which rows are spoken to, whatever became of their paths', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const meters = new Meters();
      for (const { path, row, ownVoice } of steps) {
        if (ownVoice === 'gone') meters.delete(path);
        else meters.put(path, { row, sent: 0, received: 0, carried: NOTHING_CARRIED, ownVoice });
      }
      for (const row of ['x', 'y']) {
        const isSpokenTo = [...meters].some(([, it]) => it.row === row && it.ownVoice === 'now');
        expect(meters.isSpokenTo(row)).toBe(isSpokenTo);
      }
    }),
  );
});

it('keeps 1024 paths, those read last', () => {
  const meters = new Meters();
  const meter = { sent: 0, received: 0, carried: NOTHING_CARRIED, ownVoice: 'now' } as const;
  for (let i = 0; i < 3000; i++) meters.put(`0 ${i}`, { ...meter, row: `row ${i}` });
  expect([...meters]).toHaveLength(1024);
  expect([meters.isSpokenTo('row 0'), meters.isSpokenTo('row 2999')]).toEqual([false, true]);
});
