import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesIn(child);
    }
  }
}

interface Expressions {
  readonly literals: readonly RegExp[];
  /** Made of a text at run time. */
  readonly made: number;
}

function expressionsIn(source: string): Expressions {
  const { code } = transformSync(source, { loader: 'tsx', jsx: 'automatic' });
  const literals: RegExp[] = [];
  let made = 0;
  for (const node of nodesIn(parseAst(code) as unknown as Node)) {
    const { regex, callee } = node as { regex?: RegExpLiteral; callee?: { name?: string } };
    if (node.type === 'Literal' && regex) literals.push(new RegExp(regex.pattern, regex.flags));
    if (callee?.name === 'RegExp') made += 1;
  }
  return { literals, made };
}

interface RegExpLiteral {
  readonly pattern: string;
  readonly flags: string;
}

/** Short ones first: an expression that doubles its time with each sign would never end. */
const LENGTHS = [28, 2048, 64 * 1024];
/** A linear search takes well under one; where each step looks at all the rest, it takes seconds. */
const MILLISECONDS = 20;

/** Long texts of what an expression looks for, ended by what it doesn't. */
function hostileTo({ source }: RegExp, length: number): readonly string[] {
  const words = source.match(/[A-Za-z0-9]+/g) ?? [];
  const signs = [...new Set(source.replace(/\\[dwsDWSbB]/g, ''))];
  const seeds = new Set([...words, ...signs, '0', 'a', 'A', ' ', 'é']);
  return [...seeds].flatMap((seed) => {
    const long = seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
    return [`${long}\n\0`, `${words[0] ?? ''}${long}\0`];
  });
}

/** Milliseconds of the fastest of a few tries: a busy machine is no fault of the expression. */
function fastest(expression: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5 && best > MILLISECONDS && (i === 0 || best < 10 * MILLISECONDS); i++) {
    expression.lastIndex = 0;
    const began = performance.now();
    expression.test(text);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

const isSlow = (expression: RegExp) =>
  LENGTHS.some((length) =>
    hostileTo(expression, length).some((text) => fastest(expression, text) > MILLISECONDS),
  );

describe('the search for slow expressions', () => {
  it.each([/^(a+)+b/, /\s+$/, /a.*b/s, /\d+x/])('finds %s', (expression) => {
    expect(isSlow(expression)).toBe(true);
  });

  it('sees expressions made of texts', () => {
    expect(expressionsIn("const a = new RegExp(b); const c = RegExp('d'); /e/.test(a)")).toEqual({
      literals: [/e/],
      made: 2,
    });
  });
});

const FILES = ['lib', 'entrypoints'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path)),
);
const all = FILES.map((file) => ({ file, ...expressionsIn(readFileSync(file, 'utf8')) }));

describe('regular expressions', () => {
  it('are never made of a text, whoever wrote it', () => {
    expect(all.filter(({ made }) => made > 0).map(({ file }) => file)).toEqual([]);
  });

  it('take no longer than a search through the text', () => {
    const slow = all.flatMap(({ file, literals }) =>
      literals.filter(isSlow).map((expression) => `${file}: ${expression}`),
    );
    const count = all.reduce((sum, { literals }) => sum + literals.length, 0);
    console.info(`${count} expressions in ${FILES.length} files`);
    expect(slow).toEqual([]);
  });
});
