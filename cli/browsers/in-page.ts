/**
 * A function or an expression as one expression to send into a page.
 * `__name` is what esbuild's `keepNames` (which tsx sets) leaves in a function's source text.
 */
export function asExpression(
  run: string | ((...args: never[]) => unknown),
  args: readonly unknown[],
): string {
  if (typeof run === 'string') return run;
  return `(() => { const __name = (value) => value; return (${run})(...${JSON.stringify(args)}); })()`;
}
