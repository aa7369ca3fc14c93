import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { counted, phrase } from '../../lib/report/phrase';
import type { SectionView } from '../../lib/report/popup-view';
import { findingsByRow } from '../../lib/report/rank';
import { say } from '../../lib/report/say';
import type { TabReport } from '../../lib/report/tab-report';
import type { Subject } from '../../lib/subject';
import { DestinationItem } from './destination-item';
import type { PopupActions, PopupContext } from './popup';

interface SubjectSectionProps {
  readonly section: SectionView;
  readonly report: TabReport;
  readonly context: PopupContext;
  readonly actions: Pick<PopupActions, 'mute' | 'unmute'>;
}

/** Rows shown before anybody asks for more; those with a finding are shown in any case. */
const AT_FIRST: Record<Subject, number> = { voice: 4, 'room-data': 3, check: 2, other: 0 };
const MOST_FOUND_AT_FIRST = 6;
/** Further rows come in helpings, so that a thousand of them don't hold the popup up. */
const HELPING = 50;

export function SubjectSection(props: SubjectSectionProps): JSX.Element {
  const { section, report, context, actions } = props;
  const [asked, setAsked] = useState(0);
  const { speaker } = context;
  const { rows, found, title, summary, subject } = section;
  const atFirst = Math.max(AT_FIRST[subject], Math.min(found, MOST_FOUND_AT_FIRST));
  const shown = rows.slice(0, atFirst + asked);
  const rest = rows.length - shown.length;
  const findings = useMemo(() => findingsByRow(report.findings), [report]);
  const more = shown.length === 0 ? 'show_all' : 'show_more';
  return (
    <section class="subject" aria-labelledby={`subject-${subject}`}>
      <div class="subject-head">
        <h2 id={`subject-${subject}`}>{title}</h2>
        <p class="summary">{summary}</p>
      </div>
      {shown.length === 0 ? null : (
        <ul>
          {shown.map((row) => (
            <DestinationItem
              key={row.key}
              row={row}
              findings={findings.get(row.key) ?? []}
              report={report}
              context={context}
              actions={actions}
            />
          ))}
        </ul>
      )}
      {rest === 0 ? null : (
        <button type="button" class="quiet more" onClick={() => setAsked(asked + HELPING)}>
          {say(counted(more, rest), speaker)}
          <span class="visually-hidden">: {title}</span>
        </button>
      )}
      {asked === 0 ? null : (
        <button type="button" class="quiet more" onClick={() => setAsked(0)}>
          {say(phrase('show_less'), speaker)}
          <span class="visually-hidden">: {title}</span>
        </button>
      )}
    </section>
  );
}
