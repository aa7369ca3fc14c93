import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuditOptions } from '../../cli/audit-options';
import { Failure } from '../../cli/failure';
import { lookUpLine } from '../../cli/lookup-answer';
import { lookupTable } from '../../cli/lookup-table';
import { createLocator } from '../../lib/geo/locator';
import { parametersOf } from '../../lib/identifiers/parameters';
import { createKnowledge } from '../../lib/knowledge';
import { translateFrom } from '../../lib/report/message-file';
import { parseSeenMarks } from '../../lib/rtc/software-marks';
import { readMarkName } from '../../lib/software/mark';
import { parsePlayerReport } from '../../lib/sound/endless-player';
import { parseOrigin } from '../../lib/sound/origin';
import { parseSoundReport } from '../../lib/sound/sound-report';
import { NASTY_HOSTS } from './hosts';

/** Texts that mean something to somebody, and any others. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(...NASTY_HOSTS, '', ' ', '1.2.3.4', '::ffff:1.2.3.4', '[::1]', '__proto__', '\0'),
  fc.ipV4Extended(),
  fc.ipV6(),
  fc.webUrl(),
  fc.json({ maxDepth: 2 }),
);

const knowledge = createKnowledge(createLocator({ shipped: null, user: [] }));

describe('whatever comes', () => {
  it('as a line of the command line’s input is answered in one line', () => {
    fc.assert(
      fc.property(text, (line) => {
        const answer = lookUpLine(line, knowledge);
        expect(JSON.stringify(answer)).not.toContain('\n');
        lookupTable([answer]);
      }),
    );
  });

  it('as options of an audit is read, or refused with a sentence', () => {
    const options = ['--browser', '--for', '--here', '--json', '--database', '--browser-arg', '--'];
    const word = fc.oneof(text, fc.constantFrom(...options, '--partial', 'https://a.example'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (args) => {
        try {
          parseAuditOptions(args);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });

  it('as a key or in the slots of a message is put in as it is', () => {
    const file = { m: { message: 'a $1 b' } };
    fc.assert(
      fc.property(text, text, (key, slot) => {
        expect(translateFrom(file)('m', [slot])).toBe(`a ${slot} b`);
        if (key !== 'm') expect(translateFrom(file)(key, [slot])).toBe('');
      }),
    );
  });

  it('behind a question mark has its parameters named, a bounded number of them', () => {
    fc.assert(
      fc.property(fc.array(text), (parts) => {
        const names = parametersOf(parts.join('&'));
        expect(names.length).toBeLessThanOrEqual(64);
        for (const name of names) expect(name.length).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('as a mark’s name, in marks, in sound’s and players’ reports is read or refused', () => {
    fc.assert(
      fc.property(text, fc.anything(), (name, value) => {
        readMarkName(name);
        parseOrigin(name);
        parseSeenMarks(value);
        parseSoundReport(value);
        parsePlayerReport(value);
      }),
    );
  });
});
