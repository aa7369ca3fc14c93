import type { Person } from '../people';
import type { RoomSettings } from '../room-site';
import type { ClientMessage, RoomMessage } from '../signalling';

/** Milliseconds after which a lost signalling connection is opened again. */
const RETRY = 1000;

const settings: RoomSettings = await (await fetch('/room.json')).json();
const you: Person = { id: 'you', name: 'You', role: 'speaker' };
element('shared').hidden = !settings.sharedAddress;

const microphone = await openMicrophone();
const connection = connectVoice(microphone);
const reactions = connection.createDataChannel('reactions');
let signalling = openSignalling();

const agora = import('./agora-stage.js' as string)
  .then(({ joinAgora }) => joinAgora(settings.agora, microphone))
  .then((stage) => {
    tell('agora', 'publishing');
    return stage;
  })
  .catch((error: unknown) => {
    tell('agora', error instanceof Error ? error.message : 'failed');
    return null;
  });

navigator.sendBeacon(`${settings.counter}joined?room=${settings.room}&user=${you.id}`);
const watch = setInterval(showVoice, 1000);
element('mute').onclick = toggleMute;
element('clap').onclick = clap;
element('leave').onclick = leave;

function openMicrophone(): Promise<MediaStreamTrack> {
  return navigator.mediaDevices
    .getUserMedia({ audio: true })
    .then((stream) => stream.getAudioTracks()[0] as MediaStreamTrack);
}

function connectVoice(track: MediaStreamTrack): RTCPeerConnection {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: settings.stun }] });
  peer.addTrack(track, new MediaStream([track]));
  peer.onconnectionstatechange = () => {
    if (peer.connectionState !== 'connected') return;
    document.body.dataset.state = 'joined';
    tell('state', 'You are on stage, and your microphone is on.');
  };
  return peer;
}

/** Networks come and go; the room stays. */
function openSignalling(): WebSocket {
  const socket = new WebSocket(settings.signalling);
  socket.onopen = async () => {
    tell('signalling', 'connected');
    say({ type: 'join', room: settings.room, name: you.name });
    if (connection.remoteDescription !== null) return;
    await connection.setLocalDescription();
    say({ type: 'offer', sdp: connection.localDescription?.sdp ?? '' });
  };
  socket.onmessage = ({ data }) => hear(JSON.parse(data));
  socket.onclose = () => {
    tell('signalling', 'closed');
    if (document.body.dataset.state === 'left') return;
    setTimeout(() => {
      signalling = openSignalling();
    }, RETRY);
  };
  return socket;
}

function say(message: ClientMessage): void {
  if (signalling.readyState === WebSocket.OPEN) signalling.send(JSON.stringify(message));
}

function hear(message: RoomMessage): void {
  switch (message.type) {
    case 'people':
      showPeople([...message.people, you]);
      return;
    case 'answer':
      void connection.setRemoteDescription({ type: 'answer', sdp: message.sdp });
      return;
    case 'speaking':
      for (const person of document.querySelectorAll<HTMLElement>('.people li')) {
        person.classList.toggle('speaking', person.dataset.id === message.id);
      }
      return;
    case 'error':
      tell('state', message.reason);
  }
}

function showPeople(people: readonly Person[]): void {
  for (const list of ['stage', 'audience']) element(list).replaceChildren();
  for (const { id, name, role } of people) {
    const item = document.createElement('li');
    item.dataset.id = id;
    const picture = document.createElement('img');
    picture.src = `${settings.pictures}${id}.svg`;
    picture.alt = '';
    item.append(picture, role === 'host' ? `${name} · host` : name);
    element(role === 'listener' ? 'audience' : 'stage').append(item);
  }
}

async function showVoice(): Promise<void> {
  for (const report of (await connection.getStats()).values()) {
    if (report.type === 'outbound-rtp') tell('voice', `${report.packetsSent} packets sent`);
  }
}

function toggleMute(): void {
  microphone.enabled = !microphone.enabled;
  say({ type: 'mute', muted: !microphone.enabled });
  const button = element('mute');
  button.setAttribute('aria-pressed', String(!microphone.enabled));
  button.textContent = microphone.enabled ? 'Mute' : 'Unmute';
}

function clap(): void {
  if (reactions.readyState === 'open') reactions.send('👏');
}

async function leave(): Promise<void> {
  document.body.dataset.state = 'left';
  clearInterval(watch);
  connection.close();
  signalling.close();
  microphone.stop();
  await (await agora)?.leave();
  tell('state', 'You left the room.');
}

function tell(id: string, text: string): void {
  element(id).textContent = text;
}

function element(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}
