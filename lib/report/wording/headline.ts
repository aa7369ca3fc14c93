import { SUBJECTS } from '../../subject';
import { counted, type Part, type Phrase, phrase } from '../phrase';
import type { Standing } from '../standing';
import type { DestinationRow, TabReport } from '../tab-report';
import { type Directory, lawCountries, vendorName } from './operator';
import { adviceOf, slug, statementOf, sureOf } from './statement';

/** The one sentence to read in ten seconds, and what belongs right under it. */
export interface Headline {
  readonly sentence: Phrase;
  /** How sure, under whose law, what was looked at: facts. */
  readonly notes: readonly Phrase[];
  /** Why it matters and what to do; `null` when there's nothing to do. */
  readonly advice: Phrase | null;
}

export function headlineOf(standing: Standing, report: TabReport, directory: Directory): Headline {
  switch (standing.kind) {
    case 'found':
      return foundHeadline(standing, directory);
    case 'no-database':
      return {
        sentence: phrase('headline_no_database'),
        notes: [phrase('headline_no_database_note')],
        advice: phrase('headline_no_database_advice'),
      };
    case 'voice-unplaced':
      return {
        sentence: statementOf(standing.row, null, directory),
        notes: [phrase('sure_line', sureOf(standing.row, null))],
        advice: phrase('note_unknown_is_not_safe'),
      };
    case 'nothing-seen':
      return {
        sentence: phrase('headline_nothing_yet'),
        notes: [phrase('headline_nothing_yet_note')],
        advice: null,
      };
    case 'nothing-found': {
      const whole = standing.whole && report.coverage === 'full';
      return {
        sentence: phrase(whole ? 'headline_nothing_found' : 'headline_nothing_found_partly'),
        notes: scopeWords(report.destinations),
        advice: null,
      };
    }
  }
}

function foundHeadline(
  { worst: { finding, row }, others, muted }: Extract<Standing, { kind: 'found' }>,
  directory: Directory,
): Headline {
  const { evidence } = finding;
  const law = evidence.kind === 'control' ? null : lawOf(row, directory);
  return {
    sentence: statementOf(row, evidence, directory),
    notes: [
      ...(law === null ? [] : [law]),
      phrase('sure_line', sureOf(row, evidence)),
      ...(muted ? [phrase('note_muted')] : []),
      ...(others === 0 ? [] : [counted('more_findings', others)]),
    ],
    advice: adviceOf(row, evidence, directory),
  };
}

/** "Agora is a company under the law of …": a fact beside the place, never instead of it. */
function lawOf(
  row: Pick<DestinationRow, 'vendor' | 'network'>,
  directory: Directory,
): Phrase | null {
  const name = vendorName(row, directory);
  const vendor = row.vendor && directory.vendor(row.vendor.vendor);
  if (name === null || vendor === null) return null;
  const countries = lawCountries(vendor.jurisdictions);
  if (countries.length === 0) return null;
  return phrase('law_of_company', name, { all: countries.map((country) => ({ country })) });
}

/** What "nothing found" rests on. */
function scopeWords(rows: readonly DestinationRow[]): readonly Phrase[] {
  const servers = rows.filter(({ peer }) => peer === 'server');
  const people = rows.length - servers.length;
  const looked: Part[] = SUBJECTS.flatMap((subject) => {
    const count = servers.filter((row) => row.subject === subject).length;
    return count === 0 ? [] : counted(`scope_${slug(subject)}`, count);
  });
  // First: after "room data to 1 server" it would sound like one more that the data goes to.
  if (people > 0) looked.unshift(counted('scope_people', people));
  const unlocated = servers.filter(isUnlocated).length;
  return [
    ...(looked.length === 0 ? [] : [phrase('scope_line', { all: looked })]),
    ...(rows.some(({ subject }) => subject === 'voice') ? [] : [phrase('scope_no_voice')]),
    ...(unlocated === 0 ? [] : [counted('scope_unlocated', unlocated)]),
  ];
}

function isUnlocated({ location }: DestinationRow): boolean {
  return !location.known && location.because !== 'special';
}
