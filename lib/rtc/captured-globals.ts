/**
 * The browser's own functions, taken at document_start before any script of the page could replace
 * them. Everything in the page world goes through these: a page may later override
 * `MessagePort.prototype.postMessage`, `Promise.prototype.then`, `Function.prototype.call`, setters
 * on `Array.prototype` or fields on `Object.prototype`, and none of it is looked up here.
 *
 * Rules for code in the page world, each of which closes a way in:
 * - methods only as the uncurried functions below, never `value.method()`;
 * - no `for…of`, no array spread or destructuring (they ask `Symbol.iterator`), no `await` (asks the
 *   promise's `constructor`), no `array[i] = x` (asks `Array.prototype` for setters);
 * - objects that a native will read options from have no prototype, see {@link bare};
 * - a foreign field is read only after {@link hasOwn} says it is there.
 */
const {
  apply,
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  setPrototypeOf,
} = Reflect;
const bind = Function.prototype.bind;
const call = Function.prototype.call;

/** `method.call(self, …)` as a function that looks nothing up when it is called. */
export function uncurry<S, A extends unknown[], R>(
  method: (this: S, ...args: A) => R,
): (self: S, ...args: A) => R {
  return apply(bind, call, [method]) as (self: S, ...args: A) => R;
}

export { apply, construct, getOwnPropertyDescriptor, getPrototypeOf };

export const hasOwn = uncurry(Object.prototype.hasOwnProperty) as (
  self: object,
  key: PropertyKey,
) => boolean;

/** An own field, `undefined` where there is none: what is inherited may be the page's. */
export function own(target: object, field: string): unknown {
  return hasOwn(target, field) ? (target as Record<string, unknown>)[field] : undefined;
}

export const charCodeAt = uncurry(String.prototype.charCodeAt);
export const indexOf = uncurry(String.prototype.indexOf);
export const slice = uncurry(String.prototype.slice);
export const startsWith = uncurry(String.prototype.startsWith);

/** The same object, inheriting nothing, so that a page can't slip fields or traps into it. */
export function bare<T extends object>(fields: T): T {
  setPrototypeOf(fields, null);
  return fields;
}

/** Defines or redefines a property; unlike assignment it never runs a setter. */
export function define(target: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean {
  return defineProperty(target, key, bare(descriptor));
}

/** `list.push(value)` without asking `Array.prototype` for setters. */
export function append<T>(list: T[], value: T): void {
  define(list, list.length, { value, writable: true, enumerable: true, configurable: true });
}

const then = uncurry(Promise.prototype.then);

/**
 * Waits for a promise that a native handed to us and no page has seen.
 * `then` reads `promise.constructor`, which a page may have replaced on the prototype: an own
 * `constructor` of `undefined` selects the default (ECMA-262 SpeciesConstructor step 3).
 */
export function settle<T>(promise: Promise<T>, onValue: (value: T) => void, onError: () => void) {
  define(promise, 'constructor', { value: undefined });
  then(promise, guarded(onValue as (value: unknown) => void), guarded(onError));
}

/**
 * Looks at what a promise of the page's will bring. The page gets one that follows it, of the
 * browser's own kind: a rejection that nobody handles is told of as if we weren't here.
 */
export function passOn<T>(promise: Promise<T>, onValue: (value: T) => void): Promise<T> {
  define(promise, 'constructor', { value: undefined });
  const look = guarded(onValue as (value: unknown) => void);
  return then(promise, (value) => {
    look(value);
    return value;
  }) as Promise<T>;
}

/** A fault of ours must not reach the page's `error` and `unhandledrejection` handlers. */
function guarded<A>(callback: (value: A) => void): (value: A) => void {
  return (value) => {
    try {
      callback(value);
    } catch {}
  };
}

const addListener = uncurry(EventTarget.prototype.addEventListener);

export function listen<E extends Event>(
  target: EventTarget,
  type: string,
  listener: (event: E) => void,
): void {
  addListener(target, type, guarded(listener) as EventListener);
}

const signalAfter = apply(bind, AbortSignal.timeout, [AbortSignal]) as (ms: number) => AbortSignal;

/**
 * Calls back once after `ms` milliseconds.
 * Not `setTimeout`: a page may clear every timer id it can count to, and this has none.
 */
export function callAfter(ms: number, callback: () => void): void {
  listen(signalAfter(ms), 'abort', callback);
}

const timeNow = uncurry(Performance.prototype.now);
const { performance } = globalThis;

/** Milliseconds of a clock that only goes forward. */
export function milliseconds(): number {
  return timeNow(performance);
}

export const postMessage = uncurry(MessagePort.prototype.postMessage) as (
  port: MessagePort,
  message: unknown,
) => void;

const NativeWeakRef = WeakRef;
const deref = uncurry(WeakRef.prototype.deref) as <T extends WeakKey>(
  ref: WeakRef<T>,
) => T | undefined;

export interface Weakly<T extends WeakKey> {
  readonly get: () => T | undefined;
}

/** Remembers an object without keeping it alive. */
export function weakly<T extends WeakKey>(target: T): Weakly<T> {
  const ref = new NativeWeakRef(target);
  return { get: () => deref(ref) };
}

const NativeWeakMap = WeakMap;
const weakGet = uncurry(WeakMap.prototype.get);
const weakSet = uncurry(WeakMap.prototype.set);

/** A map whose keys may be collected and whose look-ups a page can't intercept. */
export function weakMap<K extends WeakKey, V>() {
  const map = new NativeWeakMap<K, V>();
  return {
    get: (key: K) => weakGet(map, key) as V | undefined,
    set: (key: K, value: V): void => {
      weakSet(map, key, value);
    },
  };
}

const functionText = uncurry(Function.prototype.toString);

/**
 * What a function is, by its text: the browser's own, a proxy or bound function in front of it
 * (browsers print those without a name), or a script's.
 */
export function originOf(value: unknown, name: string): 'browser' | 'wrapper' | 'script' | null {
  if (typeof value !== 'function') return null;
  const text = functionText(value);
  if (indexOf(text, '[native code]') < 0) return 'script';
  return indexOf(text, `function ${name}(`) >= 0 ? 'browser' : 'wrapper';
}

const rangeError = RangeError.prototype;
const { InternalError } = globalThis as { InternalError?: ErrorConstructor };
const internalError = InternalError?.prototype;

/** Chromium's RangeError or Firefox's InternalError, thrown when the stack is full. */
export function isStackOverflow(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const prototype = getPrototypeOf(error);
  return prototype === rangeError || prototype === internalError;
}

const NativeProxy = Proxy;

/** The same function to everybody who looks, with one trap in front of it. */
export function proxyOf<T extends object>(target: T, handler: ProxyHandler<T>): T {
  return new NativeProxy(target, bare(handler));
}
