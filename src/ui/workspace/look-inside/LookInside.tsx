import { mergeClasses, Switch } from '@fluentui/react-components';
import { useLayoutEffect, useRef, useState } from 'react';
import { addressOfArea, isSameArea, unionOf, type Area } from '../../../session/cellAddress';
import { cellsWithin, compareCells, type CellDifference } from '../../../session/compareCells';
import type { ReadCells, ReadTarget, WorkbookOutline } from '../../../session/inside';
import type { Workbook, WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { CopyButton } from '../../components/CopyButton';
import { SmallButton } from '../../components/SmallButton';
import { signedInMessages } from '../signedInMessages';
import { CellTable, type Visit } from './CellTable';
import { Charts } from './Charts';
import { Comparison } from './Comparison';
import { cellsAsCsv, cellsAsJson } from './export';
import { ReadingStatus } from './ReadingStatus';
import { TargetForm } from './TargetForm';
import { useReading } from './useReading';

export interface LookInsideProps {
  readonly workbook: Workbook;
  readonly session: WorkbookSession;
  readonly throttledUntil: number;
  readonly online: boolean;
  readonly close: () => void;
}

/** Saved workbook's cells, and the session's cells they are compared with. */
interface Compared {
  readonly saved: ReadCells | 'missing';
  readonly differences: readonly CellDifference[];
}

/**
 * Content of the session, read on the user's request, one request at a time. Results stay in memory
 * and are discarded when the view closes.
 */
export default function LookInside(props: LookInsideProps) {
  const { workbook, session, throttledUntil, online, close } = props;
  const { announce, inside: reader, messages, times } = useAppContext();
  const layout = useLayout();
  const { inside } = signedInMessages(messages);
  const { reading, read, cancel } = useReading(online);
  const [outline, setOutline] = useState<WorkbookOutline>();
  const [cells, setCells] = useState<ReadCells>();
  /** What the user asked for: it may be larger or elsewhere in the saved workbook. */
  const [asked, setAsked] = useState<ReadTarget>();
  const [compared, setCompared] = useState<Compared>();
  const [current, setCurrent] = useState<Visit>();
  const [formulas, setFormulas] = useState(false);
  const differences = compared?.differences ?? [];
  const busy = reading.kind === 'reading' || reading.kind === 'waiting';

  const readCells = async (target: ReadTarget): Promise<void> => {
    setCompared(undefined);
    setCurrent(undefined);
    const found = await read((signal) => reader.cells(workbook, session.id, target, signal));
    if (found === undefined) return;
    setCells(found);
    setAsked(target);
    announce(inside.readAt(addressOfArea(found.area), times.exact(found.readAt)));
  };
  const begin = async (): Promise<void> => {
    const found = await read((signal) => reader.outline(workbook, session.id, signal));
    if (found === undefined) return;
    setOutline(found);
    await readCells({ kind: 'sheet', sheet: found.sheets[0].id });
  };
  // The click on "Look inside" triggers the first read; no other read is automatic. It begins before
  // the view is painted, which would offer to read again.
  const hasBegun = useRef(false);
  useLayoutEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void begin();
  });

  const readSaved = (target: ReadTarget): Promise<ReadCells | 'missing' | undefined> =>
    read<ReadCells | 'missing'>(async (signal) => {
      const outcome = await reader.cells(workbook, null, target, signal);
      const finding = outcome.ok ? undefined : outcome.failure.finding;
      // The name of a range can be one of a constant there.
      const isMissing = finding === 'missing' || (finding === 'badRange' && isNamed(target));
      return isMissing ? { ok: true, value: 'missing' } : outcome;
    });
  const compare = async (): Promise<void> => {
    if (cells === undefined || asked === undefined) return;
    const { sheet, whole } = cells;
    const rangeOf = (area: Area) => ({ kind: 'range', sheet, area }) as const;
    const found = await readSaved(asked);
    // A name or a table may be new, or on another sheet: then the same cells are compared.
    const isOther = isNamed(asked) && (found === 'missing' || found?.sheet !== sheet);
    const first = found && isOther ? await readSaved(rangeOf(whole)) : found;
    if (first === undefined) return;
    // The saved workbook may have cells where the session has none any more.
    const area = first === 'missing' ? whole : unionOf(whole, first.whole);
    // Both sides are read in direct sequence. Otherwise other users' edits in between would count as
    // differences.
    const now = await read((signal) => reader.cells(workbook, session.id, rangeOf(area), signal));
    if (now === undefined) return;
    const isComplete = first === 'missing' || isSameArea(first.whole, area);
    const saved = isComplete ? first : await readSaved(rangeOf(area));
    if (saved === undefined) return;
    const shown = saved === 'missing' ? now : cellsWithin(now, saved.area);
    setCells(shown);
    setCompared({ saved, differences: saved === 'missing' ? [] : compareCells(shown, saved) });
    setCurrent(undefined);
  };

  return (
    <section className={mergeClasses(layout.stack, layout.card)} aria-label={inside.region}>
      <div className={layout.split}>
        <h2 tabIndex={-1}>{inside.region}</h2>
        <SmallButton onClick={close}>{inside.hide}</SmallButton>
      </div>
      {outline !== undefined && (
        <TargetForm outline={outline} busy={busy} read={(target) => void readCells(target)} />
      )}
      <ReadingStatus
        reading={reading}
        throttledUntil={throttledUntil}
        online={online}
        cancel={cancel}
        again={outline === undefined ? () => void begin() : undefined}
      />
      {cells !== undefined && (
        <>
          <Facts cells={cells} />
          <Switch
            label={inside.formulas}
            checked={formulas}
            onChange={(_event, { checked }) => setFormulas(checked)}
          />
          <CellTable
            cells={cells}
            formulas={formulas}
            differences={differences}
            current={current}
          />
          <div className={layout.snug}>
            <CopyButton label={inside.copyCsv} text={() => cellsAsCsv(cells, formulas)} />
            <CopyButton label={inside.copyJson} text={() => cellsAsJson(cells, times)} />
          </div>
          <Comparison
            cells={cells}
            saved={compared?.saved}
            differences={differences}
            current={current}
            persistChanges={session.persistChanges}
            busy={busy}
            compare={() => void compare()}
            goTo={setCurrent}
          />
          <Charts
            key={`${cells.sheet} ${cells.readAt}`}
            workbook={workbook}
            session={session}
            sheet={cells.sheet}
            throttledUntil={throttledUntil}
            online={online}
            busy={busy}
          />
        </>
      )}
    </section>
  );
}

const isNamed = ({ kind }: ReadTarget): boolean => kind === 'name' || kind === 'table';

/** Area and time of the read, and the omitted rows and columns. */
function Facts({ cells: { area, whole, readAt } }: { readonly cells: ReadCells }) {
  const { messages, times } = useAppContext();
  const layout = useLayout();
  const { inside } = signedInMessages(messages);
  const isClipped = area.bottom < whole.bottom || area.right < whole.right;
  return (
    <div className={layout.tight}>
      <p>{inside.readAt(addressOfArea(area), times.exact(readAt))}</p>
      {isClipped && <p className={layout.quiet}>{inside.clipped(addressOfArea(whole))}</p>}
    </div>
  );
}
