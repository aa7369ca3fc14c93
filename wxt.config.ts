import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { hostPermissionPatterns, siteMatchPatterns } from './lib/apps/match-patterns';
import { probeContentScripts } from './lib/rtc/content-scripts';
import { CATALOGUE } from './lib/vendors/catalog';
import { flagAssets } from './scripts/flag-assets';
import { neutralProbeName } from './scripts/neutral-probe-name';
import { preactWithoutHtml } from './scripts/preact-without-html';
import { sameInEveryFolder } from './scripts/same-in-every-folder';
import { smallContentScripts } from './scripts/small-content-scripts';

/** Forbids the extension every request but those for its own packaged files. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  publicDir: 'assets',
  hooks: {
    'build:publicAssets': (_, files) => {
      // The whole country database is for the command line; the extension reads it in parts.
      files.splice(0, files.length, ...files.filter((it) => !it.relativeDest.endsWith('.mmdb')));
      files.push(...flagAssets());
    },
  },
  // Readable, so that the stores' reviewers and anybody else can see what they run.
  vite: () => ({
    plugins: [
      preactWithoutHtml(),
      preact(),
      neutralProbeName(),
      smallContentScripts(),
      sameInEveryFolder(import.meta.dirname),
    ],
    build: {
      minify: false,
      modulePreload: false,
      // A constant written in at every use would bring the suffix list's text three times over.
      rolldownOptions: { optimization: { inlineConst: false } },
    },
    // Engines read a long text of JSON several times faster than the same as script.
    json: { namedExports: false, stringify: true },
    resolve: {
      alias: {
        'wxt/utils/content-script-context': `${import.meta.dirname}/lib/rtc/no-content-script-context.ts`,
      },
    },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // `activeTab` tells the popup, once it is opened, which site "Watch this site" is about.
    permissions: ['webRequest', 'storage', 'scripting', 'activeTab'],
    optional_permissions: ['notifications'],
    host_permissions: [...hostPermissionPatterns(CATALOGUE.apps, CATALOGUE.vendors)],
    optional_host_permissions: ['<all_urls>'],
    content_scripts: probeContentScripts(siteMatchPatterns(CATALOGUE.apps)),
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    incognito: 'spanning',
    action: { default_icon: icons('off'), default_title: '__MSG_extension_name__' },
    icons: { ...icons('watching'), 128: 'icon/watching-128.png' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'earshot@earshot.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
});

function icons(state: string): Record<number, string> {
  return Object.fromEntries([16, 32, 48].map((size) => [size, `icon/${state}-${size}.png`]));
}
