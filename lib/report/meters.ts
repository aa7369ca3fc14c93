import type { Meter } from './tab-report';

/** A browser allows 500 peer connections to a page at a time. */
const MOST_METERS = 1024;

/** Byte totals last read, by frame and path, and over which rows the user's voice goes by them. */
export class Meters {
  readonly #byPath = new Map<string, Meter>();
  /** How many paths of each row carry the user's voice now. */
  readonly #speaking = new Map<string, number>();

  get(path: string): Meter | undefined {
    return this.#byPath.get(path);
  }

  /** A path that isn't told of any more needs no meter; its row keeps what it has carried. */
  put(path: string, meter: Meter): void {
    this.delete(path);
    this.#byPath.set(path, meter);
    if (meter.ownVoice === 'now') this.#count(meter.row, 1);
    const [oldest] = this.#byPath.keys();
    if (this.#byPath.size > MOST_METERS && oldest !== undefined) this.delete(oldest);
  }

  delete(path: string): void {
    const meter = this.#byPath.get(path);
    if (meter === undefined) return;
    this.#byPath.delete(path);
    if (meter.ownVoice === 'now') this.#count(meter.row, -1);
  }

  /** Whether the user's voice goes over any path of the row now. */
  isSpokenTo(row: string): boolean {
    return this.#speaking.has(row);
  }

  /** Those read longest ago first. */
  [Symbol.iterator](): IterableIterator<[string, Meter]> {
    return this.#byPath.entries();
  }

  #count(row: string, more: 1 | -1): void {
    const count = (this.#speaking.get(row) ?? 0) + more;
    if (count === 0) this.#speaking.delete(row);
    else this.#speaking.set(row, count);
  }
}
