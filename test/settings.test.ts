import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, parseSettings, policyFrom } from '../lib/settings';

describe('parseSettings', () => {
  it('keeps what it wrote', () => {
    const settings = {
      version: 1,
      preset: 'china',
      watched: ['CN', 'HK'],
      sites: ['https://room.example'],
      here: 'JP',
      alerts: true,
      muted: [],
      flags: false,
    };
    expect(parseSettings(settings)).toEqual(settings);
  });

  it('drops what is no country and no site', () => {
    const stored = { ...DEFAULT_SETTINGS, watched: ['CN', 'T1', '??'], sites: ['not a site'] };
    expect(parseSettings(stored)).toEqual({ ...DEFAULT_SETTINGS, watched: ['CN'], sites: [] });
  });

  it('takes anything without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(policyFrom(parseSettings(stored)).watched.size).toBeGreaterThan(0);
      }),
    );
  });
});

describe('policyFrom', () => {
  it('falls back to the default list when a preset is gone', () => {
    expect(policyFrom({ ...DEFAULT_SETTINGS, preset: 'gone' })).toEqual(
      policyFrom(DEFAULT_SETTINGS),
    );
  });

  it("takes the user's own list before the preset's", () => {
    expect([...policyFrom({ ...DEFAULT_SETTINGS, watched: ['FR'] }).watched]).toEqual(['FR']);
  });
});
