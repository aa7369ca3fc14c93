import { getOwnPropertyDescriptor, uncurry } from '../rtc/captured-globals';
import { getter } from '../rtc/native-getter';

// Page world: see the rules in `captured-globals`. Sizes only, never contents.

const isView = ArrayBuffer.isView;
const bufferSize = getter(ArrayBuffer.prototype, 'byteLength');
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
const arraySize = getter(typedArray, 'byteLength');
const arrayBuffer = getter(typedArray, 'buffer');
const viewSize = getter(DataView.prototype, 'byteLength');
const viewBuffer = getter(DataView.prototype, 'buffer');
const blobSize = getter(Blob.prototype, 'size');
const isTyped = uncurry(
  getOwnPropertyDescriptor(typedArray, Symbol.toStringTag)?.get as (this: object) => unknown,
) as (view: object) => string | undefined;

/** A text that holds some sound is longer: 20 ms of speech are 40 bytes, in Base64 and JSON 100. */
const SHORTEST_TEXT = 200;

/** Bytes of a message that may hold sound; `null` for short texts and what no socket takes. */
export function payloadSize(data: unknown): number | null {
  if (typeof data === 'string') return data.length < SHORTEST_TEXT ? null : data.length;
  if (typeof data !== 'object' || data === null) return null;
  if (isView(data))
    return isTyped(data) === undefined ? viewSize(data as DataView) : arraySize(data as Uint8Array);
  return sizeBy(bufferSize, data as ArrayBuffer) ?? sizeBy(blobSize, data as Blob);
}

/** The object that stays the same however a message's bytes are looked at. */
export function payloadIdentity(data: unknown): object | null {
  if (typeof data !== 'object' || data === null) return null;
  if (!isView(data)) return data;
  return isTyped(data) === undefined
    ? viewBuffer(data as DataView)
    : arrayBuffer(data as Uint8Array);
}

function sizeBy<T>(size: (self: T) => number, data: T): number | null {
  try {
    return size(data);
  } catch {
    return null;
  }
}
