import { Failure } from './failure';

type Command = (args: readonly string[]) => Promise<number>;

/** Each takes its own arguments and answers the exit code. Only the one asked for is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import('./audit')).audit,
  demo: async () => (await import('./demo/demo')).runDemo,
  lookup: async () => (await import('./lookup')).lookup,
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
  const load = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (load === undefined) throw new Failure(`There is no command “${command}”.\n\n${USAGE}`);
  const run = await load();
  return run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? error.message : (error as Error).stack}\n`);
  process.exitCode = 2;
}
