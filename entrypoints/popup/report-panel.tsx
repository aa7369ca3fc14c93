import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { popupView } from '../../lib/report/popup-view';
import { sayTogether } from '../../lib/report/say';
import type { TabReport } from '../../lib/report/tab-report';
import { ToneMark } from '../../lib/ui/marks';
import { CoveragePanel } from './coverage-panel';
import { NewsForScreenReaders } from './news';
import type { PopupActions, PopupContext } from './popup';
import { SubjectSection } from './subject-section';

interface ReportPanelProps {
  readonly report: TabReport;
  /** The background still writes it: what is old is never calm. */
  readonly isCurrent: boolean;
  readonly context: PopupContext;
  readonly actions: PopupActions;
}

export function ReportPanel(props: ReportPanelProps): JSX.Element {
  const { report, isCurrent, context, actions } = props;
  const { directory, speaker, mutes } = context;
  const view = useMemo(
    () => popupView(report, directory, speaker, mutes),
    [report, directory, speaker, mutes],
  );
  // What is old stands below a headline that says so.
  const Headline = isCurrent ? 'h1' : 'h2';
  const tone = view.tone === 'calm' && !isCurrent ? 'unsure' : view.tone;
  return (
    <>
      <section class={`headline tone-${tone}`}>
        <ToneMark tone={tone} size={20} />
        <div>
          <Headline>{view.headline}</Headline>
          {view.notes.length === 0 ? null : <p class="note">{sayTogether(view.notes, speaker)}</p>}
          {view.advice === null ? null : <p class="advice">{view.advice}</p>}
        </div>
      </section>
      <NewsForScreenReaders news={view.headline} />
      {view.sections.map((section) => (
        <SubjectSection
          key={section.subject}
          section={section}
          report={report}
          context={context}
          actions={actions}
        />
      ))}
      <CoveragePanel view={view} report={report} speaker={speaker} actions={actions} />
    </>
  );
}
