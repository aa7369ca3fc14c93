import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Mute, withMute, withoutMutes } from '../../lib/report/mute';
import { phrase } from '../../lib/report/phrase';
import type { DetailsContext } from '../../lib/report/row-details';
import { say } from '../../lib/report/say';
import type { PopupActions } from '../popup/popup';
import { ReportPanel } from '../popup/report-panel';
import { EXAMPLE } from './example-report';

const NOTHING = () => {};
/** What would act on a page: the example misses nothing, and so shows no button for it. */
const ON_A_PAGE = {
  seeEverything: NOTHING,
  watch: NOTHING,
  allowAgain: NOTHING,
  reload: NOTHING,
  restart: NOTHING,
  options: NOTHING,
  keepOpen: null,
};

/** The popup itself on a recorded room. What is muted here is muted nowhere else. */
export function Example({ context }: { readonly context: DetailsContext }): JSX.Element {
  const [mutes, setMutes] = useState<readonly Mute[]>([]);
  const actions: PopupActions = {
    ...ON_A_PAGE,
    mute: (kind) => setMutes(withMute(mutes, kind)),
    unmute: (kind) => setMutes(withoutMutes(mutes, [kind])),
  };
  return (
    <aside class="example" aria-labelledby="example">
      <h2 id="example">{say(phrase('welcome_example'), context.speaker)}</h2>
      <div class="popup">
        <ReportPanel
          report={EXAMPLE}
          isCurrent={true}
          context={{ ...context, mutes, showsFlags: true, unread: 'nothing' }}
          actions={actions}
        />
      </div>
    </aside>
  );
}
