import { isFields, parseMessage } from './protocol';

const columns = ['A', 'B', 'C', 'D', 'E', 'F'];
const rowCount = 20;

/** Draws cells A1 to F20 as the sheet beside the pane. */
export function drawGrid(table: HTMLTableElement): void {
  const head = table.createTHead().insertRow();
  head.append(document.createElement('td'), ...columns.map((name) => header('col', name)));
  const body = table.createTBody();
  for (let number = 1; number <= rowCount; number += 1) {
    const row = body.insertRow();
    row.append(header('row', String(number)), ...columns.map(() => document.createElement('td')));
  }
}

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

/**
 * Returns the first cell whose text has changed. A cell with a formula does not count: it may only
 * have been recalculated.
 */
function fill(
  table: HTMLTableElement,
  rows: readonly (readonly ShownCell[])[],
): HTMLTableCellElement | undefined {
  const [body] = table.tBodies;
  let written: HTMLTableCellElement | undefined;
  rows.forEach((cells, row) => {
    cells.forEach(({ text, type, hasFormula }, column) => {
      // The first cell of a row is its heading.
      const cell = body?.rows[row]?.cells[column + 1];
      if (cell === undefined) return;
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
