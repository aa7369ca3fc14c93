import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A tiny extension in a temporary folder that notes in `storage.session.seen` what web requests it
 * sees: it tries the drivers without the product.
 */
export function throwawayExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-throwaway-'));
  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
  file('manifest.json', JSON.stringify(MANIFEST));
  file('popup.html', '<!doctype html><title>popup</title><p>popup</p><input type="file">');
  file('background.js', BACKGROUND);
  return folder;
}

const MANIFEST = {
  manifest_version: 3,
  name: 'Throw-away',
  version: '1',
  permissions: ['webRequest', 'storage'],
  host_permissions: ['<all_urls>'],
  background: { service_worker: 'background.js', scripts: ['background.js'] },
  action: { default_popup: 'popup.html' },
  browser_specific_settings: {
    gecko: {
      id: 'throwaway@earshot.test',
      data_collection_permissions: { required: ['none'] },
    },
  },
};

const BACKGROUND = `
const api = globalThis.browser ?? chrome;
const seen = [];
for (const event of ['onBeforeRequest', 'onResponseStarted', 'onErrorOccurred']) {
  api.webRequest[event].addListener(({ url, ip, tabId, type, initiator, originUrl }) => {
    seen.push({ event, url, ip, tabId, type, initiator: initiator ?? originUrl });
    api.storage.session.set({ seen });
  }, { urls: ['<all_urls>'] });
}
api.storage.session.set({ ready: true, boot: Date.now() });
`;

export interface SeenRequest {
  readonly event: string;
  readonly url: string;
  readonly ip?: string;
  readonly tabId: number;
  readonly type: string;
  readonly initiator?: string;
}
