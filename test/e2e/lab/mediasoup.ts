import { offerOf, ortcOf } from '../../../cli/demo/agora-ortc';
import type { VoiceServer } from '../../../cli/demo/voice-server';

/** A client nobody has heard of yet: the transport comes before the client's own parameters. */
const SOMEBODY = {
  iceParameters: { iceUfrag: 'somebody', icePwd: 'a-password-nobody-asks-for' },
  dtlsParameters: {
    fingerprints: [{ hashFunction: 'sha-256', fingerprint: Array(32).fill('00').join(':') }],
  },
  rtpCapabilities: null,
};

const OPUS = {
  kind: 'audio',
  mimeType: 'audio/opus',
  preferredPayloadType: 111,
  clockRate: 48_000,
  channels: 2,
};

/**
 * What a mediasoup server tells its client of a transport. mediasoup's own worker isn't built here;
 * the lab's voice server is lite as well, so it can answer checks of a client it knows nothing of.
 */
export async function mediasoupTransport(voice: VoiceServer): Promise<object> {
  const answer = await voice.answer(offerOf(SOMEBODY).replace('setup:actpass', 'setup:active'));
  const { iceParameters, dtlsParameters } = ortcOf(answer, SOMEBODY);
  const { iceUfrag, icePwd, candidates } = iceParameters;
  return {
    id: 'lab',
    iceParameters: { usernameFragment: iceUfrag, password: icePwd, iceLite: true },
    iceCandidates: candidates.map(({ ip, port, priority, ...candidate }) => ({
      ...candidate,
      address: ip,
      ip,
      port: Number(port),
      priority: Number(priority),
    })),
    dtlsParameters: {
      role: 'auto',
      fingerprints: dtlsParameters.fingerprints.map(({ algorithm, fingerprint }) => ({
        algorithm,
        value: fingerprint,
      })),
    },
    routerRtpCapabilities: { codecs: [OPUS], headerExtensions: [] },
  };
}
