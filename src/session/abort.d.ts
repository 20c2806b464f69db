/**
 * The only platform API of the session core: cancellation. The core's project has neither DOM nor
 * Node types. Every other project excludes this file and uses the full types. Source: DOM Standard,
 * aborting ongoing activities.
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
  abort(reason?: unknown): void;
}
declare const AbortController: new () => AbortController;
