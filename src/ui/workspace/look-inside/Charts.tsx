import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Named } from '../../../session/inside';
import type { Workbook, WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';
import { ReadingStatus } from './ReadingStatus';
import { useReading } from './useReading';

interface Props {
  readonly workbook: Workbook;
  readonly session: WorkbookSession;
  readonly sheet: string;
  readonly throttledUntil: number;
  readonly online: boolean;
  /** True while the cells are read: their result replaces the charts. */
  readonly busy: boolean;
}

interface Picture {
  readonly name: string;
  /** Base64 PNG. */
  readonly data: string;
}

/** Charts of the sheet as pictures, each loaded on a click. */
export function Charts({ workbook, session, sheet, throttledUntil, online, busy }: Props) {
  const { announce, inside: reader, messages } = useAppContext();
  const layout = useLayout();
  const { inside } = signedInMessages(messages);
  const { reading, read, cancel } = useReading(online);
  const [charts, setCharts] = useState<readonly Named[]>();
  const [picture, setPicture] = useState<Picture>();
  const list = async (): Promise<void> => {
    const found = await read((signal) => reader.charts(workbook, session.id, sheet, signal));
    setCharts(found);
    if (found === undefined) return;
    const names = found.map(({ name }) => inside.chart(name)).join(', ');
    announce(found.length === 0 ? inside.noCharts : names);
  };
  const show = async (name: string): Promise<void> => {
    const data = await read((signal) =>
      reader.chartImage(workbook, session.id, { sheet, name }, signal),
    );
    if (data === undefined) return;
    setPicture({ name, data });
    announce(inside.chart(name));
  };
  return (
    <div className={layout.tight}>
      <div className={layout.row}>
        <Button disabledFocusable={busy} onClick={() => void list()}>
          {inside.charts}
        </Button>
        {charts?.map(({ name }) => (
          <Button
            key={name}
            // Fluent cuts off a word that is wider than its button.
            style={{ overflowWrap: 'anywhere' }}
            disabledFocusable={busy}
            onClick={() => void show(name)}
          >
            {inside.chart(name)}
          </Button>
        ))}
      </div>
      {charts?.length === 0 && <p className={layout.quiet}>{inside.noCharts}</p>}
      <ReadingStatus
        reading={reading}
        throttledUntil={throttledUntil}
        online={online}
        cancel={cancel}
      />
      {picture !== undefined && (
        <img
          src={`data:image/png;base64,${picture.data}`}
          alt={inside.chart(picture.name)}
          style={{ maxWidth: '100%' }}
        />
      )}
    </div>
  );
}
