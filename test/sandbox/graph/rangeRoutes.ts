import { columnCount, hasOpenEdge, parseAddress, rowCount, wholeSheet } from './rangeAddress';
import type { GraphAnswer } from './answer';
import { refuse } from './answer';
import type { CellArea, Sheet } from './content';
import { findSheet } from './content';
import type { Opened } from './contentAnswer';
import { invalidArgument, objectAnswer, objectNotFound, onContent } from './contentAnswer';
import type { CellRange } from './rangeBody';
import { rangeBody, usedArea } from './rangeBody';
import type { ReceivedCall } from './call';
import { onSheet } from './sheetRoutes';
import { writeCells } from './writeCells';

/**
 * `GET .../worksheets/{id or name}/range(address='A1:B2')`. Without an address, the whole sheet.
 */
export function readRange(call: ReceivedCall): GraphAnswer {
  return onAddress(call, readAnswer);
}

/** `PATCH .../worksheets/{id or name}/range(address='A1')`: values, formulas or number formats. */
export function writeRange(call: ReceivedCall): GraphAnswer {
  return onAddress(call, writeAnswer);
}

/** `GET .../worksheets/{id or name}/usedRange` and `usedRange(valuesOnly=true)` */
export function readUsedRange(call: ReceivedCall): GraphAnswer {
  return onSheet(call, (opened, sheet) => {
    const valuesOnly = call.parts['valuesOnly'] === 'true';
    return readAnswer(opened, {
      content: opened.content,
      sheet,
      area: usedArea(sheet, valuesOnly),
    });
  });
}

/** `GET .../worksheets/{id or name}/cell(row=0,column=0)` */
export function readCell(call: ReceivedCall): GraphAnswer {
  return onSheet(call, (opened, sheet) => {
    const [row, column] = [Number(call.parts['row']), Number(call.parts['column'])];
    if (row > wholeSheet.bottom || column > wholeSheet.right) return invalidArgument();
    const area = { top: row, left: column, bottom: row, right: column };
    return readAnswer(opened, { content: opened.content, sheet, area });
  });
}

/** `GET .../names/{name}/range` */
export function readNamed(call: ReceivedCall): GraphAnswer {
  return onNamed(call, readAnswer);
}

/** `PATCH .../names/{name}/range` */
export function writeNamed(call: ReceivedCall): GraphAnswer {
  return onNamed(call, writeAnswer);
}

/** `GET .../tables/{id or name}/range`, `headerRowRange`, `dataBodyRange` */
export function readTableRange(call: ReceivedCall): GraphAnswer {
  return onContent(call, (opened) => {
    const asked = call.parts['table']?.toLowerCase();
    const table = opened.content.tables.find(({ id, name }) =>
      [id, name].some((each) => each.toLowerCase() === asked),
    );
    const sheet = opened.content.sheets.find(({ id }) => id === table?.sheetId);
    if (table === undefined || sheet === undefined) return objectNotFound();
    return readAnswer(opened, {
      content: opened.content,
      sheet,
      area: partOf(table.area, call.parts['part']),
    });
  });
}

function partOf(area: CellArea, part: string | undefined): CellArea {
  if (part === 'headerRowRange') return { ...area, bottom: area.top };
  return part === 'dataBodyRange' ? { ...area, top: area.top + 1 } : area;
}

type RangeAnswer = (opened: Opened, range: CellRange) => GraphAnswer;

function onAddress(call: ReceivedCall, answer: RangeAnswer): GraphAnswer {
  return onSheet(call, (opened, sheet) => {
    const text = call.parts['address'];
    const address =
      text === undefined ? { area: wholeSheet } : parseAddress(text.replaceAll("''", "'"));
    if (address === undefined || namesOther(opened, sheet, address.sheet)) return invalidArgument();
    return answer(opened, { content: opened.content, sheet, area: address.area });
  });
}

/** True if the sheet in the address differs from the sheet in the path. */
function namesOther({ content }: Opened, sheet: Sheet, name: string | undefined): boolean {
  return name !== undefined && findSheet(content, name) !== sheet;
}

function onNamed(call: ReceivedCall, answer: RangeAnswer): GraphAnswer {
  return onContent(call, (opened) => {
    const { content } = opened;
    const asked = call.parts['name']?.toLowerCase();
    const item = content.names.find(({ name }) => name.toLowerCase() === asked);
    if (item === undefined) return objectNotFound();
    const address = parseAddress(item.refersTo.slice(1));
    const sheet = findSheet(content, address?.sheet ?? '');
    // A constant has no range. The error code is not documented.
    if (address === undefined || sheet === undefined) {
      return refuse(
        400,
        'invalidReference',
        'This reference is not valid for the current operation.',
      );
    }
    return answer(opened, { content, sheet, area: address.area });
  });
}

/** The maximum response size of Office.js. The error message refers to it. */
const mostBytes = 5_242_880;

function readAnswer(opened: Opened, range: CellRange): GraphAnswer {
  if (exceedsLimit(opened, range)) return rangeExceedsLimit();
  const answer = objectAnswer(opened, 'workbookRange', rangeBody(range));
  const tooLong = JSON.stringify(answer.body ?? '').length > mostBytes;
  return tooLong
    ? refuse(
        400,
        'ResponsePayloadSizeLimitExceeded',
        'The response payload size has exceeded the limit.',
      )
    : answer;
}

/**
 * Writes are saved in a persistent session and without a session. In a non-persistent session they
 * are visible only there, and lost when it ends.
 */
function writeAnswer(opened: Opened, range: CellRange): GraphAnswer {
  const { call, file, content } = opened;
  const { service } = call;
  if (hasOpenEdge(range.area)) return invalidArgument();
  if (exceedsLimit(opened, range)) return rangeExceedsLimit();
  const saves = content === file.content;
  if (saves && file.readOnly) {
    return refuse(403, 'EditModeAccessDenied', 'You do not have permission to edit this workbook.');
  }
  const refused = writeCells(range, call.body, service.clock.now());
  if (refused !== undefined) return refused;
  if (saves) service.saved(file);
  return readAnswer(opened, range);
}

function exceedsLimit({ call }: Opened, { area }: CellRange): boolean {
  return !hasOpenEdge(area) && rowCount(area) * columnCount(area) > call.service.settings.mostCells;
}

function rangeExceedsLimit(): GraphAnswer {
  return refuse(
    400,
    'rangeExceedsLimit',
    'The cell count in the range has exceeded the maximum supported number.',
  );
}
