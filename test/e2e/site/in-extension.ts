/** Functions that are sent into the extension as source text: they see their arguments, no more. */

/** Puts a report where the background puts them. */
export async function storeInSession(key: string, report: string): Promise<void> {
  type Api = { storage: { session: { set(items: object): Promise<void> } } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api };
  await (scope.browser ?? scope.chrome).storage.session.set({ [key]: report });
}
