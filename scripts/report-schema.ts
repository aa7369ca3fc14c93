import { toJsonSchema } from '@valibot/to-json-schema';
import { AuditReport } from '../lib/report/audit-report';

/** JSON Schema of the report that `npm run audit -- --json` writes. */
export function reportSchema(): object {
  return {
    title: 'What Earshot saw of one page',
    ...JSON.parse(JSON.stringify(toJsonSchema(AuditReport))),
  };
}
