import { isFields, parseMessage } from './protocol';

/** Draws cells A1 to F20 as the sheet beside the pane. */
export function drawGrid(table: HTMLTableElement): void {
  table.createTHead().insertRow().append(document.createElement('td'));
  table.createTBody();
  enlarge(table, 20, 6);
}

/** Adds the rows and the columns that a grid lacks. */
function enlarge(grid: HTMLTableElement, rowCount: number, columnCount: number): void {
  const [head] = grid.tHead?.rows ?? [];
  const [body] = grid.tBodies;
  if (head === undefined || body === undefined) return;
  while (head.cells.length <= columnCount) {
    head.append(header('col', columnName(head.cells.length)));
  }
  while (body.rows.length < rowCount) {
    body.insertRow().append(header('row', String(body.rows.length)));
  }
  for (const row of body.rows) {
    while (row.cells.length < head.cells.length) row.insertCell();
  }
  const last = `${columnName(head.cells.length - 1)}${body.rows.length}`;
  grid.setAttribute('aria-label', `Cells A1 to ${last}`);
}

/** The name of a column, counted from 1. The sheet shows none beyond Z. */
const columnName = (number: number): string => String.fromCharCode(64 + number);

/**
 * Shows the saved cells of the workbook, now and after each change, and scrolls to the first cell
 * that was written. Scripts can write in a persistent session or without a session. If the service
 * does not have the workbook, the grid stays blank.
 *
 * @param documentUrl the address of the workbook.
 */
export function showSavedCells(table: HTMLTableElement, documentUrl: string): void {
  const source = new EventSource(
    `/sandbox/cells?${new URLSearchParams({ workbook: documentUrl })}`,
  );
  let filled = false;
  source.addEventListener('message', ({ data }) => {
    const written = fill(table, parseCells(data));
    if (filled) written?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    filled = true;
  });
}

interface ShownCell {
  readonly text: string;
  readonly type: string;
  readonly hasFormula: boolean;
}

const blankCell: ShownCell = { text: '', type: 'Empty', hasFormula: false };

/**
 * Returns the first cell whose text has changed. A cell with a formula does not count: it may only
 * have been recalculated.
 */
function fill(
  table: HTMLTableElement,
  rows: readonly (readonly ShownCell[])[],
): HTMLTableCellElement | undefined {
  enlarge(table, rows.length, rows[0]?.length ?? 0);
  const [body] = table.tBodies;
  let written: HTMLTableCellElement | undefined;
  // The service sends fewer cells once the last ones are blank again; the grid keeps its size.
  Array.from(body?.rows ?? []).forEach((row, y) => {
    // The first cell of a row is its heading.
    Array.from(row.cells)
      .slice(1)
      .forEach((cell, x) => {
        const { text, type, hasFormula } = rows[y]?.[x] ?? blankCell;
        if (cell.textContent !== text && !hasFormula) written ??= cell;
        cell.textContent = text;
        cell.dataset['type'] = type;
      });
  });
  return written;
}

function parseCells(data: unknown): readonly (readonly ShownCell[])[] {
  const message = typeof data === 'string' ? parseMessage(data) : undefined;
  const { text, valueTypes, formulas } = isFields(message) ? message : {};
  const types = table(valueTypes);
  const formulaRows = table(formulas);
  return table(text).map((row, y) =>
    row.map((cell, x) => ({
      text: String(cell),
      type: String(types[y]?.[x]),
      hasFormula: String(formulaRows[y]?.[x]).startsWith('='),
    })),
  );
}

const table = (value: unknown): readonly (readonly unknown[])[] =>
  Array.isArray(value) ? value.filter((row): row is unknown[] => Array.isArray(row)) : [];

function header(scope: string, text: string): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
