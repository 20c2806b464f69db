/** Nothing waits longer than this for an idle moment, ms. */
const timeout = 2_000;

/** Calls back when the page has nothing better to do; Safari cannot tell and is given a moment. */
export function whenIdle(callback: () => void): void {
  // Typed as always there, but WebKit has none.
  const idle = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
  if (idle === undefined) setTimeout(callback, 200);
  else idle(callback, { timeout });
}
