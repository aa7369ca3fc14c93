import { counted, type Phrase, phrase } from './phrase';
import { type Placed, rankFindings } from './rank';
import type { TabReport } from './tab-report';
import type { Directory } from './wording/operator';
import { adviceOf, statementOf } from './wording/statement';

/** One notification about a page: what the user asked to be warned of, and hasn't been told yet. */
export interface Alert {
  readonly title: Phrase;
  readonly sentences: readonly Phrase[];
  /** What it tells, to be remembered. See {@link toldKey}. */
  readonly keys: readonly string[];
}

/** Statements in one notification: systems cut off what is longer. */
const MOST_STATEMENTS = 2;

/**
 * @param told keys of what was told before: each app, company, country and kind is told once.
 * @returns `null` when there is nothing new at the level of a warning.
 */
export function alertOf(
  report: TabReport,
  told: ReadonlySet<string>,
  directory: Directory,
): Alert | null {
  const news = new Map<string, Placed>();
  for (const placed of rankFindings(report)) {
    if (placed.finding.severity !== 'warning') continue;
    const key = toldKey(report, placed);
    if (!told.has(key) && !news.has(key)) news.set(key, placed);
  }
  const [first, ...others] = news.values();
  if (first === undefined) return null;
  return {
    title: phrase('alert_title', new URL(report.page).host),
    sentences: sentencesOf(first, others, directory),
    keys: [...news.keys()],
  };
}

/** One in full, with what to do about it; or several in short. */
function sentencesOf(
  first: Placed,
  others: readonly Placed[],
  directory: Directory,
): readonly Phrase[] {
  const state = ({ row, finding }: Placed) => statementOf(row, finding.evidence, directory);
  if (others.length === 0) {
    const { row, finding } = first;
    return [state(first), adviceOf(row, finding.evidence, directory)];
  }
  const shown = [first, ...others].slice(0, MOST_STATEMENTS);
  const rest = others.length + 1 - shown.length;
  return [...shown.map(state), ...(rest === 0 ? [] : [counted('alert_more', rest)])];
}

/**
 * App, company, country and kind: no host, no address, no room. Sites the user added share one
 * name, so that what is remembered doesn't say where they were.
 */
function toldKey({ app }: TabReport, { row, finding }: Placed): string {
  const { evidence, rule } = finding;
  const company = row.vendor?.vendor ?? (row.network === null ? 'unknown' : `as${row.network.asn}`);
  const country = 'country' in evidence ? evidence.country : 'none';
  return [app ?? 'own-site', company, country, rule].join(' ');
}
