import type { Problem } from './problem';

type Named = readonly (readonly [at: string, key: string])[];

export function claims(list: readonly { readonly source: string }[], field: string): Named {
  return list.map(({ source }, index) => [`${field}[${index}].source`, source] as const);
}

/** Every key that a claim names stands in `sources`. */
function named(file: string, sources: object, keys: Named): readonly Problem[] {
  return keys
    .filter(([, key]) => !Object.hasOwn(sources, key))
    .map(([at, key]) => ({
      file,
      at,
      fix: `"${key}" is not in "sources": add it there, or correct the name`,
    }));
}

/** Both ways: no claim without its source, no source without a claim. */
export function checkSources(file: string, keys: Named, sources: object): readonly Problem[] {
  const used = new Set(keys.map(([, key]) => key));
  const idle = Object.keys(sources).filter((key) => !used.has(key));
  return [
    ...named(file, sources, keys),
    ...idle.map((key) => ({
      file,
      at: `sources.${key}`,
      fix: 'no claim rests on this source: name it at a claim, or remove it',
    })),
  ];
}
