import type { SeenMark } from '../software/mark';
import { confidenceOf, type Software } from '../vendors/software';
import type { DetailLine } from './detail';
import { type Phrase, phrase } from './phrase';
import { type Speaker, say } from './say';
import type { DestinationRow } from './tab-report';
import type { Directory } from './wording/operator';

interface SoftwareContext {
  readonly directory: Directory;
  readonly speaker: Speaker;
}

/** Which software is at the other end, how sure that is, and whether it says whose machine it is. */
export function softwareLines(
  { software: seen }: Pick<DestinationRow, 'software'>,
  { directory, speaker }: SoftwareContext,
): DetailLine[] {
  const known = [...new Set(seen.map(({ software }) => software))].flatMap(
    (id) => directory.software(id) ?? [],
  );
  return known
    .flatMap((software) => [nameOf(software, seen), runnerOf(software, directory)])
    .map((said) => ({ text: say(said, speaker) }));
}

function nameOf(software: Software, seen: readonly SeenMark[]): Phrase {
  const isStrong = seen.some(
    (mark) => mark.software === software.id && confidenceOf(software, mark.mark) === 'strong',
  );
  return phrase(isStrong ? 'software_strong' : 'software_weak', software.name);
}

function runnerOf({ runBy }: Software, directory: Directory): Phrase {
  if (runBy === null) return phrase('software_anybody');
  return phrase('software_run_by', directory.vendor(runBy.vendor)?.name ?? runBy.vendor);
}
