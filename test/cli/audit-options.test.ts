import { describe, expect, it } from 'vitest';
import { parseAuditOptions } from '../../cli/audit-options';

describe('parseAuditOptions', () => {
  it('has a quiet default for everything but the page', () => {
    expect(parseAuditOptions(['https://room.example/7'])).toEqual({
      urls: [new URL('https://room.example/7')],
      browser: 'chromium',
      seconds: 15,
      json: null,
      csv: null,
      screenshot: null,
      databases: [],
      here: null,
      coverage: 'full',
      browserArgs: [],
    });
  });

  it("takes a browser's own argument after a space too", () => {
    const args = ['https://a.example', '--browser-arg', '--mute-audio', '--browser-arg=--x=1'];
    expect(parseAuditOptions(args)?.browserArgs).toEqual(['--mute-audio', '--x=1']);
  });

  it.each<[readonly string[], RegExp]>([
    [['https://a.example', '--json', '/nowhere/out.json'], /--json: there is no folder/],
    [['https://a.example', '--csv', '/nowhere/out.csv'], /--csv: there is no folder/],
    [[], /Which page\?/],
    [['room.example'], /“room\.example” is no web address/],
    [['file:///etc/passwd'], /should begin with https/],
    [['https://a.example', '--browser', 'safari'], /--browser takes chromium or firefox/],
    [['https://a.example', '--for', '0'], /--for takes a number of seconds/],
    [['https://a.example', '--for', 'soon'], /not “soon”/],
    [['https://a.example', '--here', 'Germany'], /two letters, such as DE, not “Germany”/],
    [['https://a.example', '--partial', '--full-coverage'], /Choose one/],
    [['https://a.example', '--database', '/nowhere.mmdb'], /there is no file \/nowhere\.mmdb/],
    [['https://a.example', '--colour'], /Unknown option '--colour'/],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(() => parseAuditOptions(args)).toThrow(sentence);
  });
});
