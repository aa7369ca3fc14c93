import AgoraRTC from 'agora-rtc-sdk-ng';
import type { RoomSettings } from '../room-site';

/** The same microphone in an Agora channel, by Agora's own SDK with its default settings. */
export async function joinAgora(
  { appId, channel }: RoomSettings['agora'],
  microphone: MediaStreamTrack,
): Promise<{ leave(): Promise<void> }> {
  AgoraRTC.setLogLevel(4);
  const client = AgoraRTC.createClient({ mode: 'live', codec: 'vp8', role: 'host' });
  await client.join(appId, channel, null, null);
  const track = AgoraRTC.createCustomAudioTrack({ mediaStreamTrack: microphone });
  await client.publish(track);
  return {
    async leave() {
      track.close();
      await client.leave();
    },
  };
}
