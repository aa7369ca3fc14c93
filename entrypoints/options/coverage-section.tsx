import type { JSX } from 'preact';
import type { Granted } from '../../lib/browser/granted';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import { Technical } from '../../lib/ui/technical';

interface CoverageSectionProps {
  readonly granted: Granted;
  readonly speaker: Speaker;
  readonly onAllSites: (all: boolean) => void;
  readonly onCatalogue: () => void;
}

/** How much Earshot may see, and what the browser grants it at the moment. */
export function CoverageSection(props: CoverageSectionProps): JSX.Element {
  const { granted, speaker, onAllSites, onCatalogue } = props;
  const text = (key: MessageKey) => say(phrase(key), speaker);
  const { allSites, catalogue, sites, notifications } = granted;
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">{text('options_coverage')}</h2>
      <p>{text(allSites ? 'options_coverage_full' : 'options_coverage_partial')}</p>
      <button type="button" class="main-action" onClick={() => onAllSites(!allSites)}>
        {text(allSites ? 'action_fewer_sites' : 'action_all_sites')}
      </button>
      {allSites ? null : <p class="fine">{text('options_coverage_note')}</p>}
      <h3>{text('options_granted')}</h3>
      <ul class="bullets">
        {allSites ? <li>{text('options_granted_all_sites')}</li> : null}
        <li>{text(catalogue ? 'options_granted_catalogue' : 'options_granted_catalogue_lost')}</li>
        {sites.map((site) => (
          <li key={site}>
            <Technical>{site}</Technical>
          </li>
        ))}
        {notifications ? <li>{text('options_granted_notifications')}</li> : null}
        <li>{text('options_granted_always')}</li>
      </ul>
      {catalogue || allSites ? null : (
        <button type="button" class="main-action" onClick={onCatalogue}>
          {text('options_granted_catalogue_again')}
        </button>
      )}
    </section>
  );
}
