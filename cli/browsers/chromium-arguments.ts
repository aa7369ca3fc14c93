import { chromiumResolverRules, parseHostRules } from './host-rules';
import type { LaunchOptions } from './session';

/** Nothing but what the opened page asks for goes out. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
];

/** The command line that makes a Chromium what the options ask for. */
export function chromiumArguments(options: LaunchOptions): readonly string[] {
  const args = [...QUIET];
  const rules = parseHostRules(options.hostRules ?? {});
  // Chrome took `--load-extension` away in version 137; `Extensions.loadUnpacked` works everywhere.
  if (options.extension) args.push('--enable-unsafe-extension-debugging');
  if (rules.length > 0) args.push(`--host-resolver-rules=${chromiumResolverRules(rules)}`);
  if (options.fakeMicrophone) {
    args.push(
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    );
  }
  if (options.ignoreCertificateErrors) args.push('--ignore-certificate-errors');
  if (options.loopbackRtc) args.push('--allow-loopback-in-peer-connection');
  if (options.insecureOriginsAsSecure?.length) {
    args.push(
      `--unsafely-treat-insecure-origin-as-secure=${options.insecureOriginsAsSecure.join(',')}`,
    );
  }
  if (options.proxy) {
    args.push(`--proxy-server=${options.proxy}`, '--proxy-bypass-list=<-loopback>');
  }
  return [...args, ...(options.args ?? [])];
}
