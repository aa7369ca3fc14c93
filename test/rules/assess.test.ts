import { expect, it } from 'vitest';
import { parseAddress } from '../../lib/address';
import { parseCountryCode } from '../../lib/country';
import { defaultPolicy } from '../../lib/presets';
import { assess } from '../../lib/rules/assess';
import type { Sighting } from '../../lib/rules/rule';
import { DIRECTORY } from '../../lib/vendors/catalog';

const china = parseCountryCode('CN');

const voiceToChina: Sighting = {
  destination: {
    endpoint: { hostname: null, address: parseAddress('114.114.114.114'), port: 20070 },
    locatedBy: 'address',
    location: {
      known: true,
      country: china ?? expect.unreachable(),
      certainty: 'agree',
      answers: [],
    },
    network: null,
    vendor: null,
  },
  subject: 'voice',
  transport: 'udp',
  outcome: 'reached',
  fromCache: false,
  peer: 'server',
  user: null,
  hearing: 'unseen',
  identifiers: [],
};

it.each([
  ['server', 1],
  ['person', 0],
] as const)('a %s gives %i findings, even if somebody located it', (peer, findings) => {
  const sighting = { ...voiceToChina, peer };
  expect(assess('key', sighting, DIRECTORY, defaultPolicy())).toHaveLength(findings);
});

it.each([
  ['voice by WebRTC', undefined, 'warning'],
  ['a player without an end', { sent: null, received: 'endless' }, 'warning'],
  ['pieces beside a live playlist', { sent: null, received: 'live-playlist' }, 'notice'],
  [
    'the same, with your voice sent',
    { sent: 'microphone-pace', received: 'live-playlist' },
    'warning',
  ],
] as const)('%s to a watched country weighs as much as is sure', (_, sound, severity) => {
  const sighting = { ...voiceToChina, ...(sound && { sound }) };
  const [finding] = assess('key', sighting, DIRECTORY, defaultPolicy());
  expect(finding).toMatchObject({ rule: 'voice-to-watched-country', severity });
});
