import { audit } from './audit';
import { runDemo } from './demo/demo';
import { Failure } from './failure';
import { lookup } from './lookup';

/** Each takes its own arguments and answers the exit code. */
const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  audit,
  demo: runDemo,
  lookup,
};

const USAGE = `Usage: earshot COMMAND …

  demo [URL]          opens the embedded demo room, or a live site, with the extension
  audit URL…          opens each page in a headless browser and writes what the popup shows
  lookup HOST|IP…     says where an address is and whose it is

  earshot COMMAND --help says more.
`;

async function main([command, ...args]: readonly string[]): Promise<number> {
  if (command === undefined || command === '--help') {
    process.stdout.write(USAGE);
    return command === undefined ? 2 : 0;
  }
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run === undefined) throw new Failure(`There is no command “${command}”.\n\n${USAGE}`);
  return run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? error.message : (error as Error).stack}\n`);
  process.exitCode = 2;
}
