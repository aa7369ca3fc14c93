/** What test pages do. Each function is sent to the page as its source text. */

/** Sends the microphone to the voice server; returns how far it got. */
export async function talkToServer(seconds: number): Promise<string> {
  // First, since Firefox shows only the default route's address to pages without a microphone.
  const media = await navigator.mediaDevices.getUserMedia({ audio: true });
  const pc = new RTCPeerConnection();
  const channel = pc.createDataChannel('secret-label');
  const opened = new Promise((resolve) => {
    channel.onopen = resolve;
  });
  for (const track of media.getTracks()) pc.addTrack(track, media);
  await pc.setLocalDescription(await pc.createOffer());
  const body = pc.localDescription?.sdp ?? '';
  const sdp = await (await fetch('/offer', { method: 'POST', body })).text();
  await pc.setRemoteDescription({ type: 'answer', sdp });
  const timeout = new Promise((resolve) => setTimeout(resolve, 15_000));
  await Promise.race([opened, timeout]);
  if (channel.readyState === 'open') channel.send('secret-message');
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const state = pc.iceConnectionState;
  pc.close();
  return state;
}

/** Two connections of this very page to each other: what a call between two people looks like. */
export async function talkToPerson(): Promise<string> {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  a.onicecandidate = ({ candidate }) => void (candidate && b.addIceCandidate(candidate));
  b.onicecandidate = ({ candidate }) => void (candidate && a.addIceCandidate(candidate));
  const channel = a.createDataChannel('secret-label');
  const opened = new Promise((resolve) => {
    channel.onopen = resolve;
  });
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription as RTCSessionDescription);
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription as RTCSessionDescription);
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, 15_000))]);
  if (channel.readyState === 'open') channel.send('secret-message');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const state = a.iceConnectionState;
  a.close();
  b.close();
  return state;
}
