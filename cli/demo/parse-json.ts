import * as v from 'valibot';

/** What a stranger's text says, or `null` when it isn't JSON of that form. */
export function parseJson<S extends v.GenericSchema>(
  schema: S,
  text: string,
): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
