import type { Statement, Verdict } from '../../vendors/statement';
import { type Phrase, phrase } from '../phrase';
import { slug } from './statement';

/** What a company says and when it said so: its words stay in the language of the catalogue. */
export function claimSaid({ source, dated }: Statement): Phrase {
  return phrase('detail_said', source.says, { dated });
}

/** How that fits what the page was seen to do, or why nobody can tell. */
export function verdictWords(held: Verdict): Phrase {
  const word = held.verdict === 'cannot-tell' ? held.because : held.verdict;
  return phrase(`verdict_${slug(word)}`);
}
