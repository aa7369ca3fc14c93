import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../cli/browsers/until';
import { lookAround } from './conformance-page';
import { BROWSERS, isMissing, openProbeLab } from './probe-lab';
import { lookAtSound } from './sound-conformance-page';

/** Firefox without a sound device leaves too many of these without an answer. */
const LOOK_AT_SOUND = { chromium: lookAtSound, firefox: async () => ({}) } as const;

type Seen = Readonly<Record<string, string>>;

/**
 * What a page may see of the probe, if it looks for it: a locked `then` on statistics reports, and
 * that the text of the wrapped functions lacks their names.
 */
describe.each(BROWSERS)('a page in %s', (kind) => {
  let without: Seen = {};
  let watched: Seen = {};
  let errors: readonly string[] = [];
  beforeAll(async () => {
    if (isMissing(kind)) return;
    for (const probe of [false, true]) {
      const lab = await openProbeLab(kind, probe);
      // As the page's own script: a driver's is run in a scope of its own in Firefox.
      const page = await lab.open(`<body><script>
        let failures = 0;
        onerror = onunhandledrejection = () => { failures += 1 };
        (async () => ({ ...await (${LOOK_AT_SOUND[kind]})(), ...await (${lookAround})() }))().then((seen) => setTimeout(() => fetch('/log', {
          method: 'POST', body: JSON.stringify({ ...seen, failures: String(failures) }),
        }), 500));
      </script>`);
      await until('what was seen', () => lab.log.length > 0, { seconds: 60 });
      const seen = JSON.parse(lab.log[0] ?? '') as Seen;
      if (probe) watched = seen;
      else without = seen;
      // Sockets that lead nowhere are the page's own doing.
      if (probe) errors = (await page.errors()).filter((text) => !text.includes('/no-socket'));
      await lab.close();
    }
  });

  it.skipIf(isMissing(kind))('sees and does the same with the probe and without', () => {
    expect(watched).toEqual(without);
    expect(Object.keys(without).length).toBeGreaterThanOrEqual(kind === 'chromium' ? 180 : 60);
  });
  afterAll(() => expect(errors).toEqual([]));
});
