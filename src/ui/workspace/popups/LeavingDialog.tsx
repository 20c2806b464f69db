import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Clock } from '../../../session/services';
import type { WorkbookSession } from '../../../session/state';
import type { LeavingQuestion } from '../../../session/userAction';
import { useAppContext } from '../../appContext';
import { signedInMessages } from '../signedInMessages';
import { keepEscape } from './keepEscape';

/** Interval (ms) at which it is checked whether the page is restored, and the limit of the wait. */
const checkMs = 50;
const checkLimitMs = 2_000;

/**
 * Calls back once the dialog has closed and the page is restored. Fluent hides the page behind a
 * dialog from assistive technology. It restores the page soon after, but not if all of Fluent is
 * unmounted before, as by signing out. Returns the function that cancels.
 */
function whenRestored(clock: Clock, callback: () => void): () => void {
  const until = clock.now() + checkLimitMs;
  let cancel: () => void;
  const check = (): void => {
    const isHidden = document.querySelector('[aria-hidden="true"] main') !== null;
    if (isHidden && clock.now() < until) wait();
    else callback();
  };
  const wait = (): void => {
    cancel = clock.wake(clock.now() + checkMs, check);
  };
  wait();
  return () => cancel();
}

const useStyles = makeStyles({
  surface: {
    overflowWrap: 'anywhere',
    wordBreak: 'normal',
    '@media (max-width: 240px)': { padding: '12px' },
  },
  button: { minWidth: 0, wordBreak: 'normal' },
});

interface Props {
  readonly question: LeavingQuestion;
  readonly session: WorkbookSession;
}

/**
 * Asks for confirmation before a session is closed whose changes would be lost. Cancel comes
 * first and has the focus, because it loses nothing.
 */
export function LeavingDialog({ question, session }: Props) {
  const { dispatch, clock, messages } = useAppContext();
  const [isConfirmed, setConfirmed] = useState(false);
  useEffect(
    () =>
      isConfirmed ? whenRestored(clock, () => dispatch({ kind: 'leavingConfirmed' })) : undefined,
    [clock, dispatch, isConfirmed],
  );
  const styles = useStyles();
  const { labels, leaving } = signedInMessages(messages);
  const scratch = session.persistChanges === false;
  const loss = scratch ? leaving.scratch : leaving.unknown;
  const cancel = (): void => dispatch({ kind: 'cancelRequested' });
  return (
    <Dialog
      open={!isConfirmed}
      surfaceMotion={null}
      modalType="alert"
      onOpenChange={(_event, { open }) => (open ? undefined : cancel())}
    >
      <DialogSurface className={styles.surface} onKeyDown={keepEscape}>
        <DialogBody>
          <DialogTitle>{scratch ? leaving.scratchTitle : leaving.unknownTitle}</DialogTitle>
          <DialogContent>
            {question === 'close' ? loss : messages.joined(leaving.because[question], loss)}
          </DialogContent>
          <DialogActions fluid>
            <Button className={styles.button} onClick={cancel}>
              {messages.actions.cancel}
            </Button>
            <Button className={styles.button} onClick={() => setConfirmed(true)}>
              {question === 'signOut' ? labels.signOutAndDiscard : labels.closeAndDiscard}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
