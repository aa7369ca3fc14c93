import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reportSchema } from '../../scripts/report-schema';

it('docs/report.schema.json is made of the type the audit writes', () => {
  const written = JSON.parse(readFileSync('docs/report.schema.json', 'utf8'));
  expect(written, 'run: npm run schema').toEqual(reportSchema());
});
