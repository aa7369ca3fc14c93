/**
 * Tells when this document comes and goes: `pagehide` and `pageshow` (HTML §7.4.6), also into the
 * back/forward cache and out of it.
 */
export function watchPageLife(onReturn: () => void, onLeave: () => void): () => void {
  const shown = ({ persisted }: PageTransitionEvent) => {
    if (persisted) onReturn();
  };
  addEventListener('pageshow', shown);
  addEventListener('pagehide', onLeave);
  return () => {
    removeEventListener('pageshow', shown);
    removeEventListener('pagehide', onLeave);
  };
}

interface Prerendered {
  readonly prerendering?: boolean;
}

/**
 * Resolves at once, or when somebody goes to a page that the browser prepared (Prerendering
 * Revamped, `prerenderingchange`): until then another page stands in the tab.
 */
export function whenActive(document: Document & Prerendered): Promise<void> | null {
  if (document.prerendering !== true) return null;
  return new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true });
  });
}
