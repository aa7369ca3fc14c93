import { flows, KINDS_CARRIED } from '../carried';
import type { CountryCode } from '../country';
import type { KnowledgeVersions } from '../destination';
import type { DatabaseAnswer } from '../geo/location';
import type { Finding } from '../rules/rule';
import { sayBytes, sayMilliseconds } from './amounts';
import { countryName } from './country-name';
import type { Detail, DetailLine } from './detail';
import { companyLines, nameLines, networkLines, statementLines } from './owner-details';
import { counted, type MessageKey, type Phrase, phrase } from './phrase';
import { type Speaker, say, sayDate } from './say';
import { softwareLines } from './software-details';
import type { DestinationRow } from './tab-report';
import { howSure } from './wording/how-sure';
import type { Directory } from './wording/operator';
import { soundBasis } from './wording/sound';
import { slug, wordsOf } from './wording/statement';

export interface DetailsContext {
  readonly directory: Directory;
  readonly databases: KnowledgeVersions['databases'];
  readonly speaker: Speaker;
  /** The country in which the user says they are, `null` if they haven't. */
  readonly here: CountryCode | null;
}

/**
 * The evidence behind a row: what was seen, what each database and source says, what nobody sees.
 * @param rows all destinations of the page, against which a company's words are held.
 */
export function rowDetails(
  row: DestinationRow,
  findings: readonly Finding[],
  rows: readonly DestinationRow[],
  context: DetailsContext,
): readonly Detail[] {
  const { speaker } = context;
  const detail = (key: MessageKey, lines: readonly DetailLine[]): readonly Detail[] =>
    lines.length === 0 ? [] : [{ term: say(phrase(key), speaker), lines }];
  const isServer = row.peer === 'server';
  return [
    ...detail('detail_why', whyLines(findings, row, context)),
    ...detail('detail_seen', seenLines(row, speaker)),
    ...detail('detail_hearing', hearingLines(row, speaker)),
    ...detail('detail_identifiers', identifierLines(row, speaker)),
    ...(isServer ? detail('detail_address', addressLines(row, speaker)) : []),
    ...detail('detail_databases', databaseLines(row, context)),
    ...detail('detail_name', nameLines(row, context)),
    ...detail('detail_company', companyLines(row, context)),
    ...detail('detail_software', softwareLines(row, context)),
    ...detail('detail_says', statementLines(row, rows, context)),
    ...detail('detail_network', networkLines(row, context)),
    ...detail('detail_unseen', unseenLines(row, speaker)),
  ];
}

/** Findings about one place begin with the same sentence: it is said once, and by no finding alone. */
function whyLines(
  findings: readonly Finding[],
  row: DestinationRow,
  { directory, speaker }: DetailsContext,
): DetailLine[] {
  const lines = new Map<string, DetailLine>();
  for (const finding of findings) {
    const [what, why] = wordsOf(finding, row, directory).map((said) => say(said, speaker));
    if (what !== undefined) lines.set(what, { text: what });
    // A note calls nobody, so there is nothing to mute in it.
    const isNote = finding.severity === 'info';
    if (why !== undefined) lines.set(why, isNote ? { text: why } : { text: why, finding });
  }
  return [...lines.values()];
}

function hearingLines({ hearing, sound }: DestinationRow, speaker: Speaker): DetailLine[] {
  if (hearing === null) return [];
  // Sound was seen here, only by a way that tells nothing of who can hear it.
  const because = hearing === 'unseen' && sound !== undefined ? 'not_looked_into' : slug(hearing);
  return [{ text: say(phrase(`hearing_because_${because}`), speaker) }];
}

function identifierLines({ identifiers }: DestinationRow, speaker: Speaker): DetailLine[] {
  const lines = identifiers.map(({ names, parameter }) =>
    parameter === null
      ? phrase('detail_room_by_page')
      : phrase(`detail_${names}_by_parameter`, parameter),
  );
  return [...new Set(lines.map((line) => say(line, speaker)))].map((text) => ({ text }));
}

