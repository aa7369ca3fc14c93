import {
  type Cursor,
  type MmdbSection,
  readBig,
  readByte,
  readUnsigned,
  take,
  takeText,
} from './mmdb-cursor';
import { MmdbError } from './mmdb-error';
import type { MmdbValue } from './mmdb-value';

/** Real records nest three or four deep; a damaged file can nest for ever. */
const DEEPEST = 64;

/** Values in one record. GeoIP2 City, the richest we know of, holds about a hundred. */
const MOST_VALUES = 65_536;

/** Types of the MaxMind DB File Format Specification v2.0, "Output Data Section". */
const POINTER = 1;
const STRING = 2;
const DOUBLE = 3;
const BYTES = 4;
const UINT16 = 5;
const UINT32 = 6;
const MAP = 7;
const INT32 = 8;
const UINT64 = 9;
const UINT128 = 10;
const ARRAY = 11;
const BOOLEAN = 14;
const FLOAT = 15;

/** Bytes of text that take about as long to read as one value. */
const BYTES_PER_VALUE = 32;

/** Texts kept of each section, and the longest that is kept. */
const MOST_KEPT = 512;
const LONGEST_KEPT = 32;

/** What a pointer of one, two, three or four bytes adds, and the weight of its three high bits. */
const POINTER_BASE = [0, 2048, 526_336, 0] as const;
const POINTER_WEIGHT = [0x100, 0x10000, 0x1000000, 0] as const;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes the value at an offset of a section.
 * @throws MmdbError on anything the specification doesn't allow, and on records that nest deeper
 * or hold more than any real one, so that a damaged file costs a bounded amount of work.
 */
export function decodeValue(section: MmdbSection, offset: number): MmdbValue {
  return decodeCounted(section, offset).value;
}

/** The same, with what it cost: about the number of values, long text counting for more. */
export function decodeCounted(
  section: MmdbSection,
  offset: number,
): { value: MmdbValue; cost: number } {
  const { start, end } = section;
  if (offset < 0 || start + offset >= end) throw new MmdbError('record outside the data section');
  const cursor: Cursor = { section, at: start + offset, values: 0, text: 0 };
  const value = readValue(cursor, 0);
  return { value, cost: cursor.values + cursor.text / BYTES_PER_VALUE };
}

function readValue(cursor: Cursor, depth: number): MmdbValue {
  if (depth > DEEPEST) throw new MmdbError('record nests too deep');
  cursor.values += 1;
  if (cursor.values > MOST_VALUES) throw new MmdbError('record holds too many values');
  const control = readByte(cursor);
  let type = control >> 5;
  if (type === POINTER) return followPointer(cursor, control, depth);
  if (type === 0) {
    type = 7 + readByte(cursor);
    if (type < INT32) throw new MmdbError('extended type where a plain one exists');
  }
  const size = readSize(cursor, control & 31);
  switch (type) {
    case STRING:
      return readString(cursor, size);
    case DOUBLE:
      return cursor.section.view.getFloat64(take(cursor, sized(size, 8)));
    case BYTES: {
      const from = takeText(cursor, size);
      return cursor.section.bytes.slice(from, from + size);
    }
    case UINT16:
      return readUnsigned(cursor, size, 2);
    case UINT32:
      return readUnsigned(cursor, size, 4);
    case INT32:
      // Shorter ones are not sign-extended: only four bytes can be negative.
      return readUnsigned(cursor, size, 4) | 0;
    case UINT64:
      return readBig(cursor, size, 8);
    case UINT128:
      return readBig(cursor, size, 16);
    case MAP:
      return readMap(cursor, size, depth);
    case ARRAY:
      return readArray(cursor, size, depth);
    case BOOLEAN:
      if (size > 1) throw new MmdbError('boolean of a wrong size');
      return size === 1;
    case FLOAT:
      return cursor.section.view.getFloat32(take(cursor, sized(size, 4)));
    default:
      throw new MmdbError(`unknown data type ${type}`);
  }
}

function sized(size: number, wanted: number): number {
  if (size !== wanted) throw new MmdbError('floating-point number of a wrong size');
  return size;
}

/** Sizes from 29 on go into one, two or three more bytes, each counting from where the last ended. */
function readSize(cursor: Cursor, bits: number): number {
  if (bits < 29) return bits;
  if (bits === 29) return 29 + readUnsigned(cursor, 1, 1);
  if (bits === 30) return 285 + readUnsigned(cursor, 2, 2);
  return 65_821 + readUnsigned(cursor, 3, 3);
}

function readString(cursor: Cursor, size: number): string {
  const { bytes } = cursor.section;
  const from = takeText(cursor, size);
  let text = '';
  for (let i = from; i < from + size; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte > 127) return readUtf8(bytes.subarray(from, from + size));
    text += String.fromCharCode(byte);
  }
  return text;
}

function readUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new MmdbError('text that is not UTF-8');
  }
}

/** A pointer's value is read elsewhere; reading goes on behind the pointer. */
function followPointer(cursor: Cursor, control: number, depth: number): MmdbValue {
  const size = (control >> 3) & 3;
  const low = readUnsigned(cursor, size + 1, 4);
  const offset = (POINTER_BASE[size] ?? 0) + low + (control & 7) * (POINTER_WEIGHT[size] ?? 0);
  const { texts, start } = cursor.section;
  const kept = texts.get(offset);
  if (kept !== undefined) return kept;
  const back = cursor.at;
  cursor.at = start + offset;
  const value = readValue(cursor, depth + 1);
  cursor.at = back;
  if (typeof value === 'string' && value.length <= LONGEST_KEPT && texts.size < MOST_KEPT) {
    texts.set(offset, value);
  }
  return value;
}

function readMap(cursor: Cursor, size: number, depth: number): MmdbValue {
  fits(cursor, size * 2);
  const map = new Map<string, MmdbValue>();
  for (let i = 0; i < size; i += 1) {
    const key = readValue(cursor, depth + 1);
    if (typeof key !== 'string') throw new MmdbError('map key that is not text');
    map.set(key, readValue(cursor, depth + 1));
  }
  return map;
}

function readArray(cursor: Cursor, size: number, depth: number): MmdbValue {
  fits(cursor, size);
  const values: MmdbValue[] = [];
  for (let i = 0; i < size; i += 1) values.push(readValue(cursor, depth + 1));
  return values;
}

/** Every value takes a byte at least, so a longer list than bytes left is a lie. */
function fits(cursor: Cursor, values: number): void {
  if (values > cursor.section.end - cursor.at) throw new MmdbError('list longer than its section');
}
