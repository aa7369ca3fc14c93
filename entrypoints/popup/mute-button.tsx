import type { JSX } from 'preact';
import { covers, type Mute } from '../../lib/report/mute';
import { phrase } from '../../lib/report/phrase';
import { say } from '../../lib/report/say';
import type { PopupActions, PopupContext } from './popup';

interface MuteButtonProps {
  readonly kind: Mute;
  /** What the finding says: several buttons of a row are told apart by it. */
  readonly about: string;
  readonly context: PopupContext;
  readonly actions: Pick<PopupActions, 'mute' | 'unmute'>;
}

/** Keeps the toolbar quiet about a finding, and takes that back. The same button, so that it keeps the focus. */
export function MuteButton({ kind, about, context, actions }: MuteButtonProps): JSX.Element {
  const { mutes, speaker } = context;
  const isMuted = mutes.some((mute) => covers(mute, kind));
  return (
    <span class="mute">
      <span role="status">{isMuted ? say(phrase('muted_by_you'), speaker) : ''}</span>
      <button
        type="button"
        class="quiet"
        onClick={() => (isMuted ? actions.unmute(kind) : actions.mute(kind))}
      >
        {say(phrase(isMuted ? 'action_undo' : 'action_mute'), speaker)}
        <span class="visually-hidden">: {about}</span>
      </button>
    </span>
  );
}
