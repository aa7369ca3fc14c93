/**
 * Functions that are sent into Firefox's own (chrome) scope as source text; each may use nothing
 * but its arguments and what stands there. What they keep hangs on the browser window.
 */
import type { HostRule } from './host-rules';
import type { OwnRequest } from './session';

interface Principal {
  readonly origin: string;
  readonly addonPolicy: { readonly id: string } | null;
  /** The extension's content scripts have a principal of their own. */
  readonly contentScriptAddonPolicy: { readonly id: string } | null;
}

interface HttpChannel {
  cancel(reason: number): void;
  readonly URI: { readonly spec: string; readonly host: string };
  readonly loadInfo: {
    readonly triggeringPrincipal: Principal | null;
    readonly loadingPrincipal: Principal | null;
  };
}

interface ScriptError {
  readonly errorMessage: string;
  readonly sourceName: string;
  readonly lineNumber: number;
  readonly flags: number;
  readonly innerWindowID: number;
}

interface SeenError {
  readonly text: string;
  readonly source: string;
  readonly browser: number | null;
}

interface BrowserWindow {
  readonly gBrowser: { readonly selectedBrowser: { readonly browserId: number } };
  earshot: { written: Promise<unknown>; readonly errors: SeenError[] };
}

interface ConsoleEvent {
  readonly wrappedJSObject: {
    readonly level: string;
    readonly filename: string;
    readonly arguments: readonly unknown[];
  };
}

/** Of a process script alone. */
declare const sendAsyncMessage: (name: string, data: readonly [string, string]) => void;
declare const Ci: Readonly<Record<string, object>>;
declare const Cc: Readonly<
  Record<string, { getService(of?: object): unknown; createInstance(of?: object): unknown }>
>;
declare const Services: {
  readonly wm: { getMostRecentWindow(type: string): BrowserWindow };
  readonly obs: { addObserver(observer: object, topic: string): void };
  readonly ppmm: {
    loadProcessScript(url: string, inFutureProcesses: boolean): void;
    addMessageListener(
      name: string,
      listener: (message: { readonly data: readonly [string, string] }) => void,
    ): void;
  };
  readonly console: { registerListener(listener: object): void };
};
declare const WindowGlobalParent: {
  getByInnerWindowId(id: number): {
    readonly browsingContext: { readonly top: { readonly browserId: number } };
  } | null;
};
declare const IOUtils: {
  writeUTF8(path: string, text: string, options: { mode: string }): Promise<unknown>;
};

/**
 * Pins names as the rules say, and writes each request of the extension into the file `log`.
 * `http-on-opening-request` comes before the name is looked up, and for WebSockets too.
 */
export function watch(
  rules: readonly HostRule[],
  extensionId: string | null,
  log: string,
): Promise<unknown> {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const errors: SeenError[] = [];
  const written = IOUtils.writeUTF8(log, '', { mode: 'overwrite' });
  window.earshot = { written, errors };
  const resolver = Cc['@mozilla.org/network/native-dns-override;1']?.getService(
    Ci.nsINativeDNSResolverOverride,
  ) as { addIPOverride(host: string, address: string): void };
  const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
  const pinned = new Set<string>();

  /** `NS_ERROR_UNKNOWN_HOST`: an address is never looked up, so no name can be taken from it. */
  const UNKNOWN_HOST = 0x804b001e;

  function fits(pattern: string, host: string): boolean {
    const parts = pattern.split('*').map((part) => part.replace(/[.\\+?^$()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(host);
  }
  function ruleFor(host: string): HostRule | undefined {
    return LOOPBACK.includes(host) ? undefined : rules.find((one) => fits(one.host, host));
  }
  function pin(host: string): void {
    const rule = ruleFor(host);
    if (!rule || pinned.has(host)) return;
    pinned.add(host);
    resolver.addIPOverride(host, rule.address ?? 'N/A');
  }
  function write(request: OwnRequest): void {
    const line = `${JSON.stringify(request)}\n`;
    window.earshot.written = window.earshot.written.then(() =>
      IOUtils.writeUTF8(log, line, { mode: 'append' }),
    );
  }
  function ours(principal: Principal | null): boolean {
    const policy = principal?.addonPolicy ?? principal?.contentScriptAddonPolicy;
    return extensionId !== null && policy?.id === extensionId;
  }
  for (const { host } of rules) if (!host.includes('*')) pin(host);
  const observer = {
    observe(subject: { QueryInterface(of: object | undefined): HttpChannel }) {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel);
      const { URI, loadInfo } = channel;
      const literal = /^[\d.]+$|:/.test(URI.host);
      if (literal && ruleFor(URI.host)?.address === null) channel.cancel(UNKNOWN_HOST);
      pin(URI.host);
      const initiator = [loadInfo.triggeringPrincipal, loadInfo.loadingPrincipal].find(ours);
      if (initiator) write({ url: URI.spec, initiator: initiator.origin });
    },
  };
  Services.obs.addObserver(observer, 'http-on-opening-request');
  Services.console.registerListener({
    observe(message: { QueryInterface(of: object | undefined): ScriptError }) {
      try {
        const error = message.QueryInterface(Ci.nsIScriptError);
        const warning = (error.flags & 1) === 1;
        if (warning) return;
        const of = WindowGlobalParent.getByInnerWindowId(error.innerWindowID);
        errors.push({
          text: `${error.errorMessage} (${error.sourceName}:${error.lineNumber})`,
          source: error.sourceName,
          browser: of?.browsingContext.top.browserId ?? null,
        });
      } catch {
        // Other messages are no script errors.
      }
    },
  });
  // `console.error` stays in the process of whoever said it.
  function tellErrors(): void {
    const storage = Cc['@mozilla.org/consoleAPI-storage;1']?.getService(
      Ci.nsIConsoleAPIStorage,
    ) as { addLogEventListener(listener: (event: ConsoleEvent) => void, of: object): void };
    const system = Cc['@mozilla.org/systemprincipal;1']?.createInstance(Ci.nsIPrincipal) as object;
    storage.addLogEventListener((event) => {
      const { level, filename, arguments: words } = event.wrappedJSObject;
      if (level === 'error') sendAsyncMessage('console-error', [filename, words.join(' ')]);
    }, system);
  }
  Services.ppmm.addMessageListener('console-error', ({ data: [source, text] }) => {
    errors.push({ text: `${text} (${source})`, source, browser: null });
  });
  const script = `(${tellErrors})()`;
  Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(script)}`, true);
  return written;
}

/** Resolves once every request so far stands in the file. */
export async function writtenDown(): Promise<void> {
  await Services.wm.getMostRecentWindow('navigator:browser').earshot.written;
}

/** Errors of the tab in front, or of every script whose address begins so. */
export function errorsSeen(sourcePrefix: string | null): readonly string[] {
  // Firefox's words for an answer to a content script whose page has gone, or rests in its cache.
  const isToNobody = /^Promise (?:resolved|rejected) (?:while|after) context/;
  const { earshot, gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  const front = gBrowser.selectedBrowser.browserId;
  return earshot.errors
    .filter(({ source, browser }) =>
      sourcePrefix === null ? browser === front : source.startsWith(sourcePrefix),
    )
    .filter(({ text }) => !isToNobody.test(text))
    .map(({ text }) => text);
}
