import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Mute } from '../../lib/report/mute';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import { muteText } from '../../lib/report/wording/mute';
import { type Removed, Undo } from '../../lib/ui/undo';
import { CATALOGUE, DIRECTORY } from '../../lib/vendors/catalog';

interface MutedSectionProps {
  readonly muted: readonly Mute[];
  readonly speaker: Speaker;
  readonly onMute: (kind: Mute) => void;
  readonly onUnmute: (kinds: readonly Mute[]) => void;
}

/** What the user muted in the popup, each to be taken back alone or all together. */
export function MutedSection({ muted, speaker, onMute, onUnmute }: MutedSectionProps): JSX.Element {
  const [removed, setRemoved] = useState<Removed | null>(null);
  const text = (key: MessageKey) => say(phrase(key), speaker);
  const unmute = (kinds: readonly Mute[], name: string) => {
    onUnmute(kinds);
    setRemoved({ name, putBack: () => kinds.forEach(onMute) });
  };
  return (
    <section aria-labelledby="muted">
      <h2 id="muted">{text('options_muted')}</h2>
      <p class="fine">{text(muted.length === 0 ? 'options_muted_none' : 'options_muted_note')}</p>
      <ul>
        {muted.map((kind) => {
          const name = muteText(kind, appName, DIRECTORY, speaker);
          return (
            <li class="listed" key={name}>
              <bdi>{name}</bdi>
              <button
                type="button"
                class="quiet"
                aria-label={say(phrase('action_unmute_what', name), speaker)}
                onClick={() => unmute([kind], name)}
              >
                {text('action_unmute')}
              </button>
            </li>
          );
        })}
      </ul>
      {muted.length < 2 ? null : (
        <button type="button" class="quiet" onClick={() => unmute(muted, text('options_muted'))}>
          {text('action_unmute_all')}
        </button>
      )}
      <Undo removed={removed} speaker={speaker} onDone={() => setRemoved(null)} />
    </section>
  );
}

function appName(id: string): string | null {
  return CATALOGUE.apps.find((app) => app.id === id)?.name ?? null;
}
