const columns = ['A', 'B', 'C', 'D', 'E', 'F'];
const rowCount = 20;

/** Draws cells A1 to F20, so that there is a sheet beside the pane. */
export function drawGrid(table: HTMLTableElement): void {
  const head = table.createTHead().insertRow();
  head.append(document.createElement('td'), ...columns.map((name) => header('col', name)));
  const body = table.createTBody();
  for (let number = 1; number <= rowCount; number += 1) {
    const row = body.insertRow();
    row.append(header('row', String(number)), ...columns.map(() => document.createElement('td')));
  }
}

function header(scope: string, text: string): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
