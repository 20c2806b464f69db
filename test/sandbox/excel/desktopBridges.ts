import { webkitRequest, windowsRequest, type DesktopRequest, type Post } from './desktopCalls';
import { webkitContext, windowsContext, type DesktopFacts } from './desktopContext';
import type { HostOptions } from './frame';
import type { DesktopKind } from './hostKind';
import type { Fields } from './protocol';

/** Excel's side of the protocol between office.js and a web view. desktopAgent.ts is the page's. */
export interface Bridge {
  /** Parses a message of the page. Returns undefined for other messages. */
  readonly request: (message: Fields, post: Post) => DesktopRequest | undefined;
  /** Returns the context in the form that office.js reads. */
  readonly context: (options: HostOptions, facts: DesktopFacts) => unknown;
  /** True if office.js reads the context synchronously, so the page must have it at its start. */
  readonly contextAtStart: boolean;
}

/** Names of the bridges. desktopAgent.ts, which imports nothing, throws on any other. */
export type BridgeName = 'windows' | 'webkit';

export const bridges: Readonly<Record<BridgeName, Bridge>> = {
  windows: { request: windowsRequest, context: windowsContext, contextAtStart: true },
  webkit: { request: webkitRequest, context: webkitContext, contextAtStart: false },
};

/** Bridge of each desktop Excel. Source: the end of `excel-<platform>-<version>.debug.js`. */
export const bridgeNames: Readonly<Record<DesktopKind, BridgeName>> = {
  windows: 'windows',
  mac: 'webkit',
};
