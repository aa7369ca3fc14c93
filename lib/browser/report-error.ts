/**
 * The one place where a surprise ends. Expected absences (a closed tab, a refused permission) are
 * return values and never come here. Nothing is sent anywhere: the console is the user's own.
 */
export function reportError(error: unknown): void {
  // biome-ignore lint/suspicious/noConsole: the extension's own console is the only log there is
  console.error('Earshot:', error);
}
