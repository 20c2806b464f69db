import { memo } from 'react';
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSync16Regular, Open12Regular } from '@fluentui/react-icons';
import type { Workbook } from '../../session/state';
import { useAppContext } from '../appContext';
import { CopyButton } from '../components/CopyButton';
import { Heading } from '../first-screen/Heading';
import { useLayout } from '../theme/layout';
import { locationOfUrl } from './links';
import { signedInMessages } from './signedInMessages';

const useStyles = makeStyles({
  name: {
    display: 'flex',
    alignItems: 'start',
    justifyContent: 'space-between',
    gap: '8px',
    minHeight: '32px',
  },
  place: {
    alignSelf: 'start',
    gap: '6px',
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

interface Props {
  readonly workbook: Workbook;
  /** True while the workbook may be looked up again. */
  readonly mayCheck: boolean;
}

/** The workbook's name, its location, and its ids for the user's own code. */
export const WorkbookHead = memo(function WorkbookHead({ workbook, mayCheck }: Props) {
  const { dispatch, messages } = useAppContext();
  const { fileNotes: notes, labels, workbook: texts } = signedInMessages(messages);
  const styles = useStyles();
  const layout = useLayout();
  const location = locationOfUrl(workbook.webUrl);
  return (
    <header className={layout.tight}>
      <div className={styles.name}>
        <Heading>{workbook.name}</Heading>
        {mayCheck && (
          <Button
            appearance="subtle"
            icon={<ArrowSync16Regular />}
            title={labels.checkAgain}
            aria-label={labels.checkAgain}
            onClick={() => dispatch({ kind: 'checkAgainRequested' })}
          />
        )}
      </div>
      {location !== undefined && (
        <a
          className={mergeClasses(layout.link, styles.place)}
          href={workbook.webUrl}
          target="_blank"
          rel="noreferrer"
          aria-label={texts.openPlace(location)}
        >
          {location}
          <Open12Regular />
        </a>
      )}
      {/\.xls[mb]$/i.test(workbook.name) && <p className={layout.quiet}>{notes.macros}</p>}
      {workbook.checkedOut && <p className={layout.quiet}>{notes.checkedOut}</p>}
      <div className={layout.snug}>
        <CopyButton label={texts.copyDriveId} text={workbook.driveId} />
        <CopyButton label={texts.copyItemId} text={workbook.itemId} />
      </div>
    </header>
  );
});
