import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isMuted } from '../../lib/report/mute';
import { phrase } from '../../lib/report/phrase';
import { hostText, type RowView, rowView } from '../../lib/report/row-view';
import { say } from '../../lib/report/say';
import type { DestinationRow, TabReport } from '../../lib/report/tab-report';
import type { Finding, Severity } from '../../lib/rules/rule';
import { Flag } from '../../lib/ui/flag';
import { ToneMark } from '../../lib/ui/marks';
import { Technical } from '../../lib/ui/technical';
import { DestinationDetails } from './destination-details';
import type { PopupActions, PopupContext } from './popup';

interface DestinationItemProps {
  readonly row: DestinationRow;
  readonly findings: readonly Finding[];
  readonly report: TabReport;
  readonly context: PopupContext;
  readonly actions: Pick<PopupActions, 'mute' | 'unmute'>;
}

const TONE_OF: Record<Severity, 'warning' | 'notice' | 'calm'> = {
  warning: 'warning',
  notice: 'notice',
  info: 'calm',
};

/** One destination: the answer at a glance, the evidence one tap away. */
export function DestinationItem(props: DestinationItemProps): JSX.Element {
  const { row, findings, report, context, actions } = props;
  const [open, setOpen] = useState(false);
  const hostOfRow = (key: string) => {
    const other = report.destinations.find((each) => each.key === key);
    return other === undefined ? null : hostText(other);
  };
  const view = rowView(row, findings, hostOfRow, context.directory, context.speaker);
  const calling = findings.filter(({ severity }) => severity !== 'info');
  const isAllMuted =
    calling.length > 0 &&
    calling.every((finding) => isMuted(context.mutes, report, { finding, row }));
  return (
    <li class={view.severity === null ? 'row' : `row tone-${TONE_OF[view.severity]}`}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {context.showsFlags ? <Flag country={view.country} /> : null}
          <Place view={view} />
          <Operator
            view={view}
            mutedText={isAllMuted ? say(phrase('row_muted'), context.speaker) : ''}
          />
        </summary>
        {open ? (
          <DestinationDetails
            row={row}
            findings={findings}
            report={report}
            context={context}
            actions={actions}
          />
        ) : null}
      </details>
    </li>
  );
}

function Place({ view }: { readonly view: RowView }): JSX.Element {
  return (
    <span class="place">
      <span class="where">
        <span class={view.foundIn.has('place') ? 'country found' : 'country'}>{view.place}</span>{' '}
        <span class="sure">{view.sure}</span>
      </span>
      {view.severity === null ? null : (
        <span class="severity">
          <ToneMark tone={TONE_OF[view.severity]} size={12} />
          {view.severityWord}
        </span>
      )}
    </span>
  );
}

interface OperatorProps {
  readonly view: RowView;
  /** Empty unless every finding about it is muted, notes aside. */
  readonly mutedText: string;
}

function Operator({ view, mutedText }: OperatorProps): JSX.Element {
  return (
    <span class="who">
      <span class="line">
        <span class={view.operatorKnown ? 'operator' : 'operator unknown'}>{view.operator}</span>
        {view.law === null ? null : (
          <span class={view.foundIn.has('vendor') ? 'found' : ''}>{view.law}</span>
        )}
      </span>
      {view.host === '' ? null : (
        <span class="line">
          {view.network}
          <span class="after">
            {view.hostKnown ? <Technical>{view.host}</Technical> : view.host}
          </span>
        </span>
      )}
      {view.hearing === null ? null : <span class="line hearing">{view.hearing}</span>}
      {view.remarks.length === 0 ? null : (
        <span class={isRemarkFound(view) ? 'line remark found' : 'line remark'}>
          {view.remarks.join(' · ')}
        </span>
      )}
      {mutedText === '' ? null : <span class="line muted">{mutedText}</span>}
    </span>
  );
}

function isRemarkFound({ foundIn }: RowView): boolean {
  return foundIn.has('transport') || foundIn.has('claim');
}
