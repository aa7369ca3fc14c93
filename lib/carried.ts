/** Payload bytes each way: no headers, no encryption, no checks, nothing sent a second time. */
export interface Flow {
  readonly sent: number;
  readonly received: number;
}

export const KINDS_CARRIED = ['audio', 'video', 'data'] as const;

/** What a path of a peer connection has carried; `data` is what data channels did. */
export type Carried = { readonly [K in (typeof KINDS_CARRIED)[number]]: Flow };

const NOTHING: Flow = { sent: 0, received: 0 };
export const NOTHING_CARRIED: Carried = { audio: NOTHING, video: NOTHING, data: NOTHING };

/** Whether any of it went either way. */
export function flows({ sent, received }: Flow): boolean {
  return sent + received > 0;
}

export function addCarried(a: Carried, b: Carried): Carried {
  return eachKind((kind) => ({
    sent: a[kind].sent + b[kind].sent,
    received: a[kind].received + b[kind].received,
  }));
}

/** What came to a total since it was last read. A total that fell has begun anew elsewhere. */
export function increaseOfCarried(before: Carried, now: Carried): Carried {
  return eachKind((kind) => ({
    sent: Math.max(0, now[kind].sent - before[kind].sent),
    received: Math.max(0, now[kind].received - before[kind].received),
  }));
}

export function eachKind(of: (kind: keyof Carried) => Flow): Carried {
  return { audio: of('audio'), video: of('video'), data: of('data') };
}
