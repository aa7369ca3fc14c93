import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';

/** `erasing` lasts until the background has erased the last of it, over restarts too. */
export type Erasure = 'none' | 'erasing' | 'erased';

interface EraseSectionProps {
  readonly erasure: Erasure;
  readonly speaker: Speaker;
  readonly onErase: () => void;
}

const WHAT_GOES: readonly MessageKey[] = [
  'options_erase_settings',
  'options_erase_sites',
  'options_erase_databases',
  'options_erase_told',
  'options_erase_seen',
];

/** Says what will go, asks once more, and says when it is gone. */
export function EraseSection({ erasure, speaker, onErase }: EraseSectionProps): JSX.Element {
  const [asking, setAsking] = useState<'not-yet' | 'asked' | 'kept' | 'agreed'>('not-yet');
  const ask = useRef<HTMLButtonElement>(null);
  const outcome = useRef<HTMLParagraphElement>(null);
  // The answer's button is gone, and its focus goes to the one that asked or to what comes of it.
  useLayoutEffect(() => {
    if (asking === 'kept') ask.current?.focus();
    if (asking === 'agreed') outcome.current?.focus();
  }, [asking]);
  const text = (key: MessageKey) => say(phrase(key), speaker);
  return (
    <section aria-labelledby="erase">
      <h2 id="erase">{text('options_erase')}</h2>
      <p>{text('options_erase_what')}</p>
      <ul class="bullets">
        {WHAT_GOES.map((key) => (
          <li key={key}>{text(key)}</li>
        ))}
      </ul>
      {asking === 'asked' ? (
        <Confirm
          text={text}
          onKeep={() => setAsking('kept')}
          onErase={() => {
            setAsking('agreed');
            onErase();
          }}
        />
      ) : (
        <button
          type="button"
          class="main-action danger"
          ref={ask}
          disabled={erasure === 'erasing'}
          onClick={() => setAsking('asked')}
        >
          {text('options_erase_ask')}
        </button>
      )}
      <p class="done" role="status" data-erasure={erasure} ref={outcome} tabIndex={-1}>
        {erasure === 'none' || asking === 'asked' ? '' : text(`options_${erasure}`)}
      </p>
    </section>
  );
}

interface ConfirmProps {
  readonly text: (key: MessageKey) => string;
  readonly onKeep: () => void;
  readonly onErase: () => void;
}

/** The focus begins on the answer that changes nothing, before anything can be typed at another. */
function Confirm({ text, onKeep, onErase }: ConfirmProps): JSX.Element {
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => keep.current?.focus(), []);
  return (
    <fieldset class="confirm">
      <legend>{text('options_erase_sure')}</legend>
      <button type="button" class="main-action" ref={keep} onClick={onKeep}>
        {text('options_erase_keep')}
      </button>{' '}
      <button type="button" class="main-action danger" id="erase-now" onClick={onErase}>
        {text('options_erase_now')}
      </button>
    </fieldset>
  );
}
