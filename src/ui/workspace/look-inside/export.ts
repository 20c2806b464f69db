import type { Times } from '../../../locales/index';
import { addressOfArea } from '../../../session/cellAddress';
import type { CellValue, ReadCells } from '../../../session/inside';

/** Values or formulas as comma-separated values. Source: RFC 4180. */
export function cellsAsCsv({ rows }: ReadCells, formulas: boolean): string {
  const field = (value: CellValue): string => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows
    .map(
      (cells) =>
        `${cells.map((cell) => field(formulas ? cell.formula : cell.value)).join(',')}\r\n`,
    )
    .join('');
}

/** Address, time of the read and cells, as JSON in the format of Graph's range. */
export function cellsAsJson({ area, rows, readAt }: ReadCells, times: Pick<Times, 'iso'>): string {
  const range = {
    address: addressOfArea(area),
    readAt: times.iso(readAt),
    values: rows.map((cells) => cells.map(({ value }) => value)),
    formulas: rows.map((cells) => cells.map(({ formula }) => formula)),
  };
  return `${JSON.stringify(range, null, 2)}\n`;
}
