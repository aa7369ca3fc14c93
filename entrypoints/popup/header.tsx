import type { JSX } from 'preact';
import { phrase } from '../../lib/report/phrase';
import { type Speaker, say } from '../../lib/report/say';
import { EarMark, PanelMark } from '../../lib/ui/marks';
import { Technical } from '../../lib/ui/technical';

interface HeaderProps {
  /** Origin of the page, `null` when it isn't watched. */
  readonly page: string | null;
  readonly speaker: Speaker;
  readonly onOptions: () => void;
  readonly onKeepOpen: (() => void) | null;
}

export function Header({ page, speaker, onOptions, onKeepOpen }: HeaderProps): JSX.Element {
  const keepOpen = say(phrase('action_keep_open'), speaker);
  return (
    <header class="bar">
      <EarMark />
      <span class="brand">{say(phrase('extension_name'), speaker)}</span>
      <span class="page">{page === null ? null : <Technical>{new URL(page).host}</Technical>}</span>
      {onKeepOpen === null ? null : (
        <button type="button" class="quiet" title={keepOpen} onClick={onKeepOpen}>
          <PanelMark />
          <span class="visually-hidden">{keepOpen}</span>
        </button>
      )}
      <button type="button" class="quiet" onClick={onOptions}>
        {say(phrase('action_options'), speaker)}
      </button>
    </header>
  );
}
