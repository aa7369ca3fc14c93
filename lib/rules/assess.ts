import type { Knowledge } from '../destination';
import type { Policy } from '../policy';
import { checkToWatchedCountry } from './check-to-watched-country';
import { claimContradicted } from './claim-contradicted';
import { cleartext } from './cleartext';
import { identifierInClear } from './identifier-in-clear';
import { identifierToThirdParty } from './identifier-to-third-party';
import { otherToWatchedCountry } from './other-to-watched-country';
import { roomDataToWatchedCountry } from './room-data-to-watched-country';
import { roomDataUnderWatchedJurisdiction } from './room-data-under-watched-jurisdiction';
import type { Evidence, Finding, Rule, Severity, Sighting } from './rule';
import { voiceHeardByServer } from './voice-heard-by-server';
import { voiceToWatchedCountry } from './voice-to-watched-country';
import { voiceUnderWatchedJurisdiction } from './voice-under-watched-jurisdiction';

/** ISO date on which the rules last changed what they say. */
export const RULES_VERSION = '2026-11-23';

/** The gravest first: the order in which findings are listed. */
export const RULES: readonly Rule[] = [
  voiceToWatchedCountry,
  voiceUnderWatchedJurisdiction,
  roomDataToWatchedCountry,
  roomDataUnderWatchedJurisdiction,
  cleartext,
  identifierInClear,
  claimContradicted,
  checkToWatchedCountry,
  otherToWatchedCountry,
  voiceHeardByServer,
  identifierToThirdParty,
];

/**
 * All that the rules have to say about one destination. Pure.
 * @param key the destination's row, to which the findings refer.
 */
export function assess(
  key: string,
  sighting: Sighting,
  knowledge: Pick<Knowledge, 'vendor' | 'networkOperator'>,
  policy: Policy,
): readonly Finding[] {
  // Another participant is a person: who and where they are is nobody's finding.
  if (sighting.peer === 'person') return [];
  return RULES.flatMap((rule) =>
    rule.find(sighting, knowledge, policy).map((evidence) => ({
      rule: rule.id,
      severity: weigh(rule.severity, evidence, sighting),
      destination: key,
      evidence,
    })),
  );
}

/** False accusation is the worst failing: doubt and mere attempts never make a warning. */
function weigh(most: Severity, evidence: Evidence, sighting: Sighting): Severity {
  const doubtful =
    sighting.outcome !== 'reached' ||
    isLoneVoice(evidence) ||
    isPassingCleartext(evidence) ||
    isGuessedIdentifier(evidence) ||
    isBySoftware(evidence, sighting) ||
    isGuessedStream(sighting);
  return doubtful && most === 'warning' ? 'notice' : most;
}

/** One database against another, or alone, counts only with the network on its side. */
export function isLoneVoice(evidence: Evidence): boolean {
  return (
    evidence.kind === 'location' &&
    (evidence.certainty === 'single' || evidence.certainty === 'disagree') &&
    !evidence.networkAgrees
  );
}

/** Pieces to play beside a live playlist may be a page's own sounds instead. */
function isGuessedStream({ sound }: Sighting): boolean {
  return sound?.received === 'live-playlist' && sound.sent === null;
}

/** That a company's software is at the far end makes it likely, not sure, that the company is. */
function isBySoftware(evidence: Evidence, { destination: { vendor } }: Sighting): boolean {
  const isVendor = evidence.kind === 'control' && evidence.operator.kind === 'vendor';
  return isVendor && vendor?.by === 'sdk';
}

function isPassingCleartext(evidence: Evidence): boolean {
  return evidence.kind === 'cleartext' && evidence.subject === 'other';
}

/** What a parameter is called tells what it is for; what it held is looked at by nobody. */
function isGuessedIdentifier(evidence: Evidence): boolean {
  return evidence.kind === 'identifier' && !evidence.observed;
}
