/** A file that is not, or no longer, a MaxMind DB. The message says what is wrong with it. */
export class MmdbError extends Error {
  override readonly name = 'MmdbError';
}
