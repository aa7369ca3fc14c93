import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { AuditReport } from '../lib/report/audit-report';

/** JSON Schema of what `npm run audit -- --json` writes: one page's report, or several. */
export function reportSchema(): object {
  return {
    title: 'What Earshot saw of one page',
    ...JSON.parse(JSON.stringify(toJsonSchema(v.union([AuditReport, v.array(AuditReport)])))),
  };
}
