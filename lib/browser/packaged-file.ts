import { browser } from 'wxt/browser';

/** The only fetch in the product; the content security policy keeps it inside the package. */
export async function readPackaged(path: string): Promise<Uint8Array> {
  const response = await fetch(browser.runtime.getURL(path as '/'));
  return new Uint8Array(await response.arrayBuffer());
}
