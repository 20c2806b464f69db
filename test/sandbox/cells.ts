import { streamSSE } from 'hono/streaming';
import { cellAddress } from './graph/rangeAddress';
import type { CellArea, Sheet } from './graph/content';
import type { WorkbookFile } from './graph/files';
import { locateByUrl } from './graph/locate';
import { rangeBody, usedArea } from './graph/rangeBody';
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

/** The last cell of a grid at least, F20, and at most, Z200. Rows and columns are 0-based. */
const [least, most] = [
  { bottom: 19, right: 5 },
  { bottom: 199, right: 25 },
];

/** The cells that the grid shows: those that are used, so that a script's changes appear. */
function shownArea(sheet: Sheet): CellArea {
  const { bottom, right } = usedArea(sheet, true);
  return {
    top: 0,
    left: 0,
    bottom: Math.min(Math.max(bottom, least.bottom), most.bottom),
    right: Math.min(Math.max(right, least.right), most.right),
  };
}

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
  if (sheet === undefined) return undefined;
  const area = shownArea(sheet);
  return describe(sheet, area, rangeBody({ content, sheet, area }));
}

function describe(
  { name }: Sheet,
  { top, left, bottom, right }: CellArea,
  { text, valueTypes, formulas }: Record<string, unknown>,
): ShownCells {
  return {
    sheet: name,
    address: `${cellAddress(top, left)}:${cellAddress(bottom, right)}`,
    text,
    valueTypes,
    formulas,
  };
}
