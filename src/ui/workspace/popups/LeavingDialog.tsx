import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { LeavingQuestion, WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { keepEscape } from './keepEscape';

/**
 * Fluent hides the page behind a dialog from assistive technology. It restores the page soon after
 * the dialog has closed, but not if all of Fluent is unmounted before, as by signing out.
 */
const restoredMs = 250;

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
      isConfirmed
        ? clock.wake(clock.now() + restoredMs, () => dispatch({ kind: 'leavingConfirmed' }))
        : undefined,
    [clock, dispatch, isConfirmed],
  );
  const { actions, leaving } = messages;
  const scratch = session.persistChanges === false;
  const cancel = (): void => dispatch({ kind: 'cancelRequested' });
  return (
    <Dialog
      open={!isConfirmed}
      surfaceMotion={null}
      modalType="alert"
      onOpenChange={(_event, { open }) => (open ? undefined : cancel())}
    >
      <DialogSurface onKeyDown={keepEscape}>
        <DialogBody>
          <DialogTitle>{scratch ? leaving.scratchTitle : leaving.unknownTitle}</DialogTitle>
          <DialogContent>{scratch ? leaving.scratch : leaving.unknown}</DialogContent>
          <DialogActions fluid>
            <Button onClick={cancel}>{actions.cancel}</Button>
            <Button onClick={() => setConfirmed(true)}>
              {question === 'signOut' ? actions.signOutAndDiscard : actions.closeAndDiscard}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
