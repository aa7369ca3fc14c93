import { describe, expect, it } from 'vitest';
import { hasDisplay } from '../../cli/demo/choose-browser';
import { parseDemoOptions } from '../../cli/demo/demo-options';

describe('parseDemoOptions', () => {
  it('opens the embedded room when nothing is said', () => {
    expect(parseDemoOptions([])).toEqual({
      url: null,
      browser: null,
      headless: false,
      seconds: 20,
      out: 'out',
    });
  });

  it('takes a live site', () => {
    const options = parseDemoOptions(['https://room.example/7', '--browser', 'firefox']);
    expect(options).toMatchObject({ url: new URL('https://room.example/7'), browser: 'firefox' });
  });

  it('is asked for help', () => {
    expect(parseDemoOptions(['--help'])).toBeNull();
  });

  it.each<[readonly string[], RegExp]>([
    [['room.example'], /“room\.example” is no web address/],
    [['ftp://room.example'], /should begin with https/],
    [['https://a.example', 'https://b.example'], /One page at a time/],
    [['--browser', 'lynx'], /--browser takes chromium or firefox/],
    [['--for', '0'], /--for takes a number of seconds/],
    [['--colour'], /Unknown option '--colour'/],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(() => parseDemoOptions(args)).toThrow(sentence);
  });
});

it.each<[NodeJS.Platform, NodeJS.ProcessEnv, boolean]>([
  ['linux', {}, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['linux', { DISPLAY: ':0', CI: 'true' }, false],
  ['darwin', {}, true],
  ['darwin', { SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }, false],
  ['win32', {}, true],
])('on %s with %j a window can be shown: %s', (platform, environment, shown) => {
  expect(hasDisplay(platform, environment)).toBe(shown);
});
