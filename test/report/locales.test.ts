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
