import type { Area } from '../session/cellAddress';
import {
  addressOfArea,
  intersectionOf,
  isUnbounded,
  parseCellAddress,
} from '../session/cellAddress';
import type { Failure } from '../session/failures';
import type { InsideReader, ReadCells, ReadTarget } from '../session/inside';
import type { Clock, Locks, Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Workbook } from '../session/state';
import { classify } from './classify';
import { textOf } from './errorBody';
import { namedIn, rowsIn, sheetsIn, valueIn } from './insideBodies';
import type { Send } from './request';
import { itemPath } from './sessions';

/**
 * Timeout of a read. A read delays a refresh of the same session by no more than a refresh may
 * wait.
 */
const readTimeoutMs = 10_000;
/**
 * Row and column limits: more cells than the pane can show; a request stays far below the service's
 * limits.
 */
const mostRows = 100;
const mostColumns = 26;
const chartSize = "width=640,height=480,fittingMode='fit'";

/**
 * Error codes for ranges with too many cells. Source: Microsoft Graph, workbook-error-codes;
 * microsoft-graph-docs#15709.
 */
const tooManyCells: readonly string[] = ['rangeexceedslimit', 'responsepayloadsizelimitexceeded'];

interface Answer {
  readonly body: unknown;
  readonly sentAt: number;
}
type Get = (below: string) => Promise<Outcome<Answer, Failure>>;
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
  const getIn =
    (workbook: Workbook, sessionId: string | null, signal: AbortSignal): Get =>
    async (below) => {
      const path = `${itemPath(workbook)}/workbook${below}`;
      const session = sessionId === null ? {} : { sessionId };
      const call = { method: 'GET', path, timeLimitMs: readTimeoutMs, ...session } as const;
      const answer = await locks.inTurn(workbook, () => send(call, signal), signal);
      if (answer.kind === 'answered' && answer.status === 200) return succeeded(answer);
      const asked = { inSession: sessionId !== null };
      const { meaning, failure } = classify(answer, asked, clock.now());
      // A 404 with a listed code refers to the session; any other 404 refers to the requested item.
      return failed(failure(meaning.kind === 'checkItem' ? notThere : meaning));
    };

  const unusable = (): Outcome<never, Failure> =>
    failed({ recovery: { kind: 'unknown' }, code: 'unusableAnswer', at: clock.now() });

  async function readArea(get: Get, { sheet, whole }: Place): Promise<Outcome<ReadCells, Failure>> {
    let area = clipped(whole, mostRows);
    for (;;) {
      const path = `/worksheets/${encodeURIComponent(sheet)}/range(address='${addressOfArea(area)}')`;
      const outcome = await get(`${path}?$select=address,values,text,formulas`);
      if (outcome.ok) {
        const rows = rowsIn(outcome.value.body);
        const { sentAt: readAt } = outcome.value;
        return rows === undefined ? unusable() : succeeded({ sheet, area, whole, rows, readAt });
      }
      const rowCount = area.bottom - area.top + 1;
      const code = outcome.failure.code?.toLowerCase() ?? '';
      if (rowCount === 1 || !tooManyCells.includes(code)) return outcome;
      area = clipped(area, Math.floor(rowCount / 2));
    }
  }

  async function placeOf(get: Get, target: ReadTarget): Promise<Outcome<Place, Failure>> {
    if (target.kind === 'range' && !isUnbounded(target.area)) {
      return succeeded({ sheet: target.sheet, whole: target.area });
    }
    const outcome = await get(`${pathOf(target)}?$select=address,rowCount,columnCount`);
    if (!outcome.ok) return outcome;
    const found = parseCellAddress(textOf(outcome.value.body, 'address') ?? '');
    const sheet = 'sheet' in target ? target.sheet : found?.sheet;
    if (found === undefined || sheet === undefined) return unusable();
    const asked = target.kind === 'range' ? target.area : found.area;
    // Whole columns without a used cell: their first cell is returned, blank.
    const first = { ...asked, bottom: asked.top, right: asked.left };
    return succeeded({ sheet, whole: intersectionOf(asked, found.area) ?? first });
  }

  return {
    async outline(workbook, sessionId, signal) {
      const get = getIn(workbook, sessionId, signal);
      const sheets = await get('/worksheets?$select=id,name,position,visibility');
      if (!sheets.ok) return sheets;
      const names = await get('/names?$select=name,type,visible');
      if (!names.ok) return names;
      const tables = await get('/tables?$select=id,name');
      if (!tables.ok) return tables;
      return succeeded({
        sheets: sheetsIn(sheets.value.body),
        names: namedIn(names.value.body, 'Range').map(({ name }) => name),
        tables: namedIn(tables.value.body),
      });
    },
    async cells(workbook, sessionId, target, signal) {
      const get = getIn(workbook, sessionId, signal);
      const place = await placeOf(get, target);
      return place.ok ? readArea(get, place.value) : place;
    },
    async charts(workbook, sessionId, sheet, signal) {
      const path = `/worksheets/${encodeURIComponent(sheet)}/charts?$select=id,name`;
      const outcome = await getIn(workbook, sessionId, signal)(path);
      return outcome.ok ? succeeded(namedIn(outcome.value.body).map(({ name }) => name)) : outcome;
    },
    async chartImage(workbook, sessionId, { sheet, name }, signal) {
      const chart = `/worksheets/${encodeURIComponent(sheet)}/charts/${encodeURIComponent(name)}`;
      const outcome = await getIn(workbook, sessionId, signal)(`${chart}/image(${chartSize})`);
      if (!outcome.ok) return outcome;
      const image = valueIn(outcome.value.body);
      return image === undefined ? unusable() : succeeded(image);
    },
  };
}

const notThere = { kind: 'forbidden', need: 'otherRequest' } as const;

const clipped = ({ top, left, bottom, right }: Area, rowCount: number): Area => ({
  top,
  left,
  bottom: Math.min(bottom, top + rowCount - 1),
  right: Math.min(right, left + mostColumns - 1),
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
