import {
  apply,
  construct,
  define,
  getOwnPropertyDescriptor,
  isStackOverflow,
  originOf,
  passOn,
  proxyOf,
} from './captured-globals';

// Page world: see the rules in `captured-globals`.

/**
 * Puts `before` in front of a method. The page keeps the browser's function behind a transparent
 * proxy: same results, exceptions, `name` and `length`, whatever `before` does.
 * @param before what it returns is called after the browser's function, unless that has thrown.
 */
export function wrapMethod<T extends object>(
  prototype: T,
  name: string,
  before: (self: T, args: readonly unknown[]) => ((result: unknown) => void) | null,
): void {
  const original = getOwnPropertyDescriptor(prototype, name)?.value;
  const origin = originOf(original, name);
  // A wrapper is most likely ours from before an update, and a second layer would report twice.
  if (origin === null || origin === 'wrapper') return;
  const wrapped = proxyOf(original as (...args: unknown[]) => unknown, {
    apply(target, self, args) {
      const after = quietly(() => before(self as T, args));
      const result = apply(target, self, args);
      if (after !== null) quietly(() => after(result));
      return result;
    },
  });
  replaceValue(prototype, name, wrapped);
}

/**
 * The same for a method that answers with a promise.
 * @param before what it returns is given the answer, before the page gets it.
 */
export function wrapAnswer<T extends object>(
  prototype: T,
  name: string,
  before: (self: T, args: readonly unknown[]) => ((answer: unknown) => void) | null,
): void {
  const original = getOwnPropertyDescriptor(prototype, name)?.value;
  if (originOf(original, name) !== 'browser') return;
  const wrapped = proxyOf(original as (...args: unknown[]) => Promise<unknown>, {
    apply(target, self, args) {
      const onAnswer = quietly(() => before(self as T, args));
      const promise = apply(target, self, args);
      return onAnswer === null ? promise : passOn(promise, onAnswer);
    },
  });
  replaceValue(prototype, name, wrapped);
}

/** Chromium prints an accessor as `get name`, Firefox as `name`; a proxy of ours has no name. */
function isBrowsers(accessor: unknown, kind: 'get' | 'set', name: string): boolean {
  return (
    originOf(accessor, `${kind} ${name}`) === 'browser' || originOf(accessor, name) === 'browser'
  );
}

/** Calls `after` with what the page reads from an attribute, before the page gets it. */
export function wrapGetter<T extends object>(
  prototype: T,
  name: string,
  after: (self: T, value: unknown) => void,
): void {
  const descriptor = getOwnPropertyDescriptor(prototype, name);
  const original = descriptor?.get;
  if (!descriptor?.configurable || !isBrowsers(original, 'get', name)) return;
  const get = proxyOf(original as () => unknown, {
    apply(target, self, args) {
      const value = apply(target, self, args);
      quietly(() => after(self as T, value));
      return value;
    },
  });
  define(prototype, name, { ...descriptor, get });
}

/** Calls `after` when the page has set an attribute. */
export function wrapSetter<T extends object>(
  prototype: T,
  name: string,
  after: (self: T) => void,
): void {
  const descriptor = getOwnPropertyDescriptor(prototype, name);
  const original = descriptor?.set;
  if (!descriptor?.configurable || !isBrowsers(original, 'set', name)) return;
  const set = proxyOf(original as (value: unknown) => void, {
    apply(target, self, args) {
      const result = apply(target, self, args);
      quietly(() => after(self as T));
      return result;
    },
  });
  define(prototype, name, { ...descriptor, set });
}

/**
 * Calls `after` with each object that a constructor has made, whichever way the page reaches it: same
 * `instanceof`, subclasses, statics, `name` and `length`.
 * @param names all under which the realm offers it, its own name first.
 */
export function wrapConstructor<T extends object>(
  realm: object,
  prototype: T,
  names: readonly string[],
  after: (made: T, args: readonly unknown[]) => void,
): void {
  const original: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  // Where somebody was here before, as an earlier copy of this script after an update, their
  // wrapper stays.
  if (originOf(original, names[0] as string) !== 'browser') return;
  const wrapped = proxyOf(original as new (...args: unknown[]) => T, {
    construct(target, args, newTarget) {
      const made = construct(target, args, newTarget) as T;
      quietly(() => after(made, args));
      return made;
    },
  });
  replaceValue(prototype, 'constructor', wrapped);
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] as string;
    if (getOwnPropertyDescriptor(realm, name)?.value === original) {
      replaceValue(realm, name, wrapped);
    }
  }
}

/** Changes the value and keeps the flags; a locked property is left alone (`define` won't throw). */
export function replaceValue(target: object, key: PropertyKey, value: unknown): void {
  const descriptor = getOwnPropertyDescriptor(target, key);
  if (descriptor?.configurable) define(target, key, { ...descriptor, value });
}

/**
 * A fault of ours is never the page's, but for a full stack. Else a page could fill it so far that
 * the browser's function still fits and ours doesn't; so it meets its overflow a little earlier.
 */
function quietly<T>(ours: () => T): T | null {
  try {
    return ours();
  } catch (error) {
    if (isStackOverflow(error)) throw error;
    return null;
  }
}
