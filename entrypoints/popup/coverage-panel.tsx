import type { JSX } from 'preact';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import type { PopupView } from '../../lib/report/popup-view';
import { type Speaker, say } from '../../lib/report/say';
import type { TabReport } from '../../lib/report/tab-report';
import { DataCredits } from '../../lib/ui/data-credits';
import type { PopupActions } from './popup';

interface CoveragePanelProps {
  readonly view: PopupView;
  readonly report: TabReport;
  readonly speaker: Speaker;
  readonly actions: PopupActions;
}

/** What could not be seen, and the one button that mends most of it. */
export function CoveragePanel({ view, report, speaker, actions }: CoveragePanelProps): JSX.Element {
  const text = (key: MessageKey) => say(phrase(key), speaker);
  const startedLate = report.gaps.some(({ kind }) => kind === 'started-late');
  return (
    <section class="coverage" aria-labelledby="coverage">
      <h2 id="coverage">{text('coverage_heading')}</h2>
      {view.gaps.length === 0 ? (
        <p>{text('coverage_full')}</p>
      ) : (
        <ul>
          {view.gaps.map((gap) => (
            <li key={gap}>{gap}</li>
          ))}
        </ul>
      )}
      {view.coverage !== 'partial' ? null : (
        <>
          <button type="button" class="main-action" onClick={actions.seeEverything}>
            {text('action_full_coverage')}
          </button>
          <p class="fine">{text('action_full_coverage_note')}</p>
        </>
      )}
      {startedLate ? (
        <button type="button" class="main-action" onClick={actions.reload}>
          {text('action_reload')}
        </button>
      ) : null}
      <p class="fine">{text('coverage_always_unseen')}</p>
      <DataCredits speaker={speaker} />
    </section>
  );
}
