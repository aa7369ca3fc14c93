import { parse } from 'tldts';

/**
 * Sites where anybody puts copies of other people's documents or posts: nobody can tell whether
 * they are whole, whose they are, or whether they will be there tomorrow.
 */
const OF_ANYBODY: ReadonlySet<string> = new Set([
  'docplayer.net',
  'doczz.fr',
  'doczz.net',
  'group-telegram.com',
  'pastebin.com',
  'scribd.com',
]);

/** The site of a link, when what stands there is no evidence; `null` for every other link. */
export function siteOfCopies(url: string): string | null {
  const { domain } = parse(url);
  return domain !== null && OF_ANYBODY.has(domain) ? domain : null;
}
