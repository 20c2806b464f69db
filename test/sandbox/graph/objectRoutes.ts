import type { GraphAnswer } from './answer';
import { chartPicture } from './chartPicture';
import type { Chart, NamedItem, Sheet, Table } from './content';
import type { Opened } from './contentAnswer';
import {
  invalidArgument,
  listAnswer,
  objectAnswer,
  objectNotFound,
  onContent,
} from './contentAnswer';
import type { ReceivedCall } from './call';
import { onSheet } from './sheetRoutes';

/** `GET .../workbook/names` */
export function listNames(call: ReceivedCall): GraphAnswer {
  return onContent(call, (opened) =>
    listAnswer(opened, 'workbookNamedItem', opened.content.names.map(nameBody)),
  );
}

/** `GET .../workbook/names/{name}` */
export function showName(call: ReceivedCall): GraphAnswer {
  return onContent(call, (opened) => {
    const asked = call.parts['name']?.toLowerCase();
    const item = opened.content.names.find(({ name }) => name.toLowerCase() === asked);
    return item === undefined
      ? objectNotFound()
      : objectAnswer(opened, 'workbookNamedItem', nameBody(item));
  });
}

function nameBody({ name, refersTo }: NamedItem): Record<string, unknown> {
  const isRange = refersTo.includes('!');
  const value = isRange ? refersTo.slice(1) : Number(refersTo.slice(1));
  return {
    name,
    comment: '',
    scope: 'Workbook',
    type: isRange ? 'Range' : 'Double',
    value,
    visible: true,
  };
}

/** `GET .../workbook/tables` */
export function listTables(call: ReceivedCall): GraphAnswer {
  return onContent(call, (opened) =>
    listAnswer(opened, 'workbookTable', opened.content.tables.map(tableBody)),
  );
}

/** `GET .../worksheets/{id or name}/tables` */
export function listTablesOfSheet(call: ReceivedCall): GraphAnswer {
  return onSheet(call, (opened, { id }) => {
    const tables = opened.content.tables.filter(({ sheetId }) => sheetId === id);
    return listAnswer(opened, 'workbookTable', tables.map(tableBody));
  });
}

/** `GET .../workbook/tables/{id or name}` */
export function showTable(call: ReceivedCall): GraphAnswer {
  return onContent(call, (opened) => {
    const asked = call.parts['table']?.toLowerCase();
    const table = opened.content.tables.find(({ id, name }) =>
      [id, name].some((each) => each.toLowerCase() === asked),
    );
    return table === undefined
      ? objectNotFound()
      : objectAnswer(opened, 'workbookTable', tableBody(table));
  });
}

function tableBody({ id, name }: Table): Record<string, unknown> {
  return {
    id,
    name,
    legacyId: '1',
    style: 'TableStyleMedium2',
    showHeaders: true,
    showTotals: false,
    showFilterButton: true,
    showBandedRows: true,
    showBandedColumns: false,
    highlightFirstColumn: false,
    highlightLastColumn: false,
  };
}

/** `GET .../worksheets/{id or name}/charts` */
export function listCharts(call: ReceivedCall): GraphAnswer {
  return onSheet(call, (opened, { charts }) =>
    listAnswer(opened, 'workbookChart', charts.map(chartBody)),
  );
}

/** `GET .../worksheets/{id or name}/charts/{id or name}` */
export function showChart(call: ReceivedCall): GraphAnswer {
  return onChart(call, (opened, _sheet, chart) =>
    objectAnswer(opened, 'workbookChart', chartBody(chart)),
  );
}

/** `GET .../charts/{id or name}/image(width=640,height=480,fittingMode='fit')`: a PNG in base64. */
export function drawChart(call: ReceivedCall): GraphAnswer {
  return onChart(call, (opened, sheet, chart) => {
    const [width, height] = [call.parts['width'], call.parts['height']].map((text) =>
      Number(text ?? 0),
    );
    if (width === undefined || height === undefined || Math.max(width, height) > mostPixels) {
      return invalidArgument();
    }
    const size = { width: width || chartSize.width, height: height || chartSize.height };
    const value = chartPicture({ content: opened.content, sheet, area: chart.data }, size).toString(
      'base64',
    );
    return {
      status: 200,
      body: { '@odata.context': `${call.service.root}/$metadata#Edm.String`, value },
    };
  });
}

const chartSize = { width: 360, height: 216 };
/** The maximum picture size of the sandbox. */
const mostPixels = 4_000;

function onChart(
  call: ReceivedCall,
  answer: (opened: Opened, sheet: Sheet, chart: Chart) => GraphAnswer,
): GraphAnswer {
  return onSheet(call, (opened, sheet) => {
    const asked = call.parts['chart']?.toLowerCase();
    const chart = sheet.charts.find(({ id, name }) =>
      [id, name].some((each) => each.toLowerCase() === asked),
    );
    return chart === undefined ? objectNotFound() : answer(opened, sheet, chart);
  });
}

function chartBody({ id, name }: Chart): Record<string, unknown> {
  return { id, name, top: 0, left: 320, ...chartSize };
}
