import type { JSX } from 'preact';
import type { Tone } from '../../lib/report/popup-view';
import { ToneMark } from '../../lib/ui/marks';

interface StandInProps {
  readonly tone: Tone;
  readonly headline: string;
  readonly note?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** A word of comfort below the button. */
  readonly after?: string;
}

/** What stands where a report would, or above one that can't be trusted to be current. */
export function StandIn({ tone, headline, note, action, after }: StandInProps): JSX.Element {
  return (
    <section class={`headline tone-${tone}`}>
      <ToneMark tone={tone} size={20} />
      <div>
        <h1>{headline}</h1>
        {note === undefined ? null : <p class="note">{note}</p>}
        {action === undefined ? null : (
          <button type="button" class="main-action" onClick={action.run}>
            {action.label}
          </button>
        )}
        {after === undefined ? null : <p class="fine">{after}</p>}
      </div>
    </section>
  );
}
