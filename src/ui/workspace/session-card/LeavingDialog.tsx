import { useEffect, useId, useRef } from 'react';
import type { LeavingQuestion, WorkbookSession } from '../../../session/state';
import { Button } from '../../components/Button';
import { useAppContext } from '../../appContext';

interface Props {
  readonly question: LeavingQuestion;
  readonly session: WorkbookSession;
}

/** Asks for confirmation before a session is closed whose changes would be lost. */
export function LeavingDialog({ question, session }: Props) {
  const { dispatch, messages } = useAppContext();
  const { leaving } = messages;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const scratch = session.persistChanges === false;
  const cancelButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Cancel is the default button, because it loses nothing.
    cancelButton.current?.focus();
    // Esc closes the dialog. office.js would also handle it and move the focus to Excel.
    const stopPropagation = (event: KeyboardEvent): void => event.stopPropagation();
    element?.addEventListener('keydown', stopPropagation);
    return () => element?.removeEventListener('keydown', stopPropagation);
  }, []);
  const cancel = (): void => dispatch({ kind: 'cancelRequested' });
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      className="dialog stack"
      aria-labelledby={id}
      aria-describedby={`${id}-why`}
      onCancel={(event) => {
        event.preventDefault();
        cancel();
      }}
    >
      <h2 className="subheading" id={id}>
        {scratch ? leaving.scratchTitle : leaving.unknownTitle}
      </h2>
      <p id={`${id}-why`}>{scratch ? leaving.scratch : leaving.unknown}</p>
      <div className="row">
        <Button onClick={() => dispatch({ kind: 'leavingConfirmed' })}>
          {question === 'signOut'
            ? messages.actions.signOutAndDiscard
            : messages.actions.closeAndDiscard}
        </Button>
        <Button ref={cancelButton} onClick={cancel}>
          {messages.actions.cancel}
        </Button>
      </div>
    </dialog>
  );
}
