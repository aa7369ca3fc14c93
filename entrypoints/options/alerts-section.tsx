import type { JSX } from 'preact';
import { counted, type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';

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
      <div class="choice">
        <input
          type="checkbox"
          id="alerts-on"
          checked={isOn}
          aria-describedby="alerts-note"
          onChange={(event) => {
            const { checked } = event.currentTarget;
            // The box follows what the browser grants, not the click.
            event.currentTarget.checked = isOn;
            onTurn(checked);
          }}
        />
        <label for="alerts-on">{text('options_alerts_on')}</label>
        <p class="fine" id="alerts-note">
          {text('options_alerts_note')}
        </p>
      </div>
      <p class="listed">
        <span class="fine" role="status">
          {say(counted('options_alerts_told', told), speaker)}
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
