/** Bytes of the sum at the end of a sealed file. */
const SEAL = 4;

/**
 * Checks a file of ours against the sum at its end: a cut or changed one is found, whatever was
 * damaged, before anything is read from it.
 * @returns what was sealed, not copied; `null` when the file is damaged.
 */
export function unseal(file: Uint8Array): Uint8Array | null {
  if (file.length < SEAL) return null;
  const content = file.subarray(0, file.length - SEAL);
  const seal = new DataView(file.buffer, file.byteOffset + content.length, SEAL);
  return seal.getUint32(0) === sumOf(content) ? content : null;
}

/** The content with its sum behind it. */
export function seal(content: Uint8Array): Uint8Array {
  const file = new Uint8Array(content.length + SEAL);
  file.set(content);
  new DataView(file.buffer).setUint32(content.length, sumOf(content));
  return file;
}

/** FNV-1a, 32 bits: for accidents. Whoever can change the package can change the code as well. */
function sumOf(content: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < content.length; i += 1) sum = Math.imul(sum ^ (content[i] ?? 0), 0x01000193);
  return sum >>> 0;
}
