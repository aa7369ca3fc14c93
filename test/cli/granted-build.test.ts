import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { grantAtInstall } from '../../cli/granted-build';

it('changes nothing but the hosts granted at install', () => {
  const build = mkdtempSync(join(tmpdir(), 'earshot-granted-'));
  mkdirSync(join(build, 'chunks'));
  writeFileSync(join(build, 'background.js'), 'export {};\n');
  writeFileSync(join(build, 'chunks/popup.js'), 'export {};\n');
  const manifest = { name: 'Earshot', host_permissions: ['https://*.room.example/*'] };
  writeFileSync(join(build, 'manifest.json'), JSON.stringify(manifest));

  const copy = grantAtInstall(build, ['<all_urls>']);

  const files = readdirSync(build, { recursive: true, encoding: 'utf8' }).sort();
  expect(readdirSync(copy, { recursive: true, encoding: 'utf8' }).sort()).toEqual(files);
  for (const file of ['background.js', 'chunks/popup.js']) {
    expect(readFileSync(join(copy, file))).toEqual(readFileSync(join(build, file)));
  }
  expect(JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'))).toEqual({
    ...manifest,
    host_permissions: ['https://*.room.example/*', '<all_urls>'],
  });
});
