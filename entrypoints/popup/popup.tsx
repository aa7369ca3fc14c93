import type { JSX } from 'preact';
import type { PopupState } from '../../lib/browser/popup-source';
import type { Mute } from '../../lib/report/mute';
import { type MessageKey, phrase } from '../../lib/report/phrase';
import type { DetailsContext } from '../../lib/report/row-details';
import { say } from '../../lib/report/say';
import type { Unread } from '../../lib/settings';
import { Header } from './header';
import { ReportPanel } from './report-panel';
import { StandIn } from './stand-in';

export interface PopupActions {
  readonly seeEverything: () => void;
  readonly watch: (site: string) => void;
  /** Asks for the access to a watched page that was taken back. */
  readonly allowAgain: (site: string) => void;
  readonly reload: () => void;
  readonly restart: () => void;
  readonly options: () => void;
  readonly mute: (kind: Mute) => void;
  readonly unmute: (kind: Mute) => void;
  /** Opens the side panel; `null` where there is none, or where this is it. */
  readonly keepOpen: (() => void) | null;
}

/** What the popup knows besides the report. */
export interface PopupContext extends DetailsContext {
  readonly mutes: readonly Mute[];
  readonly showsFlags: boolean;
  /** There are settings that can't be read. */
  readonly unread: Unread;
}

/** The side panel is the popup that stays open. */
export type PopupPlace = 'popup' | 'panel';

interface PopupProps {
  readonly place: PopupPlace;
  readonly state: PopupState;
  readonly context: PopupContext;
  readonly actions: PopupActions;
}

/** The whole popup: a function of what the background has written down. */
export function Popup({ place, state, context, actions }: PopupProps): JSX.Element {
  const text = (key: MessageKey) => say(phrase(key), context.speaker);
  return (
    <div class={context.showsFlags ? 'popup' : 'popup without-flags'}>
      <Header
        page={state.kind === 'watched' ? state.report.page : null}
        speaker={context.speaker}
        onOptions={actions.options}
        onKeepOpen={actions.keepOpen}
      />
      <main>
        {context.unread === 'mutes' ? (
          <StandIn
            tone="unsure"
            headline={text('headline_mutes_unread')}
            action={{ label: text('action_options'), run: actions.options }}
          />
        ) : null}
        {context.unread === 'settings' ? (
          <StandIn
            tone="unsure"
            headline={text('headline_settings_unread')}
            note={text('headline_settings_unread_note')}
            action={{ label: text('action_options'), run: actions.options }}
          />
        ) : null}
        {state.kind === 'watched' ? (
          <>
            {state.answering ? null : (
              <StandIn
                tone="unsure"
                headline={text('headline_no_answer')}
                note={text('headline_no_answer_note')}
                action={{ label: text('action_restart'), run: actions.restart }}
              />
            )}
            {state.report.coverage === 'none' ? (
              <StandIn
                tone="unsure"
                headline={text('headline_access_lost')}
                note={text('headline_access_lost_note')}
                action={{
                  label: text('action_watch_site'),
                  run: () => actions.allowAgain(state.report.page),
                }}
                after={text('action_watch_site_note')}
              />
            ) : null}
            <ReportPanel
              report={state.report}
              isCurrent={state.answering && state.report.coverage !== 'none'}
              context={context}
              actions={actions}
            />
          </>
        ) : (
          withoutReport(place, state, text, actions)
        )}
      </main>
    </div>
  );
}

function withoutReport(
  place: PopupPlace,
  state: Exclude<PopupState, { kind: 'watched' }>,
  text: (key: MessageKey) => string,
  actions: PopupActions,
): JSX.Element {
  switch (state.kind) {
    case 'loading':
      return <StandIn tone="unsure" headline={text('headline_loading')} />;
    case 'no-answer':
      return (
        <StandIn
          tone="unsure"
          headline={text('headline_no_answer')}
          note={text('headline_no_answer_note')}
          action={{ label: text('action_restart'), run: actions.restart }}
        />
      );
    case 'reload':
      return (
        <StandIn
          tone="unsure"
          headline={text('headline_reload')}
          note={text('headline_reload_note')}
          action={{ label: text('action_reload'), run: actions.reload }}
        />
      );
    case 'not-watched':
      return (
        <StandIn
          tone="unsure"
          headline={text('headline_not_watched')}
          note={text('headline_not_watched_note')}
          action={{ label: text('action_watch_site'), run: () => actions.watch(state.site) }}
          after={text('action_watch_site_note')}
        />
      );
    case 'unwatchable':
      // Opening the popup shows it the page's address; a panel that stays open isn't told.
      return place === 'popup' ? (
        <StandIn
          tone="unsure"
          headline={text('headline_unwatchable')}
          note={text('headline_unwatchable_note')}
        />
      ) : (
        <StandIn
          tone="unsure"
          headline={text('headline_not_watched')}
          note={text('headline_not_watched_in_panel_note')}
        />
      );
  }
}
