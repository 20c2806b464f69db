import { streamSSE } from 'hono/streaming';
import { cellAddress } from './graph/rangeAddress';
import type { Sheet } from './graph/content';
import type { WorkbookFile } from './graph/files';
import { locateByUrl } from './graph/locate';
import { rangeBody } from './graph/rangeBody';
import type { Graph } from './graph/graphServer';
import type { RouteContext } from './http';

/** Part of a sheet that the grid of the emulated Excel shows. */
export interface ShownCells {
  readonly sheet: string;
  /** Addresses of the first and the last cell. */
  readonly address: string;
  /** Displayed text of each cell, row by row. */
  readonly text: unknown;
  /** Type of each cell: `String`, `Double`, `Boolean`, `Error` or `Empty`. */
  readonly valueTypes: unknown;
  /** Formula of each cell; its value if it has none. */
  readonly formulas: unknown;
}

/** Rows and columns of the grid, counted from 0: A1 to F20. */
const shown = { top: 0, left: 0, bottom: 19, right: 5 };

/**
 * Streams the saved cells of a workbook as server-sent events: once at the start, and after each
 * saved write. The query parameter `workbook` is the address of the file. Returns 404 for an
 * unknown address.
 */
export function streamCells(c: RouteContext, { drives, watch }: Graph): Response {
  const file = locateByUrl(drives, c.req.query('workbook') ?? '')?.file;
  if (file === undefined) return c.json({ error: 'The sandbox has no such workbook.' }, 404);
  return streamSSE(c, async (stream) => {
    const push = () => stream.writeSSE({ data: JSON.stringify(cellsOf(file)) });
    const stop = watch((saved) => {
      if (saved === file) void push();
    });
    stream.onAbort(stop);
    await push();
    // The stream ends when this function returns.
    await new Promise<void>((resolve) => stream.onAbort(resolve));
  });
}

function cellsOf({ content }: WorkbookFile): ShownCells | undefined {
  const [sheet] = content.sheets;
  return sheet && describe(sheet, rangeBody({ content, sheet, area: shown }));
}

function describe(
  { name }: Sheet,
  { text, valueTypes, formulas }: Record<string, unknown>,
): ShownCells {
  const last = cellAddress(shown.bottom, shown.right);
  return {
    sheet: name,
    address: `${cellAddress(shown.top, shown.left)}:${last}`,
    text,
    valueTypes,
    formulas,
  };
}
