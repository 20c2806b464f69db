import type { Area } from '../session/cellAddress';
import {
  addressOfArea,
  intersectionOf,
  isUnbounded,
  parseCellAddress,
} from '../session/cellAddress';
import type { InsideReader, ReadCells, ReadFailure, ReadTarget } from '../session/inside';
import { readLimits } from '../session/inside';
import type { Clock, Locks, Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Workbook } from '../session/state';
import { classify } from './classify';
import { textOf } from './errorBody';
import { namedIn, rowsIn, sheetsIn, valueIn } from './insideBodies';
import { readFailure, type Names } from './readFailure';
import type { Send } from './request';
import { itemPath } from './sessions';

/**
 * Timeout of a read. A read delays a refresh of the same session by no more than a refresh may
 * wait.
 */
const readTimeoutMs = 10_000;
const chartSize = "width=640,height=480,fittingMode='fit'";

/**
 * Error codes for ranges with too many cells. Source: Microsoft Graph, workbook-error-codes;
 * microsoft-graph-docs#15709.
 */
const tooManyCells: readonly string[] = ['rangeexceedslimit', 'responsepayloadsizelimitexceeded'];

/** `parse` returns undefined for a body that says nothing usable: such a success is a failure. */
type Get = <T>(
  below: string,
  parse: (body: unknown, sentAt: number) => T | undefined,
  names?: Names,
) => Promise<Outcome<T, ReadFailure>>;
interface Place {
  readonly sheet: string;
  readonly whole: Area;
}

/**
 * @param locks `inTurn` runs a request once no earlier request to the same workbook runs, including
 * refreshes
 */
export function createInsideReader(
  send: Send,
  clock: Clock,
  locks: Pick<Locks, 'inTurn'>,
): InsideReader {
  function getIn(workbook: Workbook, sessionId: string | null, signal: AbortSignal): Get {
    let isReached = sessionId === null;
    return async (below, parse, names = 'item') => {
      const path = `${itemPath(workbook)}/workbook${below}`;
      const session = sessionId === null ? {} : { sessionId };
      const call = { method: 'GET', path, timeLimitMs: readTimeoutMs, ...session } as const;
      const answer = await locks.inTurn(workbook, () => send(call, signal), signal);
      if (answer.kind === 'answered' && answer.status === 200) {
        const value = parse(answer.body, answer.sentAt);
        if (value !== undefined) {
          isReached = true;
          return succeeded(value);
        }
      }
      const classified = classify(answer, { inSession: sessionId !== null }, clock.now());
      return failed(readFailure(classified, names, isReached));
    };
  }

  async function readArea(
    get: Get,
    { sheet, whole }: Place,
  ): Promise<Outcome<ReadCells, ReadFailure>> {
    let area = clipped(whole, readLimits.rows);
    for (;;) {
      const read = area;
      const path = `/worksheets/${encodeURIComponent(sheet)}/range(address='${addressOfArea(read)}')`;
      const fields = '?$select=address,values,text,formulas';
      const cellsIn = (body: unknown, readAt: number): ReadCells | undefined => {
        const rows = rowsIn(body);
        return rows && { sheet, area: read, whole, rows, readAt };
      };
      const outcome = await get(path + fields, cellsIn, 'range');
      if (outcome.ok) return outcome;
      const rowCount = area.bottom - area.top + 1;
      const code = outcome.failure.code?.toLowerCase() ?? '';
      if (rowCount === 1 || !tooManyCells.includes(code)) return outcome;
      area = clipped(area, Math.floor(rowCount / 2));
    }
  }

  async function placeOf(get: Get, target: ReadTarget): Promise<Outcome<Place, ReadFailure>> {
    if (target.kind === 'range' && !isUnbounded(target.area)) {
      return succeeded({ sheet: target.sheet, whole: target.area });
    }
    const path = `${pathOf(target)}?$select=address,rowCount,columnCount`;
    const placeIn = (body: unknown): Place | undefined => {
      const found = parseCellAddress(textOf(body, 'address') ?? '');
      const sheet = 'sheet' in target ? target.sheet : found?.sheet;
      if (found === undefined || sheet === undefined) return undefined;
      const asked = target.kind === 'range' ? target.area : found.area;
      // Whole columns without a used cell: their first cell is returned, blank.
      const first = { ...asked, bottom: asked.top, right: asked.left };
      return { sheet, whole: intersectionOf(asked, found.area) ?? first };
    };
    return get(path, placeIn, 'sheet' in target ? 'item' : 'range');
  }

  return {
    async outline(workbook, sessionId, signal) {
      const get = getIn(workbook, sessionId, signal);
      const fields = 'id,name,position,visibility';
      const sheets = await get(`/worksheets?$select=${fields}`, sheetsIn, 'nothing');
      if (!sheets.ok) return sheets;
      const rangesIn = (body: unknown): readonly string[] | undefined =>
        namedIn(body, 'Range')?.map(({ name }) => name);
      const names = await get('/names?$select=name,type,visible', rangesIn, 'nothing');
      if (!names.ok) return names;
      const tables = await get('/tables?$select=id,name', (body) => namedIn(body), 'nothing');
      if (!tables.ok) return tables;
      return succeeded({ sheets: sheets.value, names: names.value, tables: tables.value });
    },
    async cells(workbook, sessionId, target, signal) {
      const get = getIn(workbook, sessionId, signal);
      const place = await placeOf(get, target);
      return place.ok ? readArea(get, place.value) : place;
    },
    async charts(workbook, sessionId, sheet, signal) {
      const path = `/worksheets/${encodeURIComponent(sheet)}/charts?$select=id,name`;
      return getIn(workbook, sessionId, signal)(path, (body) => namedIn(body));
    },
    async chartImage(workbook, sessionId, { sheet, name }, signal) {
      const chart = `/worksheets/${encodeURIComponent(sheet)}/charts/${encodeURIComponent(name)}`;
      return getIn(workbook, sessionId, signal)(`${chart}/image(${chartSize})`, valueIn);
    },
  };
}

const clipped = ({ top, left, bottom, right }: Area, rowCount: number): Area => ({
  top,
  left,
  bottom: Math.min(bottom, top + rowCount - 1),
  right: Math.min(right, left + readLimits.columns - 1),
});

/** Path of the target's range; for whole columns or rows the used range of the sheet. */
function pathOf(target: ReadTarget): string {
  switch (target.kind) {
    case 'sheet':
    case 'range':
      return `/worksheets/${encodeURIComponent(target.sheet)}/usedRange(valuesOnly=true)`;
    case 'name':
      return `/names/${encodeURIComponent(target.name)}/range`;
    case 'table':
      return `/tables/${encodeURIComponent(target.table)}/range`;
  }
}
