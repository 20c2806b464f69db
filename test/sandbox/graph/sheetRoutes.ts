import type { GraphAnswer } from './answer';
import type { Sheet } from './content';
import { findSheet, recalculate } from './content';
import type { Opened } from './contentAnswer';
import { listAnswer, objectAnswer, objectNotFound, onContent } from './contentAnswer';
import type { ReceivedCall } from './call';

/** `GET .../workbook/worksheets` */
export function listSheets(call: ReceivedCall): GraphAnswer {
  return onContent(call, (opened) =>
    listAnswer(
      opened,
      'workbookWorksheet',
      opened.content.sheets.map((sheet) => sheetBody(opened, sheet)),
    ),
  );
}

/** `GET .../workbook/worksheets/{id or name}` */
export function showSheet(call: ReceivedCall): GraphAnswer {
  return onSheet(call, (opened, sheet) =>
    objectAnswer(opened, 'workbookWorksheet', sheetBody(opened, sheet)),
  );
}

/** Handles a request for the sheet in the path. */
export function onSheet(
  call: ReceivedCall,
  answer: (opened: Opened, sheet: Sheet) => GraphAnswer,
): GraphAnswer {
  return onContent(call, (opened) => {
    const sheet = findSheet(opened.content, call.parts['sheet'] ?? '');
    return sheet === undefined ? objectNotFound() : answer(opened, sheet);
  });
}

/** `POST .../workbook/application/calculate` */
export function calculateWorkbook(call: ReceivedCall): GraphAnswer {
  return onContent(call, ({ content, file }) => {
    recalculate(content, call.service.clock.now());
    if (content === file.content) call.service.saved(file);
    return { status: 204 };
  });
}

function sheetBody({ content }: Opened, sheet: Sheet): Record<string, unknown> {
  const { id, name, visibility } = sheet;
  return { id, name, position: content.sheets.indexOf(sheet), visibility };
}
