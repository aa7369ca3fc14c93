import type { JSX } from 'preact';
import { phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import { EarMark } from '../../lib/ui/marks';
import { Technical } from '../../lib/ui/technical';

interface HeaderProps {
  /** Origin of the page, `null` when it isn't watched. */
  readonly page: string | null;
  readonly speaker: Speaker;
  readonly onOptions: () => void;
}

export function Header({ page, speaker, onOptions }: HeaderProps): JSX.Element {
  return (
    <header class="bar">
      <EarMark />
      <span class="brand">{say(phrase('extension_name'), speaker)}</span>
      <span class="page">{page === null ? null : <Technical>{new URL(page).host}</Technical>}</span>
      <button type="button" class="quiet" onClick={onOptions}>
        {say(phrase('action_options'), speaker)}
      </button>
    </header>
  );
}
