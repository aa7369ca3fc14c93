import { MmdbError } from './mmdb-error';

/** A section of an MMDB file in which pointers count from its first byte. */
export interface MmdbSection {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  /** First byte behind the section. */
  readonly end: number;
  /** Short texts that pointers led to, by offset: the same few map keys, over and over. */
  readonly texts: Map<number, string>;
}

export function createSection(bytes: Uint8Array, start: number, end: number): MmdbSection {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes, view, start, end, texts: new Map() };
}

/** Bytes of text in one record, since a thousand pointers can lead to the same long text. */
const MOST_TEXT = 4 * 1024 * 1024;

/** Where reading stands. One per record: it also counts what the record has cost. */
export interface Cursor {
  readonly section: MmdbSection;
  at: number;
  values: number;
  text: number;
}

/** Moves past `size` bytes and returns where they begin. */
export function take(cursor: Cursor, size: number): number {
  const from = cursor.at;
  if (size > cursor.section.end - from) throw new MmdbError('record runs out of its section');
  cursor.at = from + size;
  return from;
}

/** The next byte. */
export function readByte(cursor: Cursor): number {
  return cursor.section.bytes[take(cursor, 1)] ?? 0;
}

/** Moves past text or bytes, of which a record may hold only so much. */
export function takeText(cursor: Cursor, size: number): number {
  cursor.text += size;
  if (cursor.text > MOST_TEXT) throw new MmdbError('record holds too much text');
  return take(cursor, size);
}

/** A big-endian number of `size` bytes. */
export function readUnsigned(cursor: Cursor, size: number, most: number): number {
  if (size > most) throw new MmdbError('integer of a wrong size');
  let value = 0;
  for (let i = 0; i < size; i += 1) value = value * 256 + readByte(cursor);
  return value;
}

/** The same where it may not fit a number. */
export function readBig(cursor: Cursor, size: number, most: number): bigint {
  if (size > most) throw new MmdbError('integer of a wrong size');
  let value = 0n;
  for (let i = 0; i < size; i += 1) value = (value << 8n) | BigInt(readByte(cursor));
  return value;
}
