import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';

type Listener = (...args: readonly unknown[]) => unknown;

/** A background script on an API that only notes what is asked of it. */
export interface BundledBackground {
  /** By event, such as `webRequest.onBeforeRequest`, in the order of `addListener`. */
  readonly listeners: ReadonlyMap<string, readonly Listener[]>;
  /** Such as `storage.session.set`, with arguments. */
  readonly calls: readonly { readonly method: string; readonly args: readonly unknown[] }[];
  readonly errors: readonly string[];
  /** Its global object. */
  readonly global: Readonly<Record<string, unknown>>;
  fire(event: string, ...args: readonly unknown[]): readonly unknown[];
}

interface Answers {
  /** What a method resolves to; the others resolve to nothing. */
  readonly [method: string]: (...args: readonly unknown[]) => unknown;
}

interface Circumstances {
  /** What this browser lacks, such as `notifications` or `tabs.onReplaced`. */
  readonly absent?: readonly string[];
  /** Reads packaged files. */
  readonly fetch?: (url: string) => Promise<Response>;
  /** Another script of the product's code in the background's place. */
  readonly entry?: string;
}

const BACKGROUND = `import { startMonitoring } from './lib/browser/start-monitoring'; startMonitoring();`;
const bundles = new Map<string, Promise<string>>();

/** A script and all it imports as one, as a browser runs it. */
function bundleOf(entry: string): Promise<string> {
  const known = bundles.get(entry);
  if (known !== undefined) return known;
  const bundle = build({
    stdin: { contents: entry, resolveDir: `${import.meta.dirname}/../..` },
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'silent',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  bundles.set(entry, bundle);
  return bundle;
}

const noFile = () => Promise.reject(new Error('no file'));

/** Runs it, and returns as soon as its first turn is over: no promise has been settled by then. */
export async function runBackground(
  answers: Answers,
  { absent = [], fetch = noFile, entry = BACKGROUND }: Circumstances = {},
): Promise<BundledBackground> {
  const script = await bundleOf(entry);
  const listeners = new Map<string, Listener[]>();
  const calls: { method: string; args: readonly unknown[] }[] = [];
  const errors: string[] = [];
  const scope = {
    browser: api('', { answers, listeners, calls, absent }),
    console: { ...console, error: (...args: readonly unknown[]) => errors.push(args.join(' ')) },
    ...{ setTimeout, clearTimeout, URL, URLSearchParams, TextDecoder, structuredClone, Intl },
    ...{ fetch, AbortSignal, performance },
  };
  runInNewContext(script, scope);
  return {
    listeners,
    calls,
    errors,
    global: scope,
    fire: (event, ...args) => (listeners.get(event) ?? []).map((listener) => listener(...args)),
  };
}

interface Api {
  readonly answers: Answers;
  readonly listeners: Map<string, Listener[]>;
  readonly calls: { method: string; args: readonly unknown[] }[];
  readonly absent: readonly string[];
}

/** Every property is a namespace, an event or a method, whatever it is used as. */
function api(path: string, all: Api): object {
  const { answers, listeners, calls, absent } = all;
  return new Proxy(() => {}, {
    get: (_, name: string) => {
      if (path === '.runtime' && name === 'id') return 'earshot';
      if (path.endsWith('.i18n') && name === 'getMessage') return () => 'en';
      const inner = `${path}.${name}`;
      return absent.includes(inner.slice(1)) ? undefined : api(inner, all);
    },
    apply: (_, __, args) => {
      const method = path.slice(1);
      if (method.endsWith('.addListener')) {
        const event = method.slice(0, -'.addListener'.length);
        listeners.set(event, [...(listeners.get(event) ?? []), args[0] as Listener]);
        return undefined;
      }
      if (method.endsWith('.removeListener')) {
        const event = method.slice(0, -'.removeListener'.length);
        const others = (listeners.get(event) ?? []).filter((listener) => listener !== args[0]);
        listeners.set(event, others);
      }
      calls.push({ method, args });
      if (method === 'runtime.getURL') return `chrome-extension://earshot/${args[0]}`;
      return Promise.resolve(answers[method]?.(...args));
    },
  });
}
