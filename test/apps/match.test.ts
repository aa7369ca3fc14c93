import { describe, expect, test } from 'vitest';
import { createAppMatcher } from '../../lib/apps/match';
import type { Hostname } from '../../lib/hostname';
import { CATALOGUE } from '../../lib/vendors/catalog';

const appOf = createAppMatcher(CATALOGUE.apps);

describe('the app of a page', () => {
  test.each([
    ['www.clubhouse.com', 'clubhouse'],
    ['clubhouse.com', 'clubhouse'],
    ['x.com', 'x-spaces'],
    ['discord.com', 'discord'],
    ['ptb.discord.com', 'discord'],
    ['web.telegram.org', 'telegram-web'],
    ['app.slack.com', 'slack-huddles'],
    ['nostrnests.com', 'nostr-nests'],
  ])('on %s is %s', (host, app) => {
    expect(appOf(host as Hostname)?.id).toBe(app);
  });

  test.each([
    'slack.com',
    'telegram.org',
    'notclubhouse.com',
    'clubhouse.com.evil.org',
    'mail.google.com',
    'localhost',
    'constructor',
    '__proto__',
  ])('on %s is none of ours', (host) => {
    expect(appOf(host as Hostname)).toBeNull();
  });

  test('is never a closed one', () => {
    const closed = CATALOGUE.apps.filter(({ status }) => status === 'closed');
    expect(closed.length).toBeGreaterThan(0);
    expect(closed.flatMap(({ sites }) => sites)).toEqual([]);
  });
});
