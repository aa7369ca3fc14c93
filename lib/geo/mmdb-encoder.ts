/**
 * What can be written. Whole numbers become `uint32` or `int32`, others `double`; bigints `uint64`
 * or `uint128`; a typed array of one number forces its own type, as readers want for metadata.
 */
export type MmdbInput =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | Uint16Array
  | Int32Array
  | Float32Array
  | Float64Array
  | readonly MmdbInput[]
  | { readonly [key: string]: MmdbInput };

/** A data section being written. */
export interface MmdbEncoder {
  bytes: Uint8Array;
  size: number;
  /** Where text and maps stand already, so that they are pointed at the next time. */
  readonly written: Map<string, number> | null;
}

/** @param share whether repeated text and maps become pointers; metadata is read without them. */
export function createEncoder(share: boolean): MmdbEncoder {
  return { bytes: new Uint8Array(4096), size: 0, written: share ? new Map() : null };
}

/** Writes a record, or finds the equal one written before. @returns its offset. */
export function encodeRecord(encoder: MmdbEncoder, value: MmdbInput): number {
  const key = keyOf(value);
  const known = key === null ? undefined : encoder.written?.get(key);
  if (known !== undefined) return known;
  const offset = encoder.size;
  writeValue(encoder, value);
  if (key !== null) encoder.written?.set(key, offset);
  return offset;
}

/** What identifies text and maps; other values are too short to be worth a pointer. */
function keyOf(value: MmdbInput): string | null {
  if (typeof value === 'string') return `"${value}`;
  if (typeof value !== 'object' || ArrayBuffer.isView(value)) return null;
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === 'bigint') return `${inner}n`;
    return ArrayBuffer.isView(inner) ? `${inner.constructor.name} ${inner}` : inner;
  });
}

function writeShared(encoder: MmdbEncoder, value: MmdbInput): void {
  const key = keyOf(value);
  const known = key === null ? undefined : encoder.written?.get(key);
  if (known !== undefined && (typeof value !== 'string' || value.length > 2)) {
    writePointer(encoder, known);
  } else {
    if (key !== null) encoder.written?.set(key, encoder.size);
    writeValue(encoder, value);
  }
}

function writeValue(encoder: MmdbEncoder, value: MmdbInput): void {
  switch (typeof value) {
    case 'string': {
      const bytes = new TextEncoder().encode(value);
      writeControl(encoder, 2, bytes.length);
      writeBytes(encoder, bytes);
      return;
    }
    case 'number':
      writeNumber(encoder, value);
      return;
    case 'bigint':
      writeUnsigned(encoder, value < 1n << 64n ? 9 : 10, value);
      return;
    case 'boolean':
      writeControl(encoder, 14, value ? 1 : 0);
      return;
  }
  if (value instanceof Uint8Array) {
    writeControl(encoder, 4, value.length);
    writeBytes(encoder, value);
  } else if (value instanceof Uint16Array) {
    writeUnsigned(encoder, 5, BigInt(value[0] ?? 0));
  } else if (value instanceof Int32Array) {
    writeFixed(encoder, 8, 4, (view) => view.setInt32(0, value[0] ?? 0));
  } else if (value instanceof Float32Array) {
    writeFixed(encoder, 15, 4, (view) => view.setFloat32(0, value[0] ?? 0));
  } else if (value instanceof Float64Array) {
    writeFixed(encoder, 3, 8, (view) => view.setFloat64(0, value[0] ?? 0));
  } else if (Array.isArray(value)) {
    writeControl(encoder, 11, value.length);
    for (const item of value) writeShared(encoder, item);
  } else {
    const entries = Object.entries(value as { readonly [key: string]: MmdbInput });
    writeControl(encoder, 7, entries.length);
    for (const [key, inner] of entries) {
      writeShared(encoder, key);
      writeShared(encoder, inner);
    }
  }
}

function writeNumber(encoder: MmdbEncoder, value: number): void {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) {
    writeUnsigned(encoder, 6, BigInt(value));
    return;
  }
  const whole = Number.isInteger(value) && value >= -(2 ** 31) && value < 0;
  if (whole) writeFixed(encoder, 8, 4, (view) => view.setInt32(0, value));
  else writeFixed(encoder, 3, 8, (view) => view.setFloat64(0, value));
}

function writeFixed(
  encoder: MmdbEncoder,
  type: number,
  size: number,
  fill: (view: DataView) => void,
): void {
  const bytes = new Uint8Array(size);
  fill(new DataView(bytes.buffer));
  writeControl(encoder, type, size);
  writeBytes(encoder, bytes);
}

function writeUnsigned(encoder: MmdbEncoder, type: number, value: bigint): void {
  const bytes: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 255n));
  writeControl(encoder, type, bytes.length);
  writeBytes(encoder, bytes);
}

function writeControl(encoder: MmdbEncoder, type: number, size: number): void {
  const high = type < 8 ? type << 5 : 0;
  const extended = type < 8 ? [] : [type - 7];
  if (size < 29) writeBytes(encoder, [high | size, ...extended]);
  else if (size < 285) writeBytes(encoder, [high | 29, ...extended, size - 29]);
  else if (size < 65_821) {
    const rest = size - 285;
    writeBytes(encoder, [high | 30, ...extended, rest >> 8, rest & 255]);
  } else {
    const rest = size - 65_821;
    writeBytes(encoder, [high | 31, ...extended, rest >> 16, (rest >> 8) & 255, rest & 255]);
  }
}

function writePointer(encoder: MmdbEncoder, offset: number): void {
  if (offset < 2048) {
    writeBytes(encoder, [0x20 | (offset >> 8), offset & 255]);
  } else if (offset < 526_336) {
    const rest = offset - 2048;
    writeBytes(encoder, [0x28 | (rest >> 16), (rest >> 8) & 255, rest & 255]);
  } else if (offset < 134_744_064) {
    const rest = offset - 526_336;
    const low = [(rest >> 16) & 255, (rest >> 8) & 255, rest & 255];
    writeBytes(encoder, [0x30 | (rest >> 24), ...low]);
  } else {
    const low = [(offset >> 16) & 255, (offset >> 8) & 255, offset & 255];
    writeBytes(encoder, [0x38, offset >>> 24, ...low]);
  }
}

function writeBytes(encoder: MmdbEncoder, bytes: ArrayLike<number>): void {
  const end = encoder.size + bytes.length;
  if (end > encoder.bytes.length) {
    const larger = new Uint8Array(Math.max(end, encoder.bytes.length * 2));
    larger.set(encoder.bytes);
    encoder.bytes = larger;
  }
  encoder.bytes.set(bytes, encoder.size);
  encoder.size = end;
}
