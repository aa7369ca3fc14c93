import { toJsonSchema } from '@valibot/to-json-schema';
import { KINDS } from './files';

/** JSON Schemas for editors, made from the same rules that `npm run data` checks. */
export function jsonSchemas(): readonly (readonly [file: string, text: string])[] {
  return Object.entries(KINDS).map(([kind, schema]) => [
    `${kind.replace(/s$/, '')}.schema.json`,
    `${JSON.stringify(toJsonSchema(schema, { errorMode: 'ignore' }), null, 2)}\n`,
  ]);
}
