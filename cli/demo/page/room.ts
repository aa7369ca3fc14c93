import type { Person } from '../people';
import type { RoomSettings } from '../room-site';
import type { ClientMessage, RoomMessage } from '../signalling';
import { type AgoraStage, joinAgora } from './agora-stage';
import { element, tell } from './element';
import { showPeople, showSpeaker } from './people-list';

/** Milliseconds after which what was lost is tried again. */
const RETRY = 1000;

const settings: RoomSettings = await (await fetch('/room.json')).json();
const you: Person = { id: 'you', name: 'You', role: 'speaker' };
element('shared').hidden = !settings.sharedAddress;

const microphone = await openMicrophone();
let connection = connectVoice();
let signalling = openSignalling();

const agora = stayInAgora();

navigator.sendBeacon(`${settings.counter}joined?room=${settings.room}&user=${you.id}`);
const watch = setInterval(showVoice, 1000);
element('mute').onclick = toggleMute;
element('leave').onclick = leave;

function openMicrophone(): Promise<MediaStreamTrack> {
  return navigator.mediaDevices
    .getUserMedia({ audio: true })
    .then((stream) => stream.getAudioTracks()[0] as MediaStreamTrack);
}

/** A way for the voice, and one for reactions. It is made anew when it breaks. */
function connectVoice(): RTCPeerConnection {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: settings.stun }] });
  peer.addTrack(microphone, new MediaStream([microphone]));
  const reactions = peer.createDataChannel('reactions');
  element('clap').onclick = () => {
    if (reactions.readyState === 'open') reactions.send('👏');
  };
  peer.onconnectionstatechange = () => {
    switch (peer.connectionState) {
      case 'connected':
        document.body.dataset.state = 'joined';
        tell('state', 'You are on stage, and your microphone is on.');
        break;
      case 'disconnected':
      case 'failed':
        peer.close();
        connection = connectVoice();
        void offerVoice();
    }
  };
  return peer;
}

async function offerVoice(): Promise<void> {
  await connection.setLocalDescription();
  say({ type: 'offer', sdp: connection.localDescription?.sdp ?? '' });
}

/** Networks come and go; the room stays. */
function openSignalling(): WebSocket {
  const socket = new WebSocket(settings.signalling);
  socket.onopen = () => {
    tell('signalling', 'connected');
    say({ type: 'join', room: settings.room, name: you.name });
    if (connection.remoteDescription === null) void offerVoice();
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

async function stayInAgora(): Promise<AgoraStage | null> {
  while (document.body.dataset.state !== 'left') {
    try {
      const stage = await joinAgora(settings.agora, microphone);
      tell('agora', 'publishing');
      return stage;
    } catch (error) {
      tell('agora', error instanceof Error ? error.message : 'failed');
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
  return null;
}

function hear(message: RoomMessage): void {
  switch (message.type) {
    case 'people':
      showPeople([...message.people, you], settings.pictures);
      return;
    case 'answer':
      void connection.setRemoteDescription({ type: 'answer', sdp: message.sdp });
      return;
    case 'speaking':
      showSpeaker(message.id);
      return;
    case 'error':
      tell('state', message.reason);
  }
}

async function showVoice(): Promise<void> {
  for (const report of (await connection.getStats()).values()) {
    if (report.type === 'outbound-rtp') tell('voice', `${report.packetsSent} packets sent`);
  }
}

async function toggleMute(): Promise<void> {
  const muted = microphone.enabled;
  microphone.enabled = !muted;
  const button = element('mute');
  button.setAttribute('aria-pressed', String(muted));
  button.textContent = muted ? 'Unmute' : 'Mute';
  say({ type: 'mute', muted });
  await (await agora)?.mute(muted);
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
