import { getOwnPropertyDescriptor, uncurry } from './captured-globals';

/** The browser's own getter of an attribute, as a function. @throws where there is none. */
export function getter<S extends object, K extends keyof S>(
  prototype: S,
  key: K,
): (self: S) => S[K] {
  const get = getOwnPropertyDescriptor(prototype, key)?.get as ((this: S) => S[K]) | undefined;
  if (get === undefined) throw new TypeError(`no ${String(key)}`);
  return uncurry(get);
}
