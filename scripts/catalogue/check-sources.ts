import type * as v from 'valibot';
import { siteOfCopies } from './copies';
import type { Sources as SourcesField } from './fields';
import type { Problem } from './problem';

type Sources = v.InferOutput<typeof SourcesField>;
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
export function checkSources(file: string, keys: Named, sources: Sources): readonly Problem[] {
  const used = new Set(keys.map(([, key]) => key));
  const idle = Object.keys(sources).filter((key) => !used.has(key));
  return [
    ...named(file, sources, keys),
    ...Object.entries(sources).flatMap(([key, { url }]) => citable(file, key, url)),
    ...idle.map((key) => ({
      file,
      at: `sources.${key}`,
      fix: 'no claim rests on this source: name it at a claim, or remove it',
    })),
  ];
}

function citable(file: string, key: string, url: string): readonly Problem[] {
  const site = siteOfCopies(url);
  if (site === null) return [];
  const fix = `${site} holds copies by anybody: name the page where it stands itself`;
  return [{ file, at: `sources.${key}.url`, fix }];
}