function addressLine(row: DestinationRow, speaker: Speaker): DetailLine {
  const { endpoint, transport, location } = row;
  // What the browser gave is then the proxy's address.
  if (!location.known && location.because === 'hidden-by-proxy') {
    return { text: say(howSure(row), speaker) };
  }
  if (endpoint.address === null) return { text: say(phrase('detail_address_none'), speaker) };
  const address = endpoint.address.includes(':') ? `[${endpoint.address}]` : endpoint.address;
  const port = endpoint.port === null ? '' : `:${endpoint.port}`;
  return { text: `${address}${port} ${transport.toUpperCase()}`, technical: true };
}

function addressLines(row: DestinationRow, speaker: Speaker): DetailLine[] {
  const line = addressLine(row, speaker);
  if (row.embedded === undefined) return [line];
  return [line, { text: say(phrase('detail_embedded', row.embedded.address), speaker) }];
}

function seenLines(row: DestinationRow, speaker: Speaker): DetailLine[] {
  const { bytesSent, bytesReceived, roundTripTime } = row;
  const said = [
    say(phrase(`traffic_${slug(row.traffic)}`), speaker),
    say(counted('contacts', row.requests), speaker),
    ...(bytesSent === null || bytesReceived === null
      ? []
      : [
          say(
            phrase('detail_bytes', sayBytes(bytesSent, speaker), sayBytes(bytesReceived, speaker)),
            speaker,
          ),
        ]),
    ...(roundTripTime === null
      ? []
      : [say(phrase('detail_round_trip', sayMilliseconds(roundTripTime, speaker)), speaker)]),
  ];
  const when = new Intl.DateTimeFormat(speaker.language, { timeStyle: 'medium' });
  return [
    ...soundBasis(row).map((sentence) => ({ text: say(sentence, speaker) })),
    { text: said.join(' · ') },
    ...carriedLines(row, speaker),
    { text: when.formatRange(row.firstSeen, row.lastSeen) },
  ];
}

/** How much of each kind there was in it, and whether the user's own voice was. */
function carriedLines(
  { subject, carried, ownVoice }: DestinationRow,
  speaker: Speaker,
): DetailLine[] {
  if (carried === undefined) return [];
  const kinds = KINDS_CARRIED.filter((kind) => flows(carried[kind])).map((kind) => {
    const { sent, received } = carried[kind];
    return phrase(`carried_${kind}`, sayBytes(sent, speaker), sayBytes(received, speaker));
  });
  const own = subject === 'voice' ? [phrase(`detail_own_voice_${ownVoice ?? 'never'}`)] : [];
  return [...kinds, ...own].map((line) => ({ text: say(line, speaker) }));
}

function databaseLines(
  { location }: DestinationRow,
  { databases, speaker }: DetailsContext,
): DetailLine[] {
  const lines = location.answers.map((answer) => ({
    text: say(answerWords(answer, databases, speaker), speaker),
  }));
  if (location.known || location.detail === '') return lines;
  return [...lines, { text: say(phrase('detail_range', location.detail), speaker) }];
}

function answerWords(
  { database, country }: DatabaseAnswer,
  databases: KnowledgeVersions['databases'],
  speaker: Speaker,
): Phrase {
  const answer =
    country === null ? phrase('detail_answer_none') : countryName(country, speaker.language);
  return phrase('detail_answer', databaseName(database, databases, speaker), answer);
}

function databaseName(
  id: string,
  databases: KnowledgeVersions['databases'],
  speaker: Speaker,
): Phrase | string {
  if (id === 'published') return phrase('database_published');
  if (id.startsWith('user:')) return phrase('database_user', id.slice('user:'.length));
  const known = databases.find((database) => database.id === id);
  return known === undefined
    ? id
    : phrase('database_dated', known.name, sayDate(known.date, speaker));
}

function unseenLines(row: DestinationRow, speaker: Speaker): DetailLine[] {
  const keys: MessageKey[] = [
    row.peer === 'person' ? 'unseen_person' : 'unseen_after_server',
    ...(row.outcome === 'reached' || row.late ? [] : (['unseen_after_attempt'] as const)),
    ...(row.late ? (['unseen_late'] as const) : []),
    ...(row.relayedBy === null ? [] : (['unseen_behind_relay'] as const)),
  ];
  return keys.map((key) => ({ text: say(phrase(key), speaker) }));
}
