import { cpus, totalmem, type } from 'node:os';
import type { Section } from './figure';

/** The bench's figures as docs/performance.md. */
export function performancePage(
  sections: readonly Section[],
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
    `Machine: ${machine}. ${rounds} interleaved rounds.`,
    '',
    ...sections.flatMap(pageSection),
  ].join('\n');
}

function pageSection({ title, how, columns, rows }: Section): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    how,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(line),
    '',
  ];
}
