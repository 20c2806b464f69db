import { streamSSE } from 'hono/streaming';
import { cellAddress } from './graph/address';
import type { Sheet } from './graph/content';
import type { WorkbookFile } from './graph/files';
import { locateByUrl } from './graph/locate';
import { rangeBody } from './graph/rangeBody';
import type { Graph } from './graph/server';
import type { RouteContext } from './http';

/** What Excel's grid shows of a sheet. */
export interface ShownCells {
  readonly sheet: string;
  /** The address of the first and of the last cell. */
  readonly address: string;
  /** Row by row, as a user sees them. */
  readonly text: unknown;
  /** `String`, `Double`, `Boolean`, `Error` or `Empty`, for each cell. */
  readonly valueTypes: unknown;
}

/** Rows and columns of Excel's grid, counted from 0: A1 to F20. */
const shown = { top: 0, left: 0, bottom: 19, right: 5 };

/**
 * Streams the saved cells of a workbook as server-sent events: now, and after each write that is
 * saved. The query names it: `workbook={address of the file}`; 404 for an address that is none.
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
    // The stream ends with this function.
    await new Promise<void>((resolve) => stream.onAbort(resolve));
  });
}

function cellsOf({ content }: WorkbookFile): ShownCells | undefined {
  const [sheet] = content.sheets;
  return sheet && describe(sheet, rangeBody({ content, sheet, area: shown }));
}

function describe({ name }: Sheet, { text, valueTypes }: Record<string, unknown>): ShownCells {
  const last = cellAddress(shown.bottom, shown.right);
  return {
    sheet: name,
    address: `${cellAddress(shown.top, shown.left)}:${last}`,
    text,
    valueTypes,
  };
}
