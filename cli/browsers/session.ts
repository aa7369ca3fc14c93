import type { BrowserKind } from './find-browser';

/** How to start a browser. Everything but `kind` has a quiet default. */
export interface LaunchOptions {
  readonly kind: BrowserKind;
  /** Absolute path; found by `findBrowser` when left out. */
  readonly executable?: string;
  /** Folder of the unpacked extension. */
  readonly extension?: string | null;
  /**
   * Key of `storage.session` the background sets to anything truthy once its listeners stand.
   * Nothing is opened before; default `ready`, `null` doesn't wait.
   */
  readonly readyKey?: string | null;
  /** Seconds to wait for it; default 30. */
  readonly readyWithin?: number;
  /** The page the extension opens once it is installed stays open; default `false`. */
  readonly keepWelcome?: boolean;
  /** Default `true`. */
  readonly headless?: boolean;
  /** Folder that is kept; by default a temporary one that is removed with the session. */
  readonly profile?: string;
  /** See {@link HostRules}. */
  readonly hostRules?: HostRules;
  /** Further command line arguments for the browser. */
  readonly args?: readonly string[];
  /** Firefox only: further preferences. */
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
  /** A tone instead of a microphone, and no permission prompt. */
  readonly fakeMicrophone?: boolean;
  readonly ignoreCertificateErrors?: boolean;
  /** Chromium's driver turns it off, Firefox always has it. */
  readonly backForwardCache?: boolean;
  /** Lets ICE use loopback addresses, which browsers otherwise leave out. */
  readonly loopbackRtc?: boolean;
  /** `http:` origins that get what secure origins get, such as the microphone. */
  readonly insecureOriginsAsSecure?: readonly string[];
  /** Such as `http://127.0.0.1:3128` or `socks5://127.0.0.1:1080`. */
  readonly proxy?: string;
  /** Linux: a command the browser is run with, such as `ip netns exec lab`. */
  readonly inside?: readonly string[];
}

/**
 * Where names lead, without privileges: `name[:port]` → `address[:port]` or `~NOTFOUND`; `*` in a
 * name stands for anything; the first rule that fits wins. A rule for `*` leaves loopback alone.
 * Firefox can't tell ports of different hosts apart: a rule with a port moves that port on every
 * host, and a target port needs a port on the left. Names of TURN servers must be given in full
 * there; those of requests needn't.
 */
export type HostRules = Readonly<Record<string, string>>;

/** A running browser with the extension in it. */
export interface BrowserSession {
  readonly kind: BrowserKind;
  readonly version: string;
  /** Such as `chrome-extension://abc…`, without a slash at the end; `null` without extension. */
  readonly extensionOrigin: string | null;
  openPage(url?: string): Promise<BrowserPage>;
  /** Runs in a page of the extension's own origin, where `browser`/`chrome` has its powers. */
  inExtension<A extends readonly unknown[], T>(
    run: string | ((...args: A) => T),
    ...args: A
  ): Promise<Awaited<T>>;
  /**
   * Ends the background (service worker or event page) as the browser does when it's idle. What is
   * under way may start it again at once.
   */
  stopBackground(): Promise<void>;
  backgroundRuns(): Promise<boolean>;
  /** Uncaught errors and `console.error` of the extension's own scripts so far, wherever they run. */
  extensionErrors(): Promise<readonly string[]>;
  /** Ends the browser. The second call returns the first one's answer. */
  close(): Promise<SessionEnd>;
}

export interface SessionEnd {
  /** What the extension itself asked of any machine: must be empty. */
  readonly ownRequests: readonly OwnRequest[];
  /** {@link BrowserSession.extensionErrors} when the end began. */
  readonly errors: readonly string[];
}

/** A request whose initiator is the extension, other than for its own files. */
export interface OwnRequest {
  readonly url: string;
  readonly initiator: string;
}

export interface BrowserPage {
  /**
   * Opens a URL and waits for its load event.
   * @returns `still-loading` when the event didn't come in time; the page goes on.
   * @throws with the browser's own reason when the page can't be reached.
   */
  goto(url: string, options?: { readonly timeout?: number }): Promise<'loaded' | 'still-loading'>;
  url(): Promise<string>;
  /** A function is sent as its source text: it sees its arguments (JSON) and the page, no more. */
  evaluate<A extends readonly unknown[], T>(
    run: string | ((...args: A) => T),
    ...args: A
  ): Promise<Awaited<T>>;
  click(selector: string): Promise<void>;
  setFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** Writes a PNG. */
  screenshot(path: string, options?: ScreenshotOptions): Promise<void>;
  /** The extension's number for this tab. */
  tabId(): Promise<number>;
  /** Uncaught errors and `console.error` of the page so far; Firefox keeps websites' to itself. */
  errors(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface ScreenshotOptions {
  /** CSS pixels of the viewport. */
  readonly width?: number;
  readonly height?: number;
  readonly fullPage?: boolean;
  readonly colorScheme?: 'light' | 'dark';
}
