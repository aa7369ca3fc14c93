import type { JSX } from 'preact';
import { counted, type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import { AskingBox } from '../../lib/ui/asking-box';

interface AlertsSectionProps {
  /** Wanted, and allowed by the browser. */
  readonly isOn: boolean;
  /** How many kinds of warning the user has been alerted to. */
  readonly told: number;
  readonly speaker: Speaker;
  readonly onTurn: (on: boolean) => void;
  readonly onForget: () => void;
}

/** Notifications of warnings, and a way to be told anew. */
export function AlertsSection(props: AlertsSectionProps): JSX.Element {
  const { isOn, told, speaker, onTurn, onForget } = props;
  const text = (key: MessageKey) => say(phrase(key), speaker);
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">{text('options_alerts')}</h2>
      <AskingBox
        id="alerts-on"
        label={text('options_alerts_on')}
        note={text('options_alerts_note')}
        isOn={isOn}
        onTurn={onTurn}
      />
      <p class="listed">
        <span class="fine" role="status">
          {told === 0 ? '' : say(counted('options_alerts_told', told), speaker)}
        </span>
        {told === 0 ? null : (
          <button type="button" class="quiet" onClick={onForget}>
            {text('options_alerts_forget')}
          </button>
        )}
      </p>
    </section>
  );
}
