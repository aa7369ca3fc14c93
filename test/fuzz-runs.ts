import { appendFileSync } from 'node:fs';
import fc from 'fast-check';

const cases = Number(process.env.EARSHOT_FUZZ_CASES);
const tally = process.env.EARSHOT_FUZZ_TALLY;

if (cases > 0) fc.configureGlobal({ numRuns: cases });

/**
 * How many cases of a property are tried: `npm test` tries `usual` of them, `npm run fuzz` as many
 * as were asked for, or that share of them where one case takes long.
 */
export function runs(usual: number, share = 1): number {
  return cases > 0 ? Math.ceil(cases * share) : usual;
}

function report<T>(out: fc.RunDetails<T>): void {
  const message = fc.defaultReportMessage(out);
  if (tally !== undefined) appendFileSync(tally, `${out.numRuns}\n`);
  if (out.failed) throw new Error(message);
}

if (tally !== undefined) {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), reporter: report } as fc.GlobalParameters);
}
