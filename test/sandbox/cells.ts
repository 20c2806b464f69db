import type { IncomingMessage, ServerResponse } from 'node:http';
import { cellAddress } from './graph/address';
import type { Sheet } from './graph/content';
import type { WorkbookFile } from './graph/files';
import { locateByUrl } from './graph/locate';
import { rangeBody } from './graph/rangeBody';
import type { Graph } from './graph/server';
import { sendJson, targetOf } from './http';

/** What Excel's grid shows of a sheet. */
export interface ShownCells {
  readonly sheet: string;
  /** The address of the first and of the last cell. */
  readonly address: string;
  /** Row by row, as a person sees them. */
  readonly text: unknown;
  /** `String`, `Double`, `Boolean`, `Error` or `Empty`, for each cell. */
  readonly valueTypes: unknown;
}

const path = '/sandbox/cells';

/** Rows and columns of Excel's grid, counted from 0: A1 to F20. */
const shown = { top: 0, left: 0, bottom: 19, right: 5 };

/**
 * Streams the saved cells of a workbook as server-sent events: now, and after each write that is saved. Answers
 * `GET /sandbox/cells?workbook={address of the file}`, and 404 for an address that is none.
 *
 * @param origin the only page that may read it, besides programs.
 * @returns whether the request was one of these.
 */
export function createCells(graph: Graph, origin: string) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { path: asked, query } = targetOf(request);
    if (asked !== path) return false;
    const located = locateByUrl(graph.drives, query.get('workbook') ?? '');
    if (request.headers.origin !== undefined && request.headers.origin !== origin) {
      sendJson(response, 403, { error: 'Only Excel’s page and programs may read the cells.' });
    } else if (located === undefined) {
      sendJson(response, 404, { error: 'The sandbox has no such workbook.' });
    } else {
      stream(located.file, graph, response);
    }
    return true;
  };
}

function stream(file: WorkbookFile, { watch }: Graph, response: ServerResponse): void {
  const push = () => response.write(`data: ${JSON.stringify(cellsOf(file))}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  push();
  const stop = watch((saved) => {
    if (saved === file) push();
  });
  response.on('close', stop);
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
