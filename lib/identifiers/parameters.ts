const MOST_PARAMETERS = 64;
const LONGEST_NAME = 64;

/** What an empty field is written as by software that fills it in all the same. */
const NO_VALUES: ReadonlySet<string> = new Set(['', '0', 'null', 'undefined']);

/**
 * Names of the parameters in an address that hold something. The values are looked at and left.
 * @param query what stands behind the address's `?`.
 */
export function parametersOf(query: string): readonly string[] {
  if (query === '') return [];
  const names = new Set<string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (names.size >= MOST_PARAMETERS) break;
    if (name.length <= LONGEST_NAME && !NO_VALUES.has(value)) names.add(name);
  }
  return [...names];
}
