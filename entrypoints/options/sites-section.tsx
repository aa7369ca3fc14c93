import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import { Technical } from '../../lib/ui/technical';
import { type Removed, Undo } from '../../lib/ui/undo';

interface SitesSectionProps {
  readonly sites: readonly string[];
  readonly speaker: Speaker;
  readonly onRemove: (site: string) => void;
  readonly onPutBack: (site: string) => void;
}

export function SitesSection(props: SitesSectionProps): JSX.Element {
  const { sites, speaker, onRemove, onPutBack } = props;
  const [removed, setRemoved] = useState<Removed | null>(null);
  const text = (key: MessageKey) => say(phrase(key), speaker);
  const remove = (site: string) => {
    onRemove(site);
    setRemoved({ name: site, putBack: () => onPutBack(site) });
  };
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
              onClick={() => remove(site)}
            >
              {text('action_remove')}
            </button>
          </li>
        ))}
      </ul>
      <Undo removed={removed} speaker={speaker} onDone={() => setRemoved(null)} />
    </section>
  );
}
