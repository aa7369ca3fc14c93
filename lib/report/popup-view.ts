import { SUBJECTS, type Subject } from '../subject';
import type { Mute } from './mute';
import { counted, type Phrase, phrase } from './phrase';
import { rankRows, worstByRow } from './rank';
import { placeName } from './row-view';
import { type Speaker, say, sayNames } from './say';
import { type Standing, standingOf } from './standing';
import type { Coverage, DestinationRow, TabReport } from './tab-report';
import { gapWords } from './wording/gap';
import { headlineOf } from './wording/headline';
import type { Directory } from './wording/operator';
import { microphoneWords } from './wording/sound';
import { slug } from './wording/statement';

/** What the popup draws, in words already: a function of the report alone. */
export interface PopupView {
  /** Host of the page. */
  readonly page: string;
  readonly tone: Tone;
  readonly headline: string;
  readonly notes: readonly string[];
  readonly advice: string | null;
  /** Always the four subjects, in their fixed order. */
  readonly sections: readonly SectionView[];
  readonly gaps: readonly string[];
  readonly coverage: Coverage;
}

/** How the popup looks: by shape and word as well as by colour. */
export type Tone = 'warning' | 'notice' | 'calm' | 'unsure';

export interface SectionView {
  readonly subject: Subject;
  readonly title: string;
  readonly summary: string;
  /** Worst first. Put into words by `rowView` as they are shown, since there may be a thousand. */
  readonly rows: readonly DestinationRow[];
  /** How many of them, from the first, have a finding. */
  readonly found: number;
}

/** Places named beside a section's title; the rows tell of the rest. */
const MOST_PLACES = 3;

export function popupView(
  report: TabReport,
  directory: Directory,
  speaker: Speaker,
  mutes: readonly Mute[] = [],
): PopupView {
  const standing = standingOf(report, mutes);
  const { sentence, notes, advice } = headlineOf(standing, report, directory);
  return {
    page: hostOf(report.page),
    tone: toneOf(standing, report.coverage),
    headline: say(sentence, speaker),
    notes: notesOf(report, notes).map((note) => say(note, speaker)),
    advice: advice && say(advice, speaker),
    sections: sectionsOf(report, speaker),
    gaps: gapWords(report).map((gap) => say(gap, speaker)),
    coverage: report.coverage,
  };
}

function notesOf(report: TabReport, notes: readonly Phrase[]): readonly Phrase[] {
  const microphone = microphoneWords(report);
  return [
    ...notes,
    ...(microphone === null ? [] : [microphone]),
    ...(isOutsideRoom(report) ? [phrase('note_opened_outside_room')] : []),
    ...(report.proxied ? [phrase('gap_proxied')] : []),
  ];
}

/** Where an app's page was opened outside of its rooms, no voice is what is to be expected. */
function isOutsideRoom({ place, destinations }: TabReport): boolean {
  return place === 'site' && !destinations.some(({ subject }) => subject === 'voice');
}

function toneOf(standing: Standing, coverage: Coverage): Tone {
  switch (standing.kind) {
    case 'found': {
      const { severity } = standing.worst.finding;
      return severity === 'info' ? 'calm' : severity;
    }
    case 'no-database':
    case 'voice-unplaced':
      return 'unsure';
    case 'nothing-seen':
      return coverage === 'none' ? 'unsure' : 'calm';
    case 'nothing-found':
      return standing.whole && coverage === 'full' ? 'calm' : 'unsure';
  }
}

function sectionsOf(report: TabReport, speaker: Speaker): readonly SectionView[] {
  const severityOf = worstByRow(report.findings);
  return SUBJECTS.map((subject) => {
    const rows = rankRows(report.destinations, subject, severityOf);
    return {
      subject,
      title: say(phrase(`subject_${slug(subject)}`), speaker),
      summary: summaryOf(rows, speaker),
      rows,
      found: rows.filter(({ key }) => severityOf.has(key)).length,
    };
  });
}

function summaryOf(rows: readonly DestinationRow[], speaker: Speaker): string {
  if (rows.length === 0) return say(phrase('subject_none'), speaker);
  const people = rows.filter(({ peer }) => peer === 'person').length;
  const servers = rows.length - people;
  const all = [
    ...(servers === 0 ? [] : [say(counted('servers', servers), speaker)]),
    ...(people === 0 ? [] : [say(counted('people', people), speaker)]),
  ];
  const counts = sayNames(all, speaker);
  const places = placesOf(rows, speaker);
  return places === '' ? counts : say(phrase('subject_summary', counts, places), speaker);
}

function placesOf(rows: readonly DestinationRow[], speaker: Speaker): string {
  const servers = rows.filter(({ peer }) => peer === 'server');
  const places = new Set(servers.map((row) => placeName(row, speaker)));
  const named = sayNames([...places].slice(0, MOST_PLACES), speaker);
  return places.size > MOST_PLACES ? say(phrase('subject_more', named), speaker) : named;
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}
