import type { CompiledCatalogue } from '../../lib/vendors/compiled';

/** One entry a line, so that a change in `data/` is a change of its own lines in a diff. */
export function render(catalogue: CompiledCatalogue): string {
  const fields = Object.entries(catalogue).map(([name, value]) => {
    const text = Array.isArray(value)
      ? `[\n${value.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`
      : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${fields.join(',\n')}\n}\n`;
}
