import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../cli/csv';
import { runs } from '../fuzz-runs';
import { readCsv } from './read-csv';

describe('a cell', () => {
  it.each<[string, string]>([
    ['room.example', 'room.example'],
    ['=cmd.evil.com', "'=cmd.evil.com"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ["'quoted", "''quoted"],
    ['Agora, Inc.', '"Agora, Inc."'],
    ['a"b.com', '"a""b.com"'],
    ['=1,"2"', '"\'=1,""2"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    [' 1', '" 1"'],
    ['1.1.1.1', '1.1.1.1'],
    ['', ''],
  ])('%j is written as %j', (cell, written) => {
    expect(csv([[cell]])).toBe(`${written}\r\n`);
  });

  it.each([
    [-40, '-40'],
    [true, 'true'],
    [null, ''],
  ])('of our own making, %j, is written as it is', (cell, written) => {
    expect(csv([[cell]])).toBe(`${written}\r\n`);
  });
});

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", 'a') }),
);

describe('any table', () => {
  it('is read back as it was, and has no cell that a spreadsheet would run', () => {
    const lines = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(texts, { minLength: width, maxLength: width }), { minLength: 1 }),
      );
    fc.assert(
      fc.property(lines, (table) => {
        const read = readCsv(csv(table));
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect(read.map((line) => line.map((cell) => cell.replace(/^'/, '')))).toEqual(table);
      }),
      { numRuns: runs(200) },
    );
  });
});
