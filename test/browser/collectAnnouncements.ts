import type { ExcelPage } from './excelPage';

/** Collects the announcements: alerts that appear, and the polite ones. */
export async function collectAnnouncements({ frame }: ExcelPage): Promise<() => Promise<string[]>> {
  await frame.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const live = (target instanceof Element ? target : target.parentElement)?.closest(
          '[role=alert], #announced',
        );
        const added = [...addedNodes].filter((node) => node instanceof Element);
        const alerts = added.flatMap((node) => [
          ...(node.matches('[role=alert]') ? [node] : []),
          ...node.querySelectorAll('[role=alert]'),
        ]);
        const told = live instanceof Element ? [live] : alerts;
        heard.push(...told.map((each) => each.textContent));
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  return () =>
    frame.evaluate(() => (window as unknown as { readonly heard: string[] }).heard.splice(0));
}
