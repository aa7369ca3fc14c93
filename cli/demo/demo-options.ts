import { parseArgs } from 'node:util';
import type { BrowserKind } from '../browsers/find-browser';
import { Failure } from '../failure';
import { parseBrowserKind, parsePageUrl, parseSeconds } from '../option-values';

export const DEMO_USAGE = `Usage: npm start [-- URL] [options]

Opens the embedded demo room, or a live site, in a browser with Earshot in it. With no display it
runs headless, prints the findings, and writes a picture of the popup and the report as JSON.

  --browser chromium|firefox   default: whichever is found, Chromium's family first
  --headless                   even where there is a display
  --for SECONDS                headless on a live site: how long it is watched; default 20
  --out FOLDER                 headless: where popup.png and report.json go; default: out
`;

export interface DemoOptions {
  /** `null`: the embedded demo room. */
  readonly url: URL | null;
  /** `null`: whichever is found. */
  readonly browser: BrowserKind | null;
  readonly headless: boolean;
  readonly seconds: number;
  /** Folder, relative to where the command is run. */
  readonly out: string;
}

/**
 * Reads the command line.
 * @returns `null` when help was asked for.
 * @throws Failure that says which option is wrong and what it takes.
 */
export function parseDemoOptions(args: readonly string[]): DemoOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [address, ...more] = positionals;
  if (more.length > 0) throw new Failure(`One page at a time.\n\n${DEMO_USAGE}`);
  return {
    url: address === undefined ? null : parsePageUrl(address),
    browser: values.browser === undefined ? null : parseBrowserKind(values.browser),
    headless: values.headless,
    seconds: parseSeconds(values.for),
    out: values.out,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        browser: { type: 'string' },
        headless: { type: 'boolean', default: false },
        for: { type: 'string', default: '20' },
        out: { type: 'string', default: 'out' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${DEMO_USAGE}`);
  }
}
