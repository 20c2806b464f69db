import { useCallback, useRef, useState } from 'react';

/**
 * The texts of the live region, and the function that announces one. Texts that come together stand
 * there together: none replaces another one before it is heard.
 */
export function useLiveRegion(): readonly [readonly string[], (text: string) => void] {
  const [shown, setShown] = useState<readonly string[]>([]);
  const waiting = useRef<string[]>([]);
  const announce = useCallback((text: string) => {
    if (waiting.current.push(text) > 1) return;
    // All effects of one commit run before this.
    queueMicrotask(() => {
      const texts = waiting.current.splice(0);
      // Screen readers skip a text that does not change. A no-break space makes the same one new.
      setShown((last) =>
        texts.map((each, index) => (last[index] === each ? `${each}\u00a0` : each)),
      );
    });
  }, []);
  return [shown, announce];
}
