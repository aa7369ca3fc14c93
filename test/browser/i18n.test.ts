import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { phrase } from '../../lib/report/phrase';
import { say } from '../../lib/report/say';

const fetched: string[] = [];

beforeEach(() => {
  vi.resetModules();
  fetched.length = 0;
  vi.stubGlobal('fetch', async (url: string) => {
    const path = new URL(url).pathname;
    fetched.push(path);
    return new Response(readFileSync(`assets${path}`));
  });
});

/** In a language for which there is no folder yet. */
async function words(getMessage: (key: string) => string): Promise<string> {
  Object.assign(fakeBrowser.i18n, { getMessage, getUILanguage: () => 'tlh-AQ' });
  const { loadSpeaker } = await import('../../lib/browser/i18n');
  return say(phrase('badge_watching'), await loadSpeaker());
}

describe('the words', () => {
  it('are the browser’s', async () => {
    expect(await words((key) => `(${key})`)).toBe('(badge_watching)');
    expect(fetched).toEqual([]);
  });

  it('are read from the package where the browser has none', async () => {
    expect(await words(() => '')).toBe('Earshot: watching, nothing found');
    expect(fetched).toEqual(['/_locales/en/messages.json']);
  });
});
