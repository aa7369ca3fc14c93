import { cpus, totalmem, type } from 'node:os';
import type { Section } from './figure';

/** A part of the bench by the name that `--only` knows it by. */
export type MeasuredPart = readonly [name: string, section: Section];

/**
 * The bench's figures as docs/performance.md.
 * @param notes what was made faster, in Markdown: figures that can't be measured again, since what
 * they are held against is gone.
 */
export function performancePage(
  parts: readonly MeasuredPart[],
  notes: string,
  chromium: string,
  rounds: number,
): string {
  const cpu = cpus();
  const machine = `${cpu.length} × ${cpu[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}, Node ${process.versions.node}, Chromium ${chromium}`;
  return [
    '# What Earshot costs',
    '',
    'Written by `npm run bench -- --write`; don’t edit. Figures are medians with their spread; only',
    'the ratios within one run mean anything on another machine.',
    '',
    `Machine: ${machine}. ${rounds} interleaved rounds, after \`npm run build\`.`,
    '',
    ...parts.flatMap(pageSection),
    notes,
  ].join('\n');
}

function pageSection([name, { title, how, columns, rows }]: MeasuredPart): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    `${how} \`npm run bench -- --only ${name}\``,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(line),
    '',
  ];
}
