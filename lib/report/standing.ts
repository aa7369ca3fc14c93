import { isMuted, type Mute } from './mute';
import { type Placed, rankFindings } from './rank';
import type { DestinationRow, TabReport } from './tab-report';

/** What a report amounts to: the badge and the headline both follow from this, and so agree. */
export type Standing =
  /** `others`: further destinations with findings. `muted`: so are all of them. */
  | {
      readonly kind: 'found';
      readonly worst: Placed;
      readonly others: number;
      readonly muted: boolean;
    }
  /** Without the data nothing may look safe, but what was found by name still counts. */
  | { readonly kind: 'no-database' }
  /** Voice goes somewhere that nobody can place. */
  | { readonly kind: 'voice-unplaced'; readonly row: DestinationRow }
  | { readonly kind: 'nothing-seen' }
  /** `whole`: nothing is known to have been missed. */
  | { readonly kind: 'nothing-found'; readonly whole: boolean };

/**
 * A note is told in its row alone: it is no reason to look up, and hides nothing that is.
 * @param mutes what was muted comes last, whatever it weighs.
 */
export function standingOf(report: TabReport, mutes: readonly Mute[] = []): Standing {
  const ranked = rankFindings(report).filter(({ finding }) => finding.severity !== 'info');
  const heard = ranked.find((placed) => !isMuted(mutes, report, placed));
  const worst = heard ?? ranked[0];
  if (worst !== undefined) {
    const found = new Set(ranked.map(({ row }) => row.key));
    return { kind: 'found', worst, others: found.size - 1, muted: heard === undefined };
  }
  if (report.gaps.some(({ kind }) => kind === 'no-database')) return { kind: 'no-database' };
  const unplaced = report.destinations.find(isUnplacedVoice);
  if (unplaced !== undefined) return { kind: 'voice-unplaced', row: unplaced };
  if (report.destinations.length === 0 && report.gaps.length === 0) return { kind: 'nothing-seen' };
  const isWhole = report.gaps.length === 0 && !report.proxied;
  return { kind: 'nothing-found', whole: isWhole && !report.destinations.some(({ late }) => late) };
}

/** A server on this very machine or network is placed well enough; a person is never looked up. */
function isUnplacedVoice({ subject, outcome, peer, location }: DestinationRow): boolean {
  if (subject !== 'voice' || outcome !== 'reached' || peer === 'person') return false;
  return !location.known && location.because !== 'special' && location.because !== 'person';
}
