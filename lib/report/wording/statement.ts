import { flows } from '../../carried';
import { confidenceIn, type RecognisedSound } from '../../recognised-sound';
import type { Evidence, Finding } from '../../rules/rule';
import { type Phrase, phrase } from '../phrase';
import type { DestinationRow } from '../tab-report';
import { howSure, howSureOf } from './how-sure';
import { type Directory, operatedBy, operatorName } from './operator';
import { placeOf } from './place';

type Slug<S extends string> = S extends `${infer A}-${infer B}` ? `${A}_${Slug<B>}` : S;

/** `room-data` → `room_data`: keys of messages have no hyphens. */
export function slug<S extends string>(name: S): Slug<S> {
  return name.replaceAll('-', '_') as Slug<S>;
}

/**
 * What happened, where and who, in one sentence.
 * @param evidence the finding's, or `null` to state the row alone.
 */
export function statementOf(
  row: DestinationRow,
  evidence: Evidence | null,
  directory: Directory,
): Phrase {
  return state(row, evidence, operated(row, placeOf(row, evidence), evidence, directory));
}

/** The same with how sure the place is. */
function sureStatementOf(
  row: DestinationRow,
  evidence: Evidence | null,
  directory: Directory,
): Phrase {
  const place = phrase('place_sure', placeOf(row, evidence), sureOf(row, evidence));
  return state(row, evidence, operated(row, place, evidence, directory));
}

/** How sure the place is that the statement names. */
export function sureOf(row: DestinationRow, evidence: Evidence | null): Phrase {
  return evidence?.kind === 'location' ? howSureOf(evidence, row) : howSure(row);
}

function state(row: DestinationRow, evidence: Evidence | null, where: Phrase): Phrase {
  const isClear = evidence?.kind === 'cleartext';
  if (row.outcome === 'reached') {
    if (evidence?.kind === 'identifier') {
      return phrase(`${evidence.names}_named_${slug(evidence.exposure)}`, where);
    }
    const subject = subjectWord(row);
    return phrase(isClear ? `${subject}_reached_clear` : `${subject}_reached`, where);
  }
  const subject = slug(row.subject);
  return phrase(isClear ? `${subject}_tried_clear` : `${subject}_tried`, where);
}

/** "Your voice" is said only where the page was seen to send it: a listener's room is not theirs. */
function subjectWord(row: DestinationRow) {
  if (row.sound !== undefined) return soundSpoken(row.sound);
  if (row.subject !== 'voice') return slug(row.subject);
  if (row.ownVoice !== undefined) return row.ownVoice === 'now' ? 'own_voice' : 'past_voice';
  const { carried } = row;
  const isVideo = carried !== undefined && !flows(carried.audio) && flows(carried.video);
  return isVideo ? 'video' : 'voice';
}

/** What is said to be on its way, with doubt where only its pace was seen. */
function soundSpoken({ sent, received }: RecognisedSound) {
  if (sent !== null) return confidenceIn(sent) === 'sure' ? 'voice' : 'voice_likely';
  return received !== null && confidenceIn(received) === 'sure' ? 'sound' : 'sound_likely';
}

/** Somebody who only listens is told other things than somebody who speaks. */
function concernOf({ subject, sound }: DestinationRow) {
  return sound !== undefined && sound.sent === null ? 'sound' : slug(subject);
}

function operated(
  row: DestinationRow,
  place: Phrase,
  evidence: Evidence | null,
  directory: Directory,
): Phrase {
  if (row.peer === 'person') return place;
  return phrase('place_operated', place, operatedBy(row, evidence, directory));
}

/** Why it matters and what can be done, in one sentence. */
export function adviceOf(row: DestinationRow, evidence: Evidence, directory: Directory): Phrase {
  const about = concernOf(row);
  switch (evidence.kind) {
    case 'location':
      return phrase(`advice_location_${about}`, { country: evidence.country });
    case 'control':
      return phrase(
        `advice_control_${about}`,
        operatorName(evidence.operator, directory),
        { country: evidence.country },
        { all: evidence.jurisdictions.map(({ basis }) => phrase(`basis_${slug(basis)}`)) },
      );
    case 'claim':
      return claimAdvice(evidence, directory);
    case 'cleartext':
      return phrase(`advice_cleartext_${about}`);
    case 'hearing':
      return phrase(`advice_hearing_${slug(evidence.hearing)}`);
    case 'identifier':
      return phrase(`advice_${evidence.names}_named_${slug(evidence.exposure)}`);
  }
}

/** A claim about users by country is about where they seem to be. */
function claimAdvice(
  { vendor, statement }: Extract<Evidence, { kind: 'claim' }>,
  directory: Directory,
): Phrase {
  return phrase(
    statement.users === null ? 'advice_claim' : 'advice_claim_users',
    directory.vendor(vendor)?.name ?? vendor,
    { dated: statement.dated },
  );
}

/** A finding in two sentences: what, where, how sure and who; then why, and what can be done. */
export function wordsOf(
  finding: Finding,
  row: DestinationRow,
  directory: Directory,
): readonly [Phrase, Phrase] {
  const { evidence } = finding;
  return [sureStatementOf(row, evidence, directory), adviceOf(row, evidence, directory)];
}
