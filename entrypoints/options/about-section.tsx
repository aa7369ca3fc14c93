import type { JSX } from 'preact';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say, sayDate } from '../../lib/report/say';
import { DataAge } from '../../lib/ui/data-credits';
import type { OptionsState } from './options';

interface AboutSectionProps {
  readonly state: Pick<OptionsState, 'sources' | 'version' | 'catalogue'>;
  readonly speaker: Speaker;
}

/** Versions, and the credits that the data's licences ask for. */
export function AboutSection({ state, speaker }: AboutSectionProps): JSX.Element {
  const text = (key: MessageKey) => say(phrase(key), speaker);
  const { sources, version, catalogue } = state;
  return (
    <section aria-labelledby="about">
      <h2 id="about">{text('options_about')}</h2>
      <p>{say(phrase('options_about_version', version, catalogue), speaker)}</p>
      <p>{text('options_about_privacy')}</p>
      <p>
        <a href="/licences.txt" target="_blank" rel="noreferrer noopener">
          {text('options_about_licences')}
        </a>
      </p>
      <h3>{text('options_data')}</h3>
      {sources?.length === 0 ? <p class="error">{text('options_data_unreadable')}</p> : null}
      <ul>
        {sources?.map(({ id, name, date, licence, licenceUrl, attribution, url }) => (
          <li key={id}>
            <a href={url} target="_blank" rel="noreferrer noopener">
              <bdi lang="en">{attribution === '' ? name : attribution}</bdi>
            </a>
            <p class="fine">
              {say(phrase('options_data_source', name, sayDate(date, speaker)), speaker)},{' '}
              <a href={licenceUrl} target="_blank" rel="noreferrer noopener">
                <bdi lang="en">{licence}</bdi>
                <span class="visually-hidden">: {name}</span>
              </a>
              <DataAge date={date} speaker={speaker} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
