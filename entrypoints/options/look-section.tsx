import type { JSX } from 'preact';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';

interface LookSectionProps {
  readonly flags: boolean;
  readonly speaker: Speaker;
  readonly onFlags: (shown: boolean) => void;
}

/** Flags only decorate the names, and not everybody wants to see them. */
export function LookSection({ flags, speaker, onFlags }: LookSectionProps): JSX.Element {
  const text = (key: MessageKey) => say(phrase(key), speaker);
  return (
    <section aria-labelledby="look">
      <h2 id="look">{text('options_look')}</h2>
      <div class="choice">
        <input
          type="checkbox"
          id="flags"
          checked={flags}
          onChange={(event) => onFlags(event.currentTarget.checked)}
        />
        <label for="flags">{text('options_flags')}</label>
      </div>
    </section>
  );
}
