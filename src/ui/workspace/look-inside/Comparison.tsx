import { Button } from '@fluentui/react-components';
import type { CellDifference } from '../../../session/compareCells';
import type { ReadCells } from '../../../session/inside';
import type { WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';
import type { Visit } from './CellTable';

interface Props {
  readonly cells: ReadCells;
  /** Same cells in the saved workbook; `missing` if the workbook or the sheet was not found. */
  readonly saved: ReadCells | 'missing' | undefined;
  readonly differences: readonly CellDifference[];
  readonly current: Visit | undefined;
  readonly persistChanges: WorkbookSession['persistChanges'];
  readonly busy: boolean;
  readonly compare: () => void;
  readonly goTo: (visit: Visit) => void;
}

/**
 * Differences between the session and the saved workbook: their count, and buttons to move between
 * cells.
 */
export function Comparison(props: Props) {
  const { cells, saved, differences, current, persistChanges, busy, compare, goTo } = props;
  const { messages, times } = useAppContext();
  const layout = useLayout();
  const { inside } = signedInMessages(messages);
  const changed = differences.filter(({ kind }) => kind === 'changed').length;
  const recalculated = differences.length - changed;
  const at = current === undefined ? -1 : differences.indexOf(current.to);
  const next = differences[at + 1] ?? differences[0];
  const counts = inside.counts(times.count(changed), times.count(recalculated));
  return (
    <div className={layout.tight}>
      <div className={layout.row}>
        <Button disabledFocusable={busy} onClick={compare}>
          {inside.compare}
        </Button>
        {next !== undefined && (
          <Button onClick={() => goTo({ to: next })}>{inside.nextDifference}</Button>
        )}
      </div>
      <div className={layout.tight} aria-live="polite">
        {saved === 'missing' && <p>{inside.sheetNotSaved}</p>}
        {saved !== undefined && saved !== 'missing' && (
          <>
            <p className={layout.strong}>{differences.length === 0 ? inside.same : counts}</p>
            <p className={layout.quiet}>
              {inside.bothTimes(times.exact(cells.readAt), times.exact(saved.readAt))}
            </p>
            {changed > 0 && (
              <p className={layout.quiet}>
                {persistChanges === true ? inside.notSavedYet : inside.notOnlyTheScript}
              </p>
            )}
          </>
        )}
      </div>
    </div>
  );
}
