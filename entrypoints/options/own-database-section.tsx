import type { JSX, TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { OwnDatabaseFile } from '../../lib/browser/own-database-files';
import { reportError } from '../../lib/browser/report-error';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say, sayDate } from '../../lib/report/say';
import { Technical } from '../../lib/ui/technical';
import { type Removed, Undo } from '../../lib/ui/undo';
import type { OptionsActions } from './options';

interface OwnDatabaseSectionProps {
  readonly databases: readonly OwnDatabaseFile[];
  readonly speaker: Speaker;
  readonly actions: Pick<OptionsActions, 'addDatabase' | 'removeDatabase'>;
}

export function OwnDatabaseSection(props: OwnDatabaseSectionProps): JSX.Element {
  const { databases, speaker, actions } = props;
  const [error, setError] = useState('');
  const [isReading, setReading] = useState(false);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const text = (key: MessageKey) => say(phrase(key), speaker);

  const add = async (file: File) => {
    setError('');
    setReading(true);
    const reason = await actions.addDatabase(file).finally(() => setReading(false));
    if (reason !== null) {
      setError(say(phrase('options_database_refused', file.name, reason), speaker));
    }
  };
  const remove = async (name: string) => {
    const putBack = await actions.removeDatabase(name);
    setRemoved({ name, putBack });
  };
  const onChange = (event: TargetedEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (file !== undefined) void add(file).catch(reportError);
  };

  return (
    <section aria-labelledby="databases">
      <h2 id="databases">{text('options_databases')}</h2>
      <p class="fine">{text('options_databases_note')}</p>
      <ul>
        {databases.map((database) => (
          <li class="listed" key={database.name} data-own-database={database.name}>
            <Technical>{database.name}</Technical>
            <span class="fine">{about(database, speaker)}</span>
            <button
              type="button"
              class="quiet"
              aria-label={say(phrase('action_remove_what', database.name), speaker)}
              onClick={() => void remove(database.name).catch(reportError)}
            >
              {text('action_remove')}
            </button>
          </li>
        ))}
      </ul>
      <Undo removed={removed} speaker={speaker} onDone={() => setRemoved(null)} />
      <label class="file-input">
        {text('options_database_choose')}
        <input id="own-database" type="file" accept=".mmdb" onChange={onChange} />
      </label>
      <p class="fine" role="status">
        {isReading ? text('options_database_reading') : ''}
      </p>
      <p class="error" role="alert" data-own-database-error>
        {error}
      </p>
    </section>
  );
}

function about({ kind, date }: OwnDatabaseFile, speaker: Speaker): string {
  const named = kind === '' ? phrase('options_database_kind_unknown') : kind;
  return say(
    date === ''
      ? phrase('options_database_about_undated', named)
      : phrase('options_database_about', named, sayDate(date, speaker)),
    speaker,
  );
}
