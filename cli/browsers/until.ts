import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is truthy, and returns it.
 * @throws after `seconds` with what was waited for.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  { seconds = 30, every = 50 }: { readonly seconds?: number; readonly every?: number } = {},
): Promise<Exclude<Awaited<T>, null | undefined | false | 0 | ''>> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as never;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s for ${what}, in vain.`);
    await sleep(every);
  }
}
