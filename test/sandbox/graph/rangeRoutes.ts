import type { Answer } from './answer';
import { refuse } from './answer';
import type { CellValue, WorkbookFile } from './files';
import type { Call } from './routes';
import { inSession, onWorkbook } from './sessionRoutes';
import type { Session } from './sessions';

/** `GET .../worksheets/{name}/range(address='A1:B2')`, in the session that the request carries, if any. */
export function readRange(call: Call): Answer {
  return onRange(call, (file, session, keys) => {
    const read = (key: string): CellValue => session?.scratch.get(key) ?? file.cells.get(key) ?? '';
    return { status: 200, body: rangeBody(call, keys.map((row) => row.map(read))) };
  });
}

/**
 * `PATCH .../worksheets/{name}/range(address='A1')` with `{"values": [[...]]}`.
 *
 * Saved in a persistent session and without any; in a scratch session seen only there and gone with it.
 */
export function writeRange(call: Call): Answer {
  return onRange(call, (file, session, keys) => {
    const scratch = session !== undefined && !session.persistChanges;
    if (!scratch && file.readOnly) return refuse(403, 'EditModeAccessDenied', 'You do not have permission to edit this workbook.');
    const values = valuesOf(call.body);
    const fits = values.length === keys.length && values.every((row, index) => row.length === keys[index]?.length);
    if (!fits) return refuse(400, 'invalidArgument', 'The number of rows or columns in the input array doesn’t match the size of the range.');
    const cells = scratch ? session.scratch : file.cells;
    keys.forEach((row, y) => {
      row.forEach((key, x) => cells.set(key, values[y]?.[x] ?? ''));
    });
    return { status: 200, body: rangeBody(call, values) };
  });
}

type RangeAnswer = (file: WorkbookFile, session: Session | undefined, keys: readonly (readonly string[])[]) => Answer;

function onRange(call: Call, answer: RangeAnswer): Answer {
  return onWorkbook(call, (file) => {
    const sheet = call.parts['sheet'] ?? '';
    const keys = keysOf(sheet, call.parts['address'] ?? '');
    const inRange = (session?: Session): Answer => {
      if (!file.sheets.includes(sheet)) return refuse(404, 'ItemNotFound', 'The requested resource doesn’t exist.');
      return keys === undefined ? refuse(400, 'invalidArgument', 'The argument is invalid or missing or has an incorrect format.') : answer(file, session, keys);
    };
    return call.headers['workbook-session-id'] === undefined ? inRange() : inSession(call, file, inRange);
  });
}

/** The cells of an address such as `B2` or `A1:C3`, row by row; undefined when it is none, or larger than the sandbox cares for. */
function keysOf(sheet: string, address: string): string[][] | undefined {
  const found = /^([A-Z]{1,2})(\d{1,4})(?::([A-Z]{1,2})(\d{1,4}))?$/i.exec(address);
  if (found === null) return undefined;
  const [, left = 'A', top = '1', right = left, bottom = top] = found;
  const columns = span(numberOfColumn(left), numberOfColumn(right)).map(columnOfNumber);
  return span(Number(top), Number(bottom)).map((row) => columns.map((column) => `${sheet}!${column}${row}`));
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function numberOfColumn(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function columnOfNumber(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnOfNumber(Math.floor((column - 1) / 26)) + last : last;
}

function valuesOf(body: unknown): CellValue[][] {
  const values: unknown = typeof body === 'object' && body !== null && 'values' in body ? body.values : undefined;
  if (!Array.isArray(values)) return [];
  return values.map((row) => (Array.isArray(row) ? row.filter(isCellValue) : []));
}

function isCellValue(value: unknown): value is CellValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function rangeBody({ parts }: Call, values: readonly (readonly CellValue[])[]): unknown {
  return { address: `${parts['sheet'] ?? ''}!${parts['address'] ?? ''}`, values };
}
