/** Time limit (ms) for the server of the page to answer. */
const limitMs = 5_000;

/**
 * Loads the page again if its server has it. If it has not, `failed` is called: the browser would
 * show its own error page, and no pane would be left to keep the session alive.
 */
export async function reloadPage(failed: () => void): Promise<void> {
  const isThere = await fetch(location.href, {
    cache: 'no-store',
    redirect: 'manual',
    signal: AbortSignal.timeout(limitMs),
  }).then(
    ({ ok, type }) => ok || type === 'opaqueredirect',
    () => false,
  );
  if (isThere) location.reload();
  else failed();
}
