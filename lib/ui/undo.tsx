import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { phrase } from '../report/phrase';
import { type Speaker, say } from '../report/say';

/** Something the user took away and may want back. */
export interface Removed {
  readonly name: string;
  readonly putBack: () => void;
}

interface UndoProps {
  readonly removed: Removed | null;
  readonly speaker: Speaker;
  /** It was put back. */
  readonly onDone: () => void;
}

/**
 * Says what is gone and offers it back. Takes the focus that the removed thing's button had, before
 * the next paint: no key falls between the two.
 */
export function Undo({ removed, speaker, onDone }: UndoProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), [removed]);
  return (
    <div class="undo" role="status">
      {removed === null ? null : (
        <>
          {say(phrase('removed_what', removed.name), speaker)}{' '}
          <button
            type="button"
            class="quiet"
            ref={button}
            onClick={() => {
              removed.putBack();
              onDone();
            }}
          >
            {say(phrase('action_undo'), speaker)}
          </button>
        </>
      )}
    </div>
  );
}
