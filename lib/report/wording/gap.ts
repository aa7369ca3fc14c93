import { counted, type Phrase, phrase } from '../phrase';
import { type Coverage, type Gap, MOST_NOT_SHOWN, type TabReport } from '../tab-report';

/** Without access to the page, old news is all there is. */
const COVERAGE_GAPS: Readonly<Record<Coverage, readonly Phrase[]>> = {
  full: [],
  partial: [phrase('gap_partial')],
  none: [phrase('gap_access_lost')],
};

/** Host names named in one sentence; the count tells of the rest. */
const MOST_NAMES = 5;

/**
 * What could not be seen, one sentence each; empty when nothing is known to be missing. That a
 * proxy stands between is said at the top, with the headline.
 */
export function gapWords({ gaps, coverage }: TabReport): readonly Phrase[] {
  const unseen = gaps.flatMap((gap) => (gap.kind === 'unseen-host' ? gap.host : []));
  const others = gaps.flatMap((gap) => (gap.kind === 'unseen-host' ? [] : gapWord(gap)));
  return [
    ...COVERAGE_GAPS[coverage],
    ...others,
    ...(gaps.some(({ kind }) => kind === 'not-kept') ? [phrase('gap_no_room')] : []),
    ...(unseen.length === 0 ? [] : [unseenHosts(unseen)]),
  ];
}

function unseenHosts(hosts: readonly string[]): Phrase {
  const names = { names: hosts.slice(0, MOST_NAMES) };
  const isMore = hosts.length > MOST_NAMES;
  return counted('gap_unseen_hosts', hosts.length, isMore ? phrase('subject_more', names) : names);
}

function gapWord(gap: Exclude<Gap, { kind: 'unseen-host' }>): Phrase {
  switch (gap.kind) {
    case 'started-late':
      return phrase('gap_started_late');
    case 'not-shown':
      if (gap.count >= MOST_NOT_SHOWN) {
        return phrase('gap_not_shown_at_least', { number: MOST_NOT_SHOWN });
      }
      return counted('gap_not_shown', gap.count);
    case 'not-kept':
      return counted('gap_not_shown', gap.count);
    case 'reports-dropped':
      return counted('gap_reports_dropped', gap.count);
    case 'voice-untraced':
      return phrase('gap_voice_untraced');
    case 'no-database':
      return phrase('gap_no_database');
  }
}
