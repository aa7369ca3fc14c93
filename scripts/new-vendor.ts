import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLUG } from './catalogue/fields';

const [id, name, domain] = process.argv.slice(2);
if (id === undefined || name === undefined || domain === undefined || !SLUG.test(id)) {
  console.error('npm run new:vendor -- <id> "<name>" <domain>     the id: lower case, hyphens');
  process.exit(2);
}
const file = join(import.meta.dirname, '../data/vendors', `${id}.json`);
if (existsSync(file)) {
  console.error(`data/vendors/${id}.json is there already`);
  process.exit(2);
}

const today = new Date().toISOString().slice(0, 10);
const draft = {
  $schema: '../vendor.schema.json',
  name,
  roles: [],
  domains: [{ suffix: domain, sources: ['evidence'] }],
  owners: [],
  jurisdictions: [],
  statements: [],
  notes: '',
  sources: { evidence: { url: '', says: '', checked: today } },
};
writeFileSync(file, `${JSON.stringify(draft, null, 2)}\n`);
console.log(`data/vendors/${id}.json is a draft. \`npm run data\` says what is still missing.`);
