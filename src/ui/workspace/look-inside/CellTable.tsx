import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { addressOfArea, columnName } from '../../../session/cellAddress';
import type { CellDifference } from '../../../session/compareCells';
import type { ReadCell, ReadCells } from '../../../session/inside';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';

const useStyles = makeStyles({
  scroller: {
    // Contains the cells' unseen text, which would widen the page.
    position: 'relative',
    maxHeight: '320px',
    overflow: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  table: { borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  heading: {
    position: 'sticky',
    top: 0,
    padding: '2px 8px',
    backgroundColor: tokens.colorNeutralBackground3,
    fontWeight: tokens.fontWeightRegular,
  },
  rowHeading: { position: 'sticky', insetInlineStart: 0 },
  cell: {
    padding: '2px 8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: 'nowrap',
    maxWidth: '240px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  number: { textAlign: 'end' },
  changed: {
    outline: `2px solid ${tokens.colorPaletteDarkOrangeBackground3}`,
    outlineOffset: '-2px',
  },
  recalculated: { outline: `2px dotted ${tokens.colorNeutralStroke1}`, outlineOffset: '-2px' },
  current: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    outline: `3px solid ${tokens.colorStrokeFocus2}`,
    outlineOffset: '-3px',
    '@media (forced-colors: active)': { outlineColor: 'Highlight' },
  },
});

interface Props {
  readonly cells: ReadCells;
  readonly formulas: boolean;
  readonly differences: readonly CellDifference[];
  readonly current: Visit | undefined;
}

/** The difference that the user went to; a new object each time. */
export interface Visit {
  readonly to: CellDifference;
}

/** Table of cells with Excel's row and column headings. */
export function CellTable({ cells: { area, rows }, formulas, differences, current }: Props) {
  const styles = useStyles();
  const { inside } = signedInMessages(useAppContext().messages);
  const columns = rows[0]?.map((_, index) => columnName(area.left + index)) ?? [];
  const at = new Map(differences.map((one) => [keyOf(one.row, one.column), one]));
  return (
    // Focusable, so that the keyboard can scroll the table (WCAG 2.1.1).
    <div
      className={styles.scroller}
      role="group"
      aria-label={inside.caption(addressOfArea(area))}
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <td className={mergeClasses(styles.heading, styles.rowHeading)} />
            {columns.map((name) => (
              <th key={name} scope="col" className={styles.heading}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={area.top + rowIndex}>
              <th scope="row" className={mergeClasses(styles.heading, styles.rowHeading)}>
                {area.top + rowIndex + 1}
              </th>
              {row.map((cell, columnIndex) => {
                const difference = at.get(keyOf(area.top + rowIndex, area.left + columnIndex));
                return (
                  <Cell
                    key={columns[columnIndex]}
                    cell={cell}
                    formulas={formulas}
                    difference={difference}
                    visit={
                      difference !== undefined && difference === current?.to ? current : undefined
                    }
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const keyOf = (row: number, column: number): string => `${row} ${column}`;

interface CellProps {
  readonly cell: ReadCell;
  readonly formulas: boolean;
  readonly difference: CellDifference | undefined;
  readonly visit: Visit | undefined;
}

function Cell({ cell, formulas, difference, visit }: CellProps) {
  const styles = useStyles();
  const { inside } = signedInMessages(useAppContext().messages);
  const element = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    if (visit !== undefined) element.current?.focus();
  }, [visit]);
  const shown = formulas ? String(cell.formula ?? '') : cell.text;
  const saved = difference === undefined ? undefined : inside.saved(String(difference.saved ?? ''));
  const isNumber = typeof cell.value === 'number' && !formulas;
  return (
    <td
      ref={element}
      // Only the selected cell receives the focus.
      tabIndex={difference === undefined ? undefined : -1}
      title={saved ?? (shown.length > 30 ? shown : undefined)}
      className={mergeClasses(
        styles.cell,
        isNumber && styles.number,
        difference !== undefined && styles[difference.kind],
        visit !== undefined && styles.current,
      )}
    >
      {shown}
      {difference !== undefined && (
        <ForScreenReaders>
          {` ${difference.kind === 'changed' ? inside.changed : inside.recalculated}. ${saved ?? ''}`}
        </ForScreenReaders>
      )}
    </td>
  );
}

function ForScreenReaders({ children }: { readonly children: string }) {
  const layout = useLayout();
  return <span className={layout.unseen}>{children}</span>;
}
