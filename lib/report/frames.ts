import type { MicrophoneUse } from '../microphone-use';
import { forgetMeters, silence } from './byte-meter';
import type { PageRecord } from './page-record';

/** Frames whose documents are remembered; a page may make them without end. */
const MOST_FRAMES = 256;
/** Frames of which the use of the microphone is remembered. */
const MOST_MICROPHONES = 64;

/** Whose document is the page itself. */
const OWN_FRAME = '0';
/** Shown by a frame whose document has gone. */
const NO_DOCUMENT = '';

/** Notes which document a frame shows. @returns whether it is another than before. */
export function noteFrame(
  { frames }: PageRecord,
  frame: string,
  documentId: string | null,
): boolean {
  if (frame === OWN_FRAME) return false;
  const isSame = documentId !== null && frames.get(frame) === documentId;
  frames.delete(frame);
  frames.set(frame, documentId);
  const [oldest] = frames.keys();
  if (frames.size > MOST_FRAMES && oldest !== undefined) frames.delete(oldest);
  return !isSame;
}

/** The frame's document has said goodbye. */
export function noteGoodbye(record: PageRecord, frame: string): void {
  noteFrame(record, frame, NO_DOCUMENT);
}

/** Whether the frame doesn't show that document any more. */
export function isGone({ frames }: PageRecord, frame: string, documentId: string | null): boolean {
  const shown = frames.get(frame) ?? null;
  return shown !== null && shown !== documentId;
}

/**
 * A frame whose document has gone holds no microphone, sends nobody's voice and plays nothing.
 * @returns whether a reader could see the difference.
 */
export function closeFrame(record: PageRecord, frame: string): boolean {
  record.streams.live.delete(frame);
  const heldIt = record.microphones.delete(frame);
  return silence(record, frame) || heldIt;
}

/** The frames, besides the page's own, that hold the microphone or play what others say. */
export function framesThatHold({ microphones, streams }: PageRecord): readonly string[] {
  const holding = [...microphones].flatMap(([frame, { state }]) =>
    state === 'ended' ? [] : frame,
  );
  return [...new Set([...holding, ...streams.live])].filter((frame) => frame !== OWN_FRAME);
}

/** A new document begins in a frame: its paths count from zero. @returns see {@link closeFrame}. */
export function beginFrame(record: PageRecord, frame: string): boolean {
  const isNews = closeFrame(record, frame);
  forgetMeters(record, frame);
  return isNews;
}

/** Where there are too many, those that are off go before those that are on. */
export function noteMicrophone(
  { microphones }: PageRecord,
  frame: string,
  { state, read }: MicrophoneUse,
): void {
  microphones.delete(frame);
  microphones.set(frame, { state, read });
  if (microphones.size <= MOST_MICROPHONES) return;
  const frames = [...microphones.keys()];
  const off = frames.find((one) => microphones.get(one)?.state !== 'on');
  microphones.delete(off ?? (frames[0] as string));
}
