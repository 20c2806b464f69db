import { chromium } from 'playwright';
import { browserPath } from '../support/browserPath';
import { pages, servePages } from './benchPages';
import { measureRefresh } from './refresh';
import { measureStarts } from './benchStart';

/**
 * Measures the finished build and prints a table.
 *
 * @param rounds starts of each page, in turn
 */
export async function measure(rounds: number): Promise<void> {
  const executablePath = browserPath();
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const { origin, server } = await servePages();

  for (const slower of [4, 1]) {
    const starts = await measureStarts(browser, origin, rounds, slower);
    console.log(
      `\nMedians of ${rounds} starts${slower === 1 ? '' : `, processor slowed ${slower} times`}; × is the ratio to bare React 19\n`,
    );
    row('', 'first paint', 'usable', 'longest task', 'heap');
    for (const [name, what] of Object.entries(pages)) {
      const { firstPaint, usable, longestTask, heap } = starts[name as keyof typeof pages];
      row(
        what,
        ms(firstPaint, starts.react.firstPaint),
        ms(usable, starts.react.usable),
        ms(longestTask),
        `${heap.toFixed(1)} MB`,
      );
    }
  }
  await browser.close();
  server.close();

  const { click, fetched, idle } = await measureRefresh(rounds);
  console.log(
    `\nRefresh, from the click to the card: ${click.toFixed(0)} ms; a bare fetch of the same: ${fetched.toFixed(0)} ms; over it ${(click - fetched).toFixed(0)} ms`,
  );
  console.log(
    `The idle pane with an open session takes ${(idle * 100).toFixed(3)} % of a processor`,
  );
}

function row(name: string, ...cells: readonly string[]): void {
  console.log(name.padEnd(50), ...cells.map((cell) => cell.padStart(14)));
}

function ms(value: number, base?: number): string {
  return `${value.toFixed(0)} ms${base === undefined ? '' : ` ×${(value / base).toFixed(2)}`}`;
}
