import { type CountryCode, parseCountryCode } from '../lib/country';
import type { BrowserKind } from './browsers/find-browser';
import { Failure } from './failure';

/** What stands behind the commands' options. Each throws a sentence that says what is wanted. */

export function parsePageUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Failure(`“${text}” is no web address: it should begin with https:// or http://.`);
}

export function parseBrowserKind(name: string): BrowserKind {
  if (name === 'chromium' || name === 'firefox') return name;
  throw new Failure(`--browser takes chromium or firefox, not “${name}”.`);
}

export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds > 0 && seconds <= 3600) return seconds;
  throw new Failure(`--for takes a number of seconds from 1 to 3600, not “${text}”.`);
}

export function parseHere(code: string): CountryCode {
  const country = parseCountryCode(code);
  if (country !== null) return country;
  throw new Failure(`--here takes a country's two letters, such as DE, not “${code}”.`);
}
