import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { Failure } from './failure';
import { loadKnowledge } from './load-knowledge';
import { lookUpLine } from './lookup-answer';
import { lookupTable } from './lookup-table';
import { PROJECT } from './project';

const USAGE = `Usage: npm run --silent earshot -- lookup [HOST|IP…] [options]

Says where an address is, whose it is, and how sure that is, from the packaged data alone: no DNS,
no network. Without arguments it reads one host or address a line from standard input.

  --jsonl                one JSON object a line, in the order of the input
  --database FILE.mmdb   your own address database, taken before the packaged ones; repeatable

In JSON, certainty is one of
  agree        both databases name the country and nothing speaks against it
  published    the operator itself says so          user       your own database says so
  single       one database knows, the other not    disagree   they differ: all answers are shown
  anycast      many machines share the address      special    private, loopback, reserved …
  none         no database knows it                 not-observed   a name, which isn't resolved
  no-database  the packaged data is missing or damaged
A line that is neither a host name nor an address gives {"input", "error"}.

Exit code: 0, or 2 when it could not run.
`;

/** `earshot lookup`. @throws Failure on a wrong option or a missing database. */
export function lookup(args: readonly string[]): Promise<number> {
  return runLookup(args, process.stdin, process.stdout);
}

export async function runLookup(
  args: readonly string[],
  stdin: Readable,
  stdout: Writable,
): Promise<number> {
  const { values, positionals } = readOptions(args);
  if (values.help) {
    stdout.write(USAGE);
    return 0;
  }
  const missing = values.database.find((file) => !existsSync(file));
  if (missing !== undefined) throw new Failure(`--database: there is no file ${missing}`);
  if (!existsSync(join(PROJECT, 'assets/geo/earshot.mmdb'))) {
    throw new Failure('The address database has not been built yet: run npm run geo:build.');
  }
  const knowledge = loadKnowledge(values.database);
  if (knowledge.fault !== null) process.stderr.write(`${knowledge.fault}\n`);
  const lines = positionals.length > 0 ? positionals : createInterface({ input: stdin });
  const answers = [];
  for await (const line of lines) {
    const answer = lookUpLine(line, knowledge);
    if (values.jsonl) stdout.write(`${JSON.stringify(answer)}\n`);
    else answers.push(answer);
  }
  if (!values.jsonl) stdout.write(lookupTable(answers));
  return 0;
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        jsonl: { type: 'boolean', default: false },
        database: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${USAGE}`);
  }
}
