import { readFileSync } from 'node:fs';
import type { OwnRequest } from './session';

interface NetLogEvent {
  readonly type: number;
  readonly params?: { readonly url?: unknown; readonly initiator?: unknown };
}

/**
 * What the extension itself asked of the network, from Chromium's `--log-net-log` file.
 * A content script's request carries its page's origin and can't be told apart here: the lab's
 * server logs show those.
 * @throws when the file is no net log.
 */
export function ownRequestsInNetLog(path: string, extensionOrigin: string): readonly OwnRequest[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const start = requestStartType(lines[0] ?? '');
  return lines.flatMap((line) => {
    const event = parseEvent(line);
    const { url, initiator } = event?.params ?? {};
    if (event?.type !== start || typeof url !== 'string') return [];
    const own = initiator === extensionOrigin && !url.startsWith(`${extensionOrigin}/`);
    return own ? [{ url, initiator: extensionOrigin }] : [];
  });
}

/** The log's first line names its constants; their numbers differ between versions. */
function requestStartType(firstLine: string): number {
  const type = /"URL_REQUEST_START_JOB":(\d+)/.exec(firstLine)?.[1];
  if (type === undefined) throw new Error('This is no Chromium net log.');
  return Number(type);
}

/** One event per line with a comma at its end; the last may be cut off when a browser is killed. */
function parseEvent(line: string): NetLogEvent | null {
  try {
    return JSON.parse(line.replace(/,$/, '')) as NetLogEvent;
  } catch {
    return null;
  }
}

/**
 * The same from the file that `watch` writes inside Firefox. Content scripts are told apart there.
 * @throws when there is no such file: then nothing was watched.
 */
export function ownRequestsInFirefoxLog(path: string): readonly OwnRequest[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as OwnRequest);
}
