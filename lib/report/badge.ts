import { isLoneVoice } from '../rules/assess';
import { type Mute, unmuted } from './mute';
import { type Phrase, phrase } from './phrase';
import type { Placed } from './rank';
import { type Standing, standingOf } from './standing';
import type { TabReport } from './tab-report';
import type { Directory } from './wording/operator';
import { slug, statementOf } from './wording/statement';

export const ICON_STATES = ['off', 'watching', 'notice', 'warning', 'incomplete'] as const;
export type IconState = (typeof ICON_STATES)[number];

export interface Badge {
  /** At most 4 characters; `''` for no badge. */
  readonly text: string;
  /** CSS colour behind the text. */
  readonly background: string;
  /** CSS colour of the text: at least 4.5 to 1 against the background (WCAG 2.2, 1.4.3). */
  readonly colour: string;
  readonly icon: IconState;
  /** The same in words: what a screen reader reads. */
  readonly title: Phrase;
}

export const BADGE_BACKGROUND: Record<IconState, string> = {
  off: '#5f6368',
  watching: '#0b6e75',
  notice: '#8a5200',
  warning: '#b3201a',
  incomplete: '#5f6368',
};
export const BADGE_COLOUR = '#ffffff';

/**
 * @param report `null` when the tab isn't watched.
 * @param mutes findings the badge keeps quiet about, though its words say that there are some.
 */
export function badgeOf(
  report: TabReport | null,
  directory: Directory,
  mutes: readonly Mute[] = [],
): Badge {
  if (report === null) return badge('off', '', phrase('badge_off'));
  const heard = unmuted(report, mutes);
  const standing = standingOf(heard);
  const shown = badgeOfStanding(standing, heard, directory);
  const isHushed = heard.findings.length < report.findings.length;
  return isHushed && standing.kind !== 'found' ? { ...shown, title: phrase('badge_muted') } : shown;
}

function badgeOfStanding(standing: Standing, report: TabReport, directory: Directory): Badge {
  if (report.coverage === 'none' && standing.kind !== 'found') {
    return badge('incomplete', '?', phrase('headline_access_lost'));
  }
  switch (standing.kind) {
    case 'found':
      return badgeOfFinding(standing.worst, standing.others + 1, directory);
    case 'no-database':
      return badge('incomplete', '?', phrase('badge_no_database'));
    case 'voice-unplaced':
      return badge('incomplete', '?', phrase('badge_incomplete'));
    case 'nothing-seen':
    case 'nothing-found': {
      if (standing.kind === 'nothing-found' && !standing.whole) {
        return badge('incomplete', '?', phrase('badge_incomplete'));
      }
      const partial = report.coverage === 'partial';
      return badge('watching', '', phrase(partial ? 'badge_watching_partial' : 'badge_watching'));
    }
  }
}

/**
 * A country's code stands for a place that is named: for a law, which is no place, and where the
 * databases disagree or one alone speaks, the count does.
 */
function badgeOfFinding({ finding, row }: Placed, count: number, directory: Directory): Badge {
  const { evidence, severity } = finding;
  const isPlaced =
    evidence.kind === 'location' && evidence.certainty !== 'disagree' && !isLoneVoice(evidence);
  const text = isPlaced ? evidence.country : countText(count);
  const title = phrase(
    'badge_finding',
    phrase(`badge_severity_${slug(severity)}`),
    statementOf(row, evidence, directory),
  );
  return severity === 'info' ? badge('watching', '', title) : badge(severity, text, title);
}

function countText(count: number): string {
  return count > 99 ? '99+' : `${count}`;
}

function badge(icon: IconState, text: string, title: Phrase): Badge {
  return { text, background: BADGE_BACKGROUND[icon], colour: BADGE_COLOUR, icon, title };
}
