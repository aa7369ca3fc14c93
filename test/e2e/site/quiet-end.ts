import { expect } from 'vitest';
import type { BrowserSession } from '../../../cli/browsers/session';

/** Ends the browser: the extension has asked nothing of any machine, and nothing went wrong in it. */
export async function endQuietly(session: BrowserSession | undefined): Promise<void> {
  expect((await session?.close()) ?? NOTHING).toEqual(NOTHING);
}

const NOTHING = { ownRequests: [], errors: [] };
