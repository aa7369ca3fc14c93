import AgoraRTC from 'agora-rtc-sdk-ng';
import type { RoomSettings } from '../room-site';

/** A place on the stage of an Agora channel. */
export interface AgoraStage {
  mute(muted: boolean): Promise<void>;
  leave(): Promise<void>;
}

/** Logs nothing: a page's console is its visitor's. */
AgoraRTC.setLogLevel(4);

/**
 * Takes the microphone into an Agora channel too, by Agora's own SDK with its default settings.
 * @throws what the SDK throws; the channel is left then.
 */
export async function joinAgora(
  { appId, channel }: RoomSettings['agora'],
  microphone: MediaStreamTrack,
): Promise<AgoraStage> {
  const client = AgoraRTC.createClient({ mode: 'live', codec: 'vp8', role: 'host' });
  // The SDK ends the track it was given when it leaves.
  const track = AgoraRTC.createCustomAudioTrack({ mediaStreamTrack: microphone.clone() });
  const stage: AgoraStage = {
    mute: (muted) => track.setMuted(muted),
    async leave() {
      track.close();
      await client.leave();
    },
  };
  try {
    await client.join(appId, channel, null, null);
    await client.publish(track);
    return stage;
  } catch (error) {
    await stage.leave();
    throw error;
  }
}
