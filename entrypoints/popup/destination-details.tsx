import type { JSX } from 'preact';
import type { DetailLine } from '../../lib/report/detail';
import { muteOf } from '../../lib/report/mute';
import { rowDetails } from '../../lib/report/row-details';
import type { DestinationRow, TabReport } from '../../lib/report/tab-report';
import type { Finding } from '../../lib/rules/rule';
import { Technical } from '../../lib/ui/technical';
import { MuteButton } from './mute-button';
import type { PopupActions, PopupContext } from './popup';

interface DestinationDetailsProps {
  readonly row: DestinationRow;
  readonly findings: readonly Finding[];
  readonly report: TabReport;
  readonly context: PopupContext;
  readonly actions: Pick<PopupActions, 'mute' | 'unmute'>;
}

export function DestinationDetails(props: DestinationDetailsProps): JSX.Element {
  const { row, findings, report, context, actions } = props;
  return (
    <dl>
      {rowDetails(row, findings, report.destinations, context).map(({ term, lines }) => (
        <div key={term}>
          <dt>{term}</dt>
          {lines.map((line) => (
            <dd key={`${line.text} ${line.source ?? ''}`}>
              <Line line={line} />
              {line.finding === undefined ? null : (
                <MuteButton
                  kind={muteOf(report, { finding: line.finding, row })}
                  about={line.text}
                  context={context}
                  actions={actions}
                />
              )}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function Line({ line }: { readonly line: DetailLine }): JSX.Element {
  if (line.technical === true) return <Technical>{line.text}</Technical>;
  if (line.source === undefined) return <>{line.text}</>;
  return (
    <>
      {line.text} <Source url={line.source} /> <span class="checked">{line.checked}</span>
    </>
  );
}

/** What was read in a published package (`pkg:npm/…`) has no page to open. */
function Source({ url }: { readonly url: string }): JSX.Element {
  if (!url.startsWith('https:')) return <Technical>{url}</Technical>;
  return (
    <a href={url} title={url} target="_blank" rel="noreferrer noopener">
      <Technical>{withoutScheme(url)}</Technical>
    </a>
  );
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '');
}
