/**
 * The one part of the platform that the core uses: cancelling. The core's project has neither DOM nor Node types; every
 * other project excludes this file and has the whole of it. Source: DOM Standard, aborting ongoing activities.
 */
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(
    type: 'abort',
    listener: () => void,
    options?: { readonly once?: boolean },
  ): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
declare const AbortController: new () => AbortController;
