import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { LeavingQuestion, WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { keepEscape } from './keepEscape';

interface Props {
  readonly question: LeavingQuestion;
  readonly session: WorkbookSession;
}

/**
 * Asks for confirmation before a session is closed whose changes would be lost. Cancel comes
 * first and has the focus, because it loses nothing.
 */
export function LeavingDialog({ question, session }: Props) {
  const { dispatch, messages } = useAppContext();
  const { actions, leaving } = messages;
  const scratch = session.persistChanges === false;
  const cancel = (): void => dispatch({ kind: 'cancelRequested' });
  return (
    <Dialog
      open
      modalType="alert"
      onOpenChange={(_event, { open }) => (open ? undefined : cancel())}
    >
      <DialogSurface onKeyDown={keepEscape}>
        <DialogBody>
          <DialogTitle>{scratch ? leaving.scratchTitle : leaving.unknownTitle}</DialogTitle>
          <DialogContent>{scratch ? leaving.scratch : leaving.unknown}</DialogContent>
          <DialogActions fluid>
            <Button onClick={cancel}>{actions.cancel}</Button>
            <Button onClick={() => dispatch({ kind: 'leavingConfirmed' })}>
              {question === 'signOut' ? actions.signOutAndDiscard : actions.closeAndDiscard}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
