import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DetailsContext } from '../../lib/report/row-details';
import { hostText, type RowView, rowView } from '../../lib/report/row-view';
import type { DestinationRow } from '../../lib/report/tab-report';
import type { Finding, Severity } from '../../lib/rules/rule';
import { Flag } from '../../lib/ui/flag';
import { ToneMark } from '../../lib/ui/marks';
import { Technical } from '../../lib/ui/technical';
import { DestinationDetails } from './destination-details';

interface DestinationItemProps {
  readonly row: DestinationRow;
  readonly findings: readonly Finding[];
  /** All rows, to name the TURN server that this one lies behind. */
  readonly rows: readonly DestinationRow[];
  readonly context: DetailsContext;
}

const TONE_OF: Record<Severity, 'warning' | 'notice' | 'calm'> = {
  warning: 'warning',
  notice: 'notice',
  info: 'calm',
};

/** One destination: the answer at a glance, the evidence one tap away. */
export function DestinationItem({
  row,
  findings,
  rows,
  context,
}: DestinationItemProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const hostOfRow = (key: string) => {
    const other = rows.find((each) => each.key === key);
    return other === undefined ? null : hostText(other);
  };
  const view = rowView(row, findings, hostOfRow, context.directory, context.speaker);
  return (
    <li class={view.severity === null ? 'row' : `row tone-${TONE_OF[view.severity]}`}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Flag country={view.country} />
          <Place view={view} />
          <Operator view={view} />
        </summary>
        {open ? (
          <DestinationDetails row={row} findings={findings} rows={rows} context={context} />
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

function Operator({ view }: { readonly view: RowView }): JSX.Element {
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
      {view.remarks.length === 0 ? null : (
        <span class={isRemarkFound(view) ? 'line remark found' : 'line remark'}>
          {view.remarks.join(' · ')}
        </span>
      )}
    </span>
  );
}

function isRemarkFound({ foundIn }: RowView): boolean {
  return foundIn.has('transport') || foundIn.has('claim');
}
