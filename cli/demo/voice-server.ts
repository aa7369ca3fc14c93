import { RTCPeerConnection, RTCRtpCodecParameters, type RtpPacket } from 'werift';

/** What a voice server got so far. RTP only: no handshakes, no connectivity checks. */
export interface VoiceReceived {
  readonly connections: number;
  readonly packets: number;
  /** Payload bytes, after decryption. */
  readonly bytes: number;
}

export interface VoiceServer {
  /**
   * Takes a participant's offer and answers it as an SFU would: ICE lite (RFC 8445 §2.5) with a
   * host candidate on the server's own address, the answer complete in one message. The connection
   * ends when the participant ends it, or with the server: signalling may come and go.
   * @throws when the offer isn't valid SDP.
   */
  answer(offer: string): Promise<string>;
  /** One connection that may be offered anew, as when a track is added. */
  join(): Pick<VoiceServer, 'answer'>;
  received(): VoiceReceived;
  stop(): Promise<void>;
}

const OPUS = new RTCRtpCodecParameters({
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  payloadType: 111,
});

/**
 * A WebRTC peer in this process that takes each participant's audio on one address.
 * With `echo` it sends it straight back.
 */
export function startVoiceServer(
  address: string,
  { echo }: { readonly echo: boolean },
): VoiceServer {
  const open = new Set<RTCPeerConnection>();
  const count = { connections: 0, packets: 0, bytes: 0 };

  function accept(): RTCPeerConnection {
    const peer = new RTCPeerConnection({
      iceLite: true,
      // Loopback is never gathered by itself, and without families nothing else is.
      iceUseIpv4: false,
      iceUseIpv6: false,
      iceAdditionalHostAddresses: [address],
      // Binds the socket to that very address: replies must come from where the checks went.
      iceInterfaceAddresses: { udp4: address },
      codecs: { audio: [OPUS], video: [] },
    });
    peer.onTransceiverAdded.subscribe((transceiver) => {
      transceiver.setDirection('sendrecv');
    });
    peer.onDataChannel.subscribe((channel) => {
      channel.onMessage.subscribe((message) => channel.send(message));
    });
    peer.connectionStateChange.subscribe((state) => {
      if (state === 'connected') count.connections += 1;
      // A participant who is gone leaves a socket behind until our end is closed too.
      if (state === 'failed' || state === 'closed') void end(peer);
    });
    open.add(peer);
    return peer;
  }

  async function end(peer: RTCPeerConnection): Promise<void> {
    if (open.delete(peer)) await peer.close();
  }

  function join(): Pick<VoiceServer, 'answer'> {
    const peer = accept();
    const heard = new Set<unknown>();
    return { answer: (offer) => answer(peer, heard, offer) };
  }

  async function answer(
    peer: RTCPeerConnection,
    heard: Set<unknown>,
    offer: string,
  ): Promise<string> {
    try {
      await peer.setRemoteDescription({ type: 'offer', sdp: offer });
      await peer.setLocalDescription(await peer.createAnswer());
    } catch (error) {
      await end(peer);
      throw error;
    }
    const [audio] = peer.getTransceivers();
    if (audio !== undefined && !heard.has(audio)) {
      heard.add(audio);
      audio.dtlsTransport.onRtp.subscribe((packet: RtpPacket) => {
        count.packets += 1;
        count.bytes += packet.payload.length;
        if (echo) void audio.sender.sendRtp(packet);
      });
    }
    return liteAtSessionLevel(peer.localDescription?.sdp ?? '');
  }

  return {
    answer: (offer) => join().answer(offer),
    join,
    received: () => ({ ...count }),
    async stop() {
      await Promise.all([...open].map(end));
    },
  };
}

/**
 * werift writes `a=ice-lite` once per medium; RFC 8839 §5.3 has it at session level, which is the
 * only place where browsers look.
 */
export function liteAtSessionLevel(sdp: string): string {
  const withoutLite = sdp.replaceAll('a=ice-lite\r\n', '');
  return withoutLite === sdp ? sdp : withoutLite.replace(/(?<=\r\n)(?=m=)/, 'a=ice-lite\r\n');
}
