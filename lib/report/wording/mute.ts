import { parseCountryCode } from '../../country';
import { countryName } from '../country-name';
import type { Mute } from '../mute';
import { phrase } from '../phrase';
import { isolate, type Speaker, say } from '../say';
import type { Directory } from './operator';
import { slug } from './statement';

/** What was muted, as a list of names: how grave, what, why, where, who, and at which site. */
export function muteText(
  { site, subject, kind, severity, country, by }: Mute,
  appName: (id: string) => string | null,
  directory: Directory,
  speaker: Speaker,
): string {
  const code = parseCountryCode(country);
  const siteText = appName(site) ?? (URL.canParse(site) ? new URL(site).host : site);
  return [
    say(phrase(`severity_${severity}`), speaker),
    say(phrase(`subject_${slug(subject)}`), speaker),
    say(phrase(`muted_kind_${slug(kind)}`), speaker),
    ...(code === null ? [] : [countryName(code, speaker.language)]),
    ...[...companyText(by, directory), siteText].map((name) => isolate(name, speaker)),
  ].join(' · ');
}

function companyText(by: Mute['by'], directory: Directory): readonly string[] {
  switch (by.kind) {
    case 'vendor':
      return [directory.vendor(by.id as never)?.name ?? by.id];
    case 'domain':
      return [by.name];
    case 'network':
      return [directory.networkOperator(by.asn)?.name ?? `AS${by.asn}`];
    case 'nobody':
      return [];
  }
}
