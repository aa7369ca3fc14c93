import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { localeOf } from '../../lib/report/locales';

describe('localeOf', () => {
  it.each([
    ['en-US', 'en'],
    ['de', 'de'],
    ['fr-CA', 'fr'],
    ['zh-CN', 'zh_CN'],
    ['zh-TW', 'zh_TW'],
    ['pt-BR', 'pt_BR'],
    ['pt-PT', 'en'],
    ['tlh-AQ', 'en'],
  ])('%s is said from %s', (language, folder) => {
    expect(localeOf(language)).toBe(folder);
  });
});

it.each(readdirSync('assets/_locales'))('%s has no two slots side by side', (folder) => {
  // Chromium takes `$1$` for the name of a placeholder and refuses the whole extension.
  expect(readFileSync(`assets/_locales/${folder}/messages.json`, 'utf8')).not.toMatch(/\$\d\$/);
});
