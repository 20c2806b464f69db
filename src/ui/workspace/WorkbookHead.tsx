import type { Workbook } from '../../session/state';
import { Button } from '../components/Button';
import { CopyButton } from '../components/CopyButton';
import { Heading } from '../components/Heading';
import { Icon } from '../components/icons';
import { locationOfUrl } from './links';
import { useAppContext } from '../appContext';

/** The workbook's name, its location, and its ids for the user's own code. */
export function WorkbookHead({
  workbook,
  mayCheck,
}: {
  readonly workbook: Workbook;
  readonly mayCheck: boolean;
}) {
  const { dispatch, messages } = useAppContext();
  const location = locationOfUrl(workbook.webUrl);
  return (
    <header className="stack tight">
      <Heading>{workbook.name}</Heading>
      {location !== undefined && (
        <a
          className="place"
          href={workbook.webUrl}
          target="_blank"
          rel="noreferrer"
          aria-label={messages.workbook.openPlace(location)}
        >
          <span>{location}</span>
          <Icon name="open" className="small" />
        </a>
      )}
      {/\.xls[mb]$/i.test(workbook.name) && <p className="quiet">{messages.workbook.macros}</p>}
      {workbook.checkedOut && <p className="quiet">{messages.workbook.checkedOut}</p>}
      <div className="row snug">
        <CopyButton label={messages.actions.copyDriveId} text={workbook.driveId} />
        <CopyButton label={messages.actions.copyItemId} text={workbook.itemId} />
        {mayCheck && (
          <Button
            size="small"
            appearance="subtle"
            icon={<Icon name="search" />}
            onClick={() => dispatch({ kind: 'checkAgainRequested' })}
          >
            {messages.actions.checkAgain}
          </Button>
        )}
      </div>
    </header>
  );
}
