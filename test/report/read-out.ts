import { parseCountryCode } from '../../lib/country';
import { isMuted } from '../../lib/report/mute';
import { phrase } from '../../lib/report/phrase';
import { popupView } from '../../lib/report/popup-view';
import { rowDetails } from '../../lib/report/row-details';
import { hostText, rowView } from '../../lib/report/row-view';
import { type Speaker, say } from '../../lib/report/say';
import type { DestinationRow } from '../../lib/report/tab-report';
import type { Scenario } from '../scenarios/scenarios';
import { directory } from './fixture-directory';

export const DATABASES = [
  { id: 'dbip', name: 'DB-IP Lite', date: '2026-06-01' },
  { id: 'ipfire', name: 'IPFire', date: '2026-06-25' },
];

/** The popup as somebody would read it out, every row opened. */
export function readOut(each: Scenario, speaker: Speaker): string {
  const { report, settings } = each;
  const view = popupView(report, directory, speaker, settings.muted);
  const lines = [`[${view.tone}] ${view.page}`, view.headline, ...view.notes, view.advice ?? ''];
  for (const { title, summary, rows } of view.sections) {
    lines.push('', `${title}: ${summary}`);
    for (const row of rows) lines.push(...readRow(row, each, speaker));
  }
  return [...lines, '', ...view.gaps, `coverage: ${view.coverage}`, ''].join('\n');
}

function readRow(row: DestinationRow, { report, settings }: Scenario, speaker: Speaker): string[] {
  const findings = report.findings.filter(({ destination }) => destination === row.key);
  const hostOfRow = (key: string) => {
    const other = report.destinations.find((each) => each.key === key);
    return other === undefined ? null : hostText(other);
  };
  const timed = say(phrase('detail_seen'), speaker);
  const view = rowView(row, findings, hostOfRow, directory, speaker);
  return [
    `- ${view.place} (${view.sure}) ${view.severityWord}`.trimEnd(),
    ...findings
      .filter((finding) => isMuted(settings.muted, report, { finding, row }))
      .map(({ rule }) => `  (muted: ${rule})`),
    ...[[view.operator, view.law], [view.network, view.host], [view.hearing], view.remarks]
      .map((parts) => parts.filter((part) => part !== null && part !== '').join(' | '))
      .filter((line) => line !== '')
      .map((line) => `  ${line}`),
    ...rowDetails(row, findings, report.destinations, {
      directory,
      databases: DATABASES,
      speaker,
      here: parseCountryCode(settings.here),
    })
      // Times are told in the reader's own zone.
      .filter(({ term }) => term !== timed)
      .flatMap(({ term, lines }) => [
        `    ${term}`,
        ...lines.map(({ text, source, checked }) =>
          source ? `      ${text} <${source}> ${checked}` : `      ${text}`,
        ),
      ]),
  ];
}
