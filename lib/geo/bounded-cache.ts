/**
 * Answers kept for the next time, at most twice `generation` of them. When the young half is full
 * it becomes the old half and what was old is forgotten; what is asked for again becomes young.
 */
export function createBoundedCache<K, V>(
  generation: number,
  compute: (key: K) => V,
): (key: K) => V {
  let young = new Map<K, V>();
  let old = new Map<K, V>();
  return (key) => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const value = old.get(key) ?? compute(key);
    if (young.size >= generation) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
}
