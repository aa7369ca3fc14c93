import fc from 'fast-check';

/** `npm run fuzz` tries as many cases of each property as this says; `npm test` a hundred. */
const cases = Number(process.env.EARSHOT_FUZZ_CASES);
if (cases > 0) fc.configureGlobal({ numRuns: cases });
