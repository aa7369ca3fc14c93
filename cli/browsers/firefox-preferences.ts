import { firefoxForcedPorts, type HostRule } from './host-rules';
import type { LaunchOptions } from './session';

export type Preferences = Readonly<Record<string, string | number | boolean>>;

/** Nothing but what the opened page asks for goes out, and no page of Firefox's own comes up. */
const QUIET: Preferences = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.contentblocking.report.lockwise.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.http.speculative-parallel-limit': 0,
  'network.prefetch-next': false,
  'network.trr.mode': 5,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': 'data:,',
};

/** Preferences that make Firefox what the options ask for. */
export function preferencesFor(options: LaunchOptions, rules: readonly HostRule[]): Preferences {
  return {
    ...QUIET,
    // The driver's port is chosen by Firefox, which writes it into the profile.
    'marionette.port': 0,
    // A viewer of Firefox's own would take the place of the extension's manifest.
    'devtools.jsonview.enabled': false,
    // Sites are opened as they were asked for.
    'dom.security.https_first': false,
    ...(rules.length > 0 ? { 'network.socket.forcePort': firefoxForcedPorts(rules) } : {}),
    ...(options.fakeMicrophone ? FAKE_MICROPHONE : {}),
    ...(options.loopbackRtc ? { 'media.peerconnection.ice.loopback': true } : {}),
    ...insecureOrigins(options.insecureOriginsAsSecure ?? []),
    ...(options.proxy ? proxyPreferences(new URL(options.proxy)) : {}),
    ...options.preferences,
  };
}

const FAKE_MICROPHONE: Preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
};

function insecureOrigins(origins: readonly string[]): Preferences {
  if (origins.length === 0) return {};
  return {
    'dom.securecontext.allowlist': origins.map((origin) => new URL(origin).hostname).join(','),
    'media.devices.insecure.enabled': true,
    'media.getusermedia.insecure.enabled': true,
  };
}

function proxyPreferences({ protocol, hostname, port }: URL): Preferences {
  const common = {
    'network.proxy.type': 1,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
  };
  if (protocol === 'socks5:') {
    return {
      ...common,
      'network.proxy.socks': hostname,
      'network.proxy.socks_port': Number(port),
      'network.proxy.socks_version': 5,
      'network.proxy.socks_remote_dns': true,
    };
  }
  return {
    ...common,
    'network.proxy.http': hostname,
    'network.proxy.http_port': Number(port),
    'network.proxy.ssl': hostname,
    'network.proxy.ssl_port': Number(port),
  };
}
