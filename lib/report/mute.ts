import * as v from 'valibot';
import { registrableDomainOf } from '../registrable-domain';
import type { Evidence } from '../rules/rule';
import { SUBJECTS } from '../subject';
import { isWorse, type Placed, SEVERITIES } from './rank';
import type { TabReport } from './tab-report';

/** All of them: what is left out would be muted and never read again. */
const KINDS = Object.keys({
  location: true,
  control: true,
  cleartext: true,
  claim: true,
  hearing: true,
  identifier: true,
} satisfies Record<Evidence['kind'], true>) as Evidence['kind'][];

/**
 * A kind of finding the user doesn't want to be warned of by the toolbar: the same thing, at the
 * same app or site, by the same company, and weighing no more than it did. It stays in the popup.
 * Names no room and no address.
 */
export const Mute = v.object({
  /** Id of the catalogued app, else the site's origin. */
  site: v.string(),
  subject: v.picklist(SUBJECTS),
  kind: v.picklist(KINDS),
  /** The most that is muted: what weighs more is news, and the user hasn't heard it. */
  severity: v.picklist(SEVERITIES),
  country: v.nullable(v.string()),
  by: v.variant('kind', [
    v.object({ kind: v.literal('vendor'), id: v.string() }),
    v.object({ kind: v.literal('domain'), name: v.string() }),
    v.object({ kind: v.literal('network'), asn: v.number() }),
    v.object({ kind: v.literal('nobody') }),
  ]),
});

export type Mute = v.InferOutput<typeof Mute>;

type Page = Pick<TabReport, 'app' | 'page'>;

/** What muting a finding would mute. */
export function muteOf({ app, page }: Page, { finding, row }: Placed): Mute {
  const { evidence, severity } = finding;
  return {
    site: app ?? page,
    subject: row.subject,
    kind: evidence.kind,
    severity,
    country: 'country' in evidence ? evidence.country : null,
    by: byOf(evidence, row),
  };
}

/** The company that the finding is about: of one nobody knows, the domain, else the network. */
function byOf(evidence: Evidence, { vendor, network, endpoint }: Placed['row']): Mute['by'] {
  if (evidence.kind === 'control' && evidence.operator.kind === 'network') {
    return { kind: 'network', asn: evidence.operator.asn };
  }
  if (vendor !== null) return { kind: 'vendor', id: vendor.vendor };
  if (endpoint.hostname !== null) {
    return { kind: 'domain', name: registrableDomainOf(endpoint.hostname) ?? endpoint.hostname };
  }
  return network === null ? { kind: 'nobody' } : { kind: 'network', asn: network.asn };
}

/** Whether what `wanted` would mute is muted by `mute` already. */
export function covers(mute: Mute, wanted: Mute): boolean {
  return (
    mute.site === wanted.site &&
    mute.subject === wanted.subject &&
    mute.kind === wanted.kind &&
    !isWorse(wanted.severity, mute.severity) &&
    mute.country === wanted.country &&
    isSameCompany(mute.by, wanted.by)
  );
}

/** @returns the mutes with one more, which takes the place of those it covers. */
export function withMute(mutes: readonly Mute[], added: Mute): Mute[] {
  return [...mutes.filter((mute) => !covers(added, mute)), added];
}

/** @returns the mutes that leave every one of these kinds to be heard. */
export function withoutMutes(mutes: readonly Mute[], kinds: readonly Mute[]): Mute[] {
  return mutes.filter((mute) => !kinds.some((kind) => covers(mute, kind)));
}

function isSameCompany(a: Mute['by'], b: Mute['by']): boolean {
  if (a.kind === 'vendor') return b.kind === 'vendor' && a.id === b.id;
  if (a.kind === 'domain') return b.kind === 'domain' && a.name === b.name;
  if (a.kind === 'network') return b.kind === 'network' && a.asn === b.asn;
  return b.kind === 'nobody';
}

export function isMuted(mutes: readonly Mute[], page: Page, placed: Placed): boolean {
  if (mutes.length === 0) return false;
  const wanted = muteOf(page, placed);
  return mutes.some((mute) => covers(mute, wanted));
}

/** The report as the toolbar and the alerts hear of it: without what was muted. */
export function unmuted(report: TabReport, mutes: readonly Mute[]): TabReport {
  if (mutes.length === 0) return report;
  const rows = new Map(report.destinations.map((row) => [row.key, row]));
  const findings = report.findings.filter((finding) => {
    const row = rows.get(finding.destination);
    return row === undefined || !isMuted(mutes, report, { finding, row });
  });
  return { ...report, findings };
}
