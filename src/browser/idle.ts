/** Nothing waits longer than this for an idle moment, ms. */
const timeout = 2_000;

/** Calls back when the page has nothing better to do; WebKit cannot tell, and is given a moment. */
export function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout });
  else setTimeout(callback, 200);
}

/** Lets the page draw and answer a click before the next step of something long. */
export function nextTask(): Promise<void> {
  return 'scheduler' in window && 'yield' in scheduler
    ? scheduler.yield()
    : new Promise((resolve) => setTimeout(resolve));
}
