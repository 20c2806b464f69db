import type { Workbook } from '../../session/state';
import { Button } from '../components/Button';
import { CopyButton } from '../components/CopyButton';
import { Heading } from '../components/Heading';
import { Icon } from '../components/icons';
import { placeOfUrl } from './links';
import { useTools } from '../appContext';

/** Which workbook this is, where it is, and its ids for the person's own code. */
export function WorkbookHead({ workbook, mayCheck }: { readonly workbook: Workbook; readonly mayCheck: boolean }) {
  const { act, messages } = useTools();
  const place = placeOfUrl(workbook.webUrl);
  return (
    <header className="stack tight">
      <Heading>{workbook.name}</Heading>
      {place !== undefined && (
        <a className="place" href={workbook.webUrl} target="_blank" rel="noreferrer" aria-label={messages.workbook.openPlace(place)}>
          <span>{place}</span>
          <Icon name="open" className="small" />
        </a>
      )}
      {/\.xls[mb]$/i.test(workbook.name) && <p className="quiet">{messages.workbook.macros}</p>}
      {workbook.checkedOut && <p className="quiet">{messages.workbook.checkedOut}</p>}
      <div className="row snug">
        <CopyButton label={messages.act.copyDriveId} text={workbook.driveId} />
        <CopyButton label={messages.act.copyItemId} text={workbook.itemId} />
        {mayCheck && (
          <Button size="small" appearance="subtle" icon={<Icon name="search" />} onClick={() => act({ kind: 'checkAgainRequested' })}>
            {messages.act.checkAgain}
          </Button>
        )}
      </div>
    </header>
  );
}
