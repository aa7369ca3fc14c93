import { roomNamesIn } from '../identifiers/room-names';
import type { OwnVoice } from '../observation';
import { isGone, noteMicrophone } from '../report/frames';
import { addressesListed, noteListedHosts } from '../report/listed-hosts';
import { noteLive } from '../report/live-stream';
import { addGap, type PageRecord } from '../report/page-record';
import type { PageLifeEvent } from '../rtc/page-life-event';
import type { ProbeEvent } from '../rtc/probe-event';
import type { ProbeSender } from './probe-messages';
import type { Recorder } from './recorder';
import type { TabLedger } from './tab-ledger';

/** What a probe tells besides its document's coming and going. */
export type ProbeReport = Exclude<ProbeEvent, PageLifeEvent>;

interface ProbeReportsOptions {
  readonly ledger: TabLedger;
  readonly recorder: Recorder;
}

/** Adds what the probe of one of its frames tells to a page. */
export class ProbeReports {
  readonly #options: ProbeReportsOptions;

  constructor(options: ProbeReportsOptions) {
    this.#options = options;
  }

  add(record: PageRecord, report: ProbeReport, sender: ProbeSender): void {
    const { ledger, recorder } = this.#options;
    const { tab, frame, origin, documentId, at } = sender;
    const via = frame === 0 ? 'page' : 'frame';
    // A message that was under way when its document said goodbye comes after it, or again.
    const isOver = isGone(record, String(frame), documentId);
    switch (report.kind) {
      case 'candidate-pair': {
        const path = isOver ? { ...report, ownVoice: pastOf(report.ownVoice) } : report;
        recorder.observe(tab, record, { ...path, via, origin }, frame);
        return;
      }
      case 'ice-server':
      case 'sound':
        recorder.observe(tab, record, { ...report, via, origin }, frame);
        return;
      case 'resource-hosts': {
        // Behind the requests seen before, which may be waiting for the databases.
        const lister = { via, origin, at, frame: String(frame) } as const;
        recorder.compare(tab, record, addressesListed(report.hosts), (bench) =>
          noteListedHosts(record, report.hosts, lister, bench),
        );
        return;
      }
      case 'live-playback':
        noteLive(record.streams, String(frame));
        return;
      case 'microphone':
        if (isOver) return;
        recorder.inOrder(tab, record, () => {
          noteMicrophone(record, String(frame), report);
          return true;
        });
        return;
      case 'dropped':
        addGap(record, { kind: 'reports-dropped', count: report.count });
        ledger.changed(tab);
    }
  }
}

function pastOf(ownVoice: OwnVoice): OwnVoice {
  return ownVoice === 'now' ? 'before' : ownVoice;
}

/** A page may go into a room without being loaded anew: its probe speaks from where it is now. */
export function noteRoom(record: PageRecord, { frame, url }: ProbeSender): void {
  if (frame === 0 && url.origin === record.page) record.roomNames = roomNamesIn(url);
}
