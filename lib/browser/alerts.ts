import { alertOf } from '../report/alert';
import { type Mute, unmuted } from '../report/mute';
import { type PageRecord, toReport } from '../report/page-record';
import { phrase } from '../report/phrase';
import { say, sayTogether } from '../report/say';
import type { Directory } from '../report/wording/operator';
import { loadSpeaker } from './i18n';
import { canNotify, notify } from './notifications';
import { isPrivate } from './private-tab';
import { reportError } from './report-error';
import { addTold, readTold } from './told-alerts';

/** Milliseconds for a finding to be corrected, and for others to join it. */
const PATIENCE = 1500;

interface AlertsOptions {
  readonly directory: Directory;
  /** Whether the user wants them. */
  readonly isOn: () => boolean;
  /** What the user muted isn't told. */
  readonly mutes: () => readonly Mute[];
  readonly pageOf: (tab: number) => PageRecord | undefined;
}

/** Notifies of warnings, each kind once for good. Off until the user turns it on. */
export class Alerts {
  readonly #options: AlertsOptions;
  readonly #waiting = new Set<number>();
  #telling: Promise<void> = Promise.resolve();

  constructor(options: AlertsOptions) {
    this.#options = options;
  }

  /** Something changed in this tab. */
  consider(tab: number): void {
    if (!this.#options.isOn() || !canNotify() || this.#waiting.has(tab)) return;
    this.#waiting.add(tab);
    setTimeout(() => {
      this.#waiting.delete(tab);
      // One after the other, or two tabs would tell the same.
      this.#telling = this.#telling.then(() => this.#tell(tab)).catch(reportError);
    }, PATIENCE);
  }

  async #tell(tab: number): Promise<void> {
    const { directory, isOn, mutes, pageOf } = this.#options;
    const page = pageOf(tab);
    if (page === undefined || !isOn()) return;
    const alert = alertOf(unmuted(toReport(page), mutes()), await readTold(), directory);
    // A notification would outlive a private window, and so would the note that it was shown.
    if (alert === null || (await isPrivate(tab))) return;
    // Before it is shown: rather never told than told twice.
    await addTold(alert.keys);
    const words = await loadSpeaker();
    await notify(tab, {
      title: say(alert.title, words),
      message: sayTogether(
        alert.sentences.map((sentence) => say(sentence, words)),
        words,
      ),
      button: say(phrase('alert_button_off'), words),
    });
  }
}
