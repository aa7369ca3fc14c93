import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { CountryCode } from '../lib/country';
import type { BrowserKind } from './browsers/find-browser';
import { Failure } from './failure';
import { parseBrowserKind, parseHere, parsePageUrl, parseSeconds } from './option-values';

export const AUDIT_USAGE = `Usage: npm run audit -- URL… [options]

Opens each URL in a headless browser with Earshot in it, waits, and writes what the popup shows.

  --browser chromium|firefox   default: chromium
  --for SECONDS                how long each page is watched; default 15
  --json FILE                  the whole report; several URLs make an array
  --csv FILE                   a line for each destination, for a spreadsheet
  --screenshot FILE            a picture of the popup (PNG)
  --database FILE.mmdb         your own address database, taken before the packaged ones; repeatable
  --here COUNTRY               where this runs (such as DE): what is too far away is ruled out
  --full-coverage | --partial  all hosts (default), or only catalogued vendors and the page's own
  --browser-arg ARG            handed to the browser; repeatable

Exit code: 0 nothing found at warning, 1 findings at warning, 2 could not run.
`;

export interface AuditOptions {
  readonly urls: readonly URL[];
  readonly browser: BrowserKind;
  readonly seconds: number;
  readonly json: string | null;
  readonly csv: string | null;
  readonly screenshot: string | null;
  readonly databases: readonly string[];
  readonly here: CountryCode | null;
  readonly coverage: 'full' | 'partial';
  readonly browserArgs: readonly string[];
}

/**
 * Reads the command line.
 * @returns `null` when help was asked for.
 * @throws Failure that says which option is wrong and what it takes.
 */
export function parseAuditOptions(args: readonly string[]): AuditOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  if (positionals.length === 0) throw new Failure(`Which page?\n\n${AUDIT_USAGE}`);
  if (values.partial && values['full-coverage']) {
    throw new Failure('Choose one of --full-coverage and --partial.');
  }
  for (const [option, file] of [
    ['--json', values.json],
    ['--csv', values.csv],
    ['--screenshot', values.screenshot],
  ] as const) {
    if (file !== undefined && !existsSync(dirname(file))) {
      throw new Failure(`${option}: there is no folder ${dirname(file)}`);
    }
  }
  const missing = values.database.find((file) => !existsSync(file));
  if (missing !== undefined) throw new Failure(`--database: there is no file ${missing}`);
  return {
    urls: positionals.map(parsePageUrl),
    browser: parseBrowserKind(values.browser),
    seconds: parseSeconds(values.for),
    json: values.json ?? null,
    csv: values.csv ?? null,
    screenshot: values.screenshot ?? null,
    databases: values.database,
    here: values.here === undefined ? null : parseHere(values.here),
    coverage: values.partial ? 'partial' : 'full',
    browserArgs: values['browser-arg'],
  };
}

/** Browsers' own arguments begin with dashes: the next word is one, whatever it looks like. */
function joinBrowserArgs(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [word = '', next] = [args[i], args[i + 1]];
    const takesNext = word === '--browser-arg' && next !== undefined;
    joined.push(takesNext ? `${word}=${next}` : word);
    if (takesNext) i++;
  }
  return joined;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: joinBrowserArgs(args),
      allowPositionals: true,
      options: {
        browser: { type: 'string', default: 'chromium' },
        for: { type: 'string', default: '15' },
        json: { type: 'string' },
        csv: { type: 'string' },
        screenshot: { type: 'string' },
        database: { type: 'string', multiple: true, default: [] },
        here: { type: 'string' },
        'full-coverage': { type: 'boolean', default: false },
        partial: { type: 'boolean', default: false },
        'browser-arg': { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${AUDIT_USAGE}`);
  }
}
