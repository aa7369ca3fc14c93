import * as v from 'valibot';
import { ISO_COUNTRIES } from '../../lib/iso-countries';

const Text = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));

export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const PART_OF_DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** Lower-case, whole segments of a path; `*` stands for any one. */
const ROOM_PATH = /^(?:\/(?:\*|[A-Za-z0-9._~@-]+))+$/;

/** A page on the web, or an exact release of a package as a package URL (purl-spec). */
const LINK = /^(?:https:\/\/[^\s]+\.[^\s]+|pkg:npm\/[^\s]+@[^\s]+)$/;

/** Key of an entry in the file's own `sources`. */
const SourceKey = v.pipe(
  v.string(),
  v.regex(SLUG, 'a source is named by its key in "sources": lower case, digits and hyphens'),
);

const SomeSources = v.pipe(v.array(SourceKey), v.minLength(1, 'name at least one source'));

export const Name = Text;
export const Notes = v.pipe(v.string(), v.maxLength(400, 'is too long for a note'));

export const Host = v.pipe(
  v.string(),
  v.regex(HOST, 'write a bare host name in lower case: no scheme, path, wildcard or final dot'),
);

export const Slug = v.pipe(v.string(), v.regex(SLUG, 'lower case, digits and single hyphens'));

export const Country = v.pipe(
  v.string(),
  v.check(
    (code) => ISO_COUNTRIES.has(code),
    'an ISO 3166-1 alpha-2 code in capitals (GB, not UK; HK, MO and TW are their own)',
  ),
);

export const IsoDate = v.pipe(
  v.string(),
  v.regex(DATE, 'a date as YYYY-MM-DD'),
  v.check((date) => !Number.isNaN(Date.parse(date)), 'there is no such day'),
);

/** What stands between quotation marks, single ones and apostrophes aside. */
const QUOTATIONS = /“[^”]*”|"[^"]*"|「[^」]*」/g;
const LONGEST_QUOTATION = 140;

function quotesBriefly(text: string): boolean {
  return (text.match(QUOTATIONS) ?? []).every(({ length }) => length - 2 <= LONGEST_QUOTATION);
}

export const Sources = v.record(
  SourceKey,
  v.strictObject({
    url: v.pipe(
      v.string(),
      v.regex(LINK, 'an https:// address, or pkg:npm/<name>@<version> for what a package contains'),
    ),
    says: v.pipe(
      Text,
      v.maxLength(320, 'is too long: one sentence of your own on what the source says'),
      v.check(
        quotesBriefly,
        'a quotation is too long: at most 140 characters, the rest in your own words',
      ),
    ),
    checked: IsoDate,
  }),
);

export const Jurisdictions = v.array(
  v.strictObject({
    country: Country,
    basis: v.picklist(['incorporated', 'principal-offices', 'parent', 'listed', 'operates']),
    source: SourceKey,
  }),
);

/** From the direct owner to the ultimate parent. */
export const Owners = v.array(v.strictObject({ name: Text, source: SourceKey }));

export const Domains = v.array(
  v.strictObject({
    suffix: Host,
    attributeOnly: v.optional(v.literal(true)),
    sources: SomeSources,
  }),
);

const PartOfDate = v.pipe(v.string(), v.regex(PART_OF_DATE, 'YYYY, YYYY-MM or YYYY-MM-DD'));

/** Hosts of an app's web client. */
export const Sites = v.array(v.strictObject({ host: Host, source: SourceKey }));

/** Shapes of the addresses below which a room is, such as `/i/spaces/*`. */
export const Rooms = v.array(
  v.strictObject({
    path: v.pipe(
      v.string(),
      v.regex(ROOM_PATH, 'whole parts of a path, * for any one of them, such as /i/spaces/*'),
    ),
    source: SourceKey,
  }),
);

/** Whose machines an app has used, and the earliest day for which the source shows it. */
export const UsedVendors = v.array(
  v.strictObject({ vendor: Slug, since: PartOfDate, source: SourceKey }),
);

/** What carries an app's voice in the browser. */
export const Transports = v.array(
  v.strictObject({
    transport: v.picklist(['webrtc', 'websocket', 'hls', 'webtransport']),
    source: SourceKey,
  }),
);

/** Words in the vendor's host names that say where a machine stands. */
export const Regions = v.array(
  v.strictObject({
    word: v.pipe(v.string(), v.regex(SLUG, 'whole parts of a host name, such as hkmc or east-cn')),
    countries: v.pipe(v.array(Country), v.minLength(1, 'say which countries it stands for')),
    source: SourceKey,
  }),
);

/** Parameters by which the vendor's own software names rooms and users in addresses. */
export const Identifiers = v.array(
  v.strictObject({
    parameter: v.pipe(
      v.string(),
      v.regex(/^[A-Za-z][\w-]{1,63}$/, 'the bare name of a query parameter: userId, not ?userId='),
    ),
    names: v.picklist(['room', 'user']),
    source: SourceKey,
  }),
);

const SomeCountries = v.pipe(v.array(Country), v.minLength(1, 'name at least one country'));

/** Countries by naming them, or by naming all the others; `null` as the field's own text says. */
const Countries = v.nullable(
  v.union(
    [v.strictObject({ in: SomeCountries }), v.strictObject({ notIn: SomeCountries })],
    '{ "in": [...] } for the countries named, { "notIn": [...] } for all others, or null',
  ),
);

/** What the company says in public about where data goes. */
export const Statements = v.array(
  v.strictObject({
    traffic: v.pipe(
      v.array(v.picklist(['voice', 'room-data'])),
      v.minLength(1, 'say which traffic it speaks of'),
    ),
    users: Countries,
    machines: Countries,
    dated: PartOfDate,
    source: SourceKey,
  }),
);

const MarkText = v.pipe(
  v.string(),
  v.minLength(6, "too short to be anybody's own: six characters at least"),
  v.check((text) => !/[\r\n]/.test(text), 'one line'),
);

const Judged = { confidence: v.picklist(['strong', 'weak']), source: SourceKey };

/** How software is recognised on one connection. Plain text: nothing here is a pattern. */
export const Marks = v.pipe(
  v.array(
    v.variant('in', [
      v.strictObject({ in: v.literal('description'), text: MarkText, ...Judged }),
      v.strictObject({ in: v.literal('channel'), text: MarkText, ...Judged }),
      v.strictObject({
        in: v.literal('socket'),
        path: v.pipe(v.string(), v.startsWith('/', 'the end of a path, from a slash on')),
        parameters: v.pipe(
          v.array(Name),
          v.minLength(2, "a path alone is anybody's: name two parameters at least"),
        ),
        ...Judged,
      }),
    ]),
  ),
  v.minLength(1, 'software without a mark can never be recognised'),
);

export const SourceRef = SourceKey;

/** Lets an editor complete and check the file while it is written. */
export const SchemaLink = v.string();
