import type { InsideReader, ReadCell } from '../../src/session/inside';
import { succeeded } from '../../src/session/services';
import { now } from './specimens';

const cell = (value: ReadCell['value'], formula = value): ReadCell => ({
  value,
  text: String(value),
  formula,
});

/** Reader that responds immediately: a sheet with a total that the session has changed. */
export const galleryReader: InsideReader = {
  outline: () =>
    Promise.resolve(
      succeeded({
        sheets: [{ id: '1', name: 'Budget 2026' }],
        names: ['Total'],
        tables: [{ id: '1', name: 'Costs' }],
      }),
    ),
  cells: (_workbook, sessionId) => {
    const area = { top: 0, left: 0, bottom: 2, right: 1 };
    const rent = sessionId === null ? 1200 : 1350;
    const rows = [
      [cell('Cost'), cell('Amount')],
      [cell('Rent'), cell(rent)],
      [cell('Total'), cell(rent + 800, '=SUM(B2:B9)')],
    ];
    return Promise.resolve(
      succeeded({ sheet: '1', area, whole: { ...area, bottom: 400 }, rows, readAt: now }),
    );
  },
  charts: () =>
    Promise.resolve(
      succeeded([{ id: '1', name: 'Revenue_by_region_and_quarter_2027_forecast_version_2_final' }]),
    ),
  chartImage: () => Promise.resolve(succeeded('')),
};
