import * as v from 'valibot';

/** Text that ends up in a line of SDP: it may not start another. */
const Line = v.pipe(v.string(), v.regex(/^[^\r\n]*$/));

/** How the SDK describes its end of the media connection: what others put into an SDP offer. */
export const ClientOrtc = v.object({
  iceParameters: v.object({ iceUfrag: Line, icePwd: Line }),
  dtlsParameters: v.object({
    fingerprints: v.array(v.object({ hashFunction: Line, fingerprint: Line })),
  }),
  rtpCapabilities: v.unknown(),
});
export type ClientOrtc = v.InferOutput<typeof ClientOrtc>;

/** The SDP offer that says what the SDK said in its own words. */
export function offerOf({ iceParameters, dtlsParameters }: ClientOrtc): string {
  return [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${iceParameters.iceUfrag}`,
    `a=ice-pwd:${iceParameters.icePwd}`,
    ...dtlsParameters.fingerprints.map(
      ({ hashFunction, fingerprint }) => `a=fingerprint:${hashFunction} ${fingerprint}`,
    ),
    'a=setup:actpass',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    '',
  ].join('\r\n');
}

/** What the answer's SDP says, in the SDK's words. */
export function ortcOf(answer: string, { rtpCapabilities }: ClientOrtc) {
  const value = (name: string) => new RegExp(`^a=${name}:(.+?)\r?$`, 'm').exec(answer)?.[1] ?? '';
  const [algorithm, fingerprint] = value('fingerprint').split(' ');
  const [foundation, , protocol, priority, ip, port] = value('candidate').split(' ');
  return {
    cname: 'earshot-demo',
    iceParameters: {
      iceUfrag: value('ice-ufrag'),
      icePwd: value('ice-pwd'),
      candidates: [{ foundation, protocol, priority, ip, port, type: 'host' }],
    },
    dtlsParameters: {
      role: value('setup') === 'active' ? 'client' : 'server',
      fingerprints: [{ algorithm, fingerprint }],
    },
    rtpCapabilities,
  };
}
