import type { JSX } from 'preact';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import { Technical } from '../../lib/ui/technical';

interface SitesSectionProps {
  readonly sites: readonly string[];
  readonly speaker: Speaker;
  readonly onRemove: (site: string) => void;
}

export function SitesSection({ sites, speaker, onRemove }: SitesSectionProps): JSX.Element {
  const text = (key: MessageKey) => say(phrase(key), speaker);
  return (
    <section aria-labelledby="sites">
      <h2 id="sites">{text('options_sites')}</h2>
      {sites.length === 0 ? <p class="fine">{text('options_sites_none')}</p> : null}
      <ul>
        {sites.map((site) => (
          <li class="listed" key={site}>
            <Technical>{site}</Technical>
            <button
              type="button"
              class="quiet"
              aria-label={say(phrase('action_remove_what', site), speaker)}
              onClick={() => onRemove(site)}
            >
              {text('action_remove')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
