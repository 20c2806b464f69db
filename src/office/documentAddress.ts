import type { Clock } from '../session/services';
import { withTimeout } from '../session/withTimeout';

/** getFilePropertiesAsync can hang while a dialog is open. */
const liveTimeoutMs = 2_000;

/**
 * Tells the address of the open workbook: empty for one that was never saved, null where Excel
 * tells none. The live property first, because `document.url` goes stale after Save As
 * (office-js#1507). Where it hangs or fails, what it said last: a workbook that has a place keeps
 * one. Else the static one, because the live one fails for a workbook without a place
 * (office-js#3509).
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

/** Empty where Excel tells none or refuses to, undefined where it does not answer. */
function liveAddress(clock: Clock): Promise<string | undefined> {
  const answer = new Promise<string>((resolve) => {
    Office.context.document.getFilePropertiesAsync((result) => {
      const properties = result.value as { readonly url?: unknown } | undefined;
      resolve(typeof properties?.url === 'string' ? properties.url : '');
    });
  });
  return withTimeout(answer, liveTimeoutMs, clock).catch(() => undefined);
}
