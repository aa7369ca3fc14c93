import type { SoundTransform } from '../observation';
import type { PageReport } from './page-report';
import { type SoundStream, soundStreams } from './sound-stream';
import { indexStats } from './stats-index';

/**
 * Follows the sound of one connection from look to look.
 *
 * Only sound that flowed counts: apps take a transform off again as they hang up, and that must not
 * look like sound in clear. So the first look at a stream counts, and after it only bytes that
 * flowed between two looks which both saw the same.
 * What this side sends decides; where it has sent nothing, what it receives does.
 */
export function createSoundWatch(): (report: PageReport) => SoundTransform {
  const before = new Map<string, SoundStream>();
  const seen = { sent: new Set<boolean>(), received: new Set<boolean>() };
  return (report) => {
    for (const stream of soundStreams(report.transceivers, indexStats(report.stats))) {
      const { id, direction, transformed } = stream;
      if (flowedAsSeen(before.get(id), stream)) seen[direction].add(transformed);
      before.set(id, stream);
    }
    return wordFor(seen.sent.size > 0 ? seen.sent : seen.received);
  };
}

function flowedAsSeen(before: SoundStream | undefined, now: SoundStream): boolean {
  if (before === undefined) return true;
  return now.bytes > before.bytes && now.transformed === before.transformed;
}

function wordFor(seen: ReadonlySet<boolean>): SoundTransform {
  if (seen.size === 2) return 'mixed';
  if (seen.size === 0) return 'unseen';
  return seen.has(true) ? 'transformed' : 'plain';
}
