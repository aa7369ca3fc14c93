import { type AddressWords, type Family, readWords } from '../address-words';

/**
 * Reads a network in CIDR notation, or one address, into `words`.
 * @returns the prefix length within its family.
 * @throws RangeError on anything else: networks come from our own tables.
 */
export function readCidr(text: string, words: AddressWords): { family: Family; length: number } {
  const [address = '', suffix] = text.split('/');
  const family = readWords(address, words);
  const most = family === 4 ? 32 : 128;
  const length = suffix === undefined ? most : Number(suffix);
  const valid = suffix === undefined || /^\d{1,3}$/.test(suffix);
  if (family === 0 || !valid || length > most) throw new RangeError(`no network: ${text}`);
  return { family, length };
}
