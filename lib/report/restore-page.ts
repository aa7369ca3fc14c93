import { frameOf } from './byte-meter';
import { noteFrame, noteMicrophone } from './frames';
import { addGap, addLateHost, hostKeyIn, type PageRecord, startPage } from './page-record';
import { noteAnswer } from './proxy-address';
import { noteAddress } from './same-machine';
import type { TabReport } from './tab-report';

/** Takes up a report that an earlier life of the background wrote. */
export function restorePage(report: TabReport): PageRecord {
  const record = startPage({
    url: new URL(report.page),
    app: report.app,
    place: report.place,
    at: report.startedAt,
    documentId: report.documentId,
    coverage: report.coverage,
  });
  for (const origin of report.origins) record.origins.add(origin);
  for (const row of report.destinations) {
    const copy = { ...row };
    record.rows.set(row.key, copy);
    record.rowOfHost.set(hostKeyIn(row.key), row.key);
    const host = row.endpoint.hostname ?? row.endpoint.address ?? '';
    if (row.late) addLateHost(record, host, row.key);
    else record.hosts.add(host);
    noteAddress(record, copy);
    noteAnswer(record, copy);
  }
  for (const finding of report.findings) {
    const others = record.findings.get(finding.destination) ?? [];
    record.findings.set(finding.destination, [...others, finding]);
  }
  for (const gap of report.gaps) {
    if (gap.kind === 'not-shown') record.overflowBefore = gap.count;
    else if (gap.kind !== 'voice-untraced') addGap(record, gap);
  }
  for (const [path, meter] of report.meters) {
    record.meters.put(path, meter);
    noteFrame(record, frameOf(path), null);
  }
  for (const [frame, use] of report.microphones ?? []) {
    noteMicrophone(record, frame, use);
    noteFrame(record, frame, null);
  }
  record.proxied = report.proxied;
  return record;
}
