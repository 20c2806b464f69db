import type { Clock } from '../session/services';
import { withTimeout } from '../session/withTimeout';

/** getFilePropertiesAsync can hang while a dialog is open. */
const liveTimeoutMs = 2_000;

/**
 * Returns a reader of the open workbook's address: empty for a workbook that was never saved, null
 * when Excel reports none. The live property comes first, because `document.url` is stale after
 * Save As (office-js#1507). When the live property hangs or fails, its last value counts: a saved
 * workbook keeps an address. Without one, `document.url` counts, because the live property fails
 * for an unsaved workbook (office-js#3509).
 */
export function createDocumentAddress(clock: Clock): () => Promise<string | null> {
  let last = '';
  return async () => {
    const live = await liveAddress(clock);
    last = live === undefined || live === '' ? last : live;
    if (last !== '') return last;
    // Typed as a string, but null for guests on the web (office-js#3204).
    const address = Office.context.document.url as string | null | undefined;
    return address ?? null;
  };
}

/** Empty when Excel reports no address or fails; undefined after the timeout. */
function liveAddress(clock: Clock): Promise<string | undefined> {
  const address = new Promise<string>((resolve) => {
    Office.context.document.getFilePropertiesAsync((result) => {
      const properties = result.value as { readonly url?: unknown } | undefined;
      resolve(typeof properties?.url === 'string' ? properties.url : '');
    });
  });
  return withTimeout(address, liveTimeoutMs, clock).catch(() => undefined);
}
