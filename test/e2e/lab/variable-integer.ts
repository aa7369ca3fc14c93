/** Variable-length integers of QUIC (RFC 9000 §16), of which HTTP/3 is made. */
export function variableInteger(value: number): Buffer {
  const power = [6, 14, 30, 62].findIndex((bits) => value < 2 ** bits);
  const length = 2 ** power;
  const prefix = BigInt(power) << BigInt(8 * length - 2);
  return Buffer.from((prefix | BigInt(value)).toString(16).padStart(2 * length, '0'), 'hex');
}

/** @returns the number and what follows it; `null` when more bytes are needed. */
export function readInteger(bytes: Buffer): readonly [value: number, rest: Buffer] | null {
  const first = bytes[0];
  if (first === undefined) return null;
  const length = 2 ** (first >> 6);
  if (bytes.length < length) return null;
  let value = first & 0x3f;
  for (const byte of bytes.subarray(1, length)) value = value * 256 + byte;
  return [value, bytes.subarray(length)];
}
