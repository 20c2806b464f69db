/** Longest wait for an idle moment, ms. */
const timeout = 2_000;

/** Calls back when the page is idle, or after 200 ms in WebKit, which lacks requestIdleCallback. */
export function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout });
  else setTimeout(callback, 200);
}

/** Yields to the browser's rendering and events between two parts of a long task. */
export function nextTask(): Promise<void> {
  return 'scheduler' in window && 'yield' in scheduler
    ? scheduler.yield()
    : new Promise((resolve) => setTimeout(resolve));
}
