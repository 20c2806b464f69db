import type { Browser } from 'playwright';
import type { PageName } from './benchPages';
import { pages } from './benchPages';

/** Cost of one page start: times in ms, heap in MB. */
export interface Start {
  readonly firstPaint: number;
  readonly usable: number;
  readonly longestTask: number;
  readonly heap: number;
}

/**
 * Script that records, from the start of the page, when the first button appears and the long
 * tasks.
 */
const watch = `
  window.bench = { usable: 0, tasks: [] };
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) bench.tasks.push(duration); }).observe({ type: 'longtask', buffered: true });
  const look = () => { const button = document.querySelector('button'); if (button && button.offsetHeight > 0) { bench.usable = performance.now(); return true; } return false; };
  const observer = new MutationObserver(() => { if (!bench.usable && look()) observer.disconnect(); });
  observer.observe(document, { childList: true, subtree: true });`;

async function measure(browser: Browser, url: string, slower: number): Promise<Start> {
  const context = await browser.newContext({ viewport: { width: 350, height: 640 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(url);
    await page.locator('button').first().waitFor({ timeout: 20_000 });
    await page.waitForLoadState('networkidle');
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const seen = await page.evaluate<{ firstPaint: number; usable: number; tasks: number[] }>(
      `({ firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, usable: bench.usable, tasks: bench.tasks })`,
    );
    return {
      firstPaint: seen.firstPaint,
      usable: seen.usable,
      longestTask: Math.max(0, ...seen.tasks),
      heap: usedSize / 1e6,
    };
  } finally {
    await context.close();
  }
}

/**
 * Starts the pages in turn, `rounds` times each, so that background load affects all of them
 * equally.
 */
export async function measureStarts(
  browser: Browser,
  origin: string,
  rounds: number,
  slower: number,
): Promise<Record<PageName, Start>> {
  const names = Object.keys(pages) as PageName[];
  const starts = Object.fromEntries(names.map((name) => [name, [] as Start[]])) as Record<
    PageName,
    Start[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      starts[name].push(await measure(browser, `${origin}/${name}/taskpane.html`, slower));
    }
  }
  return Object.fromEntries(names.map((name) => [name, medians(starts[name])])) as Record<
    PageName,
    Start
  >;
}

function medians(starts: readonly Start[]): Start {
  const of = (what: keyof Start): number => median(starts.map((start) => start[what]));
  return {
    firstPaint: of('firstPaint'),
    usable: of('usable'),
    longestTask: of('longestTask'),
    heap: of('heap'),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
