import { useEffect, useId, useRef } from 'react';
import type { LeavingQuestion, WorkbookSession } from '../../../session/state';
import { Button } from '../../components/Button';
import { useAppContext } from '../../appContext';

interface Props {
  readonly question: LeavingQuestion;
  readonly session: WorkbookSession;
}

/** Asks before a session is left whose changes would be lost with it. */
export function LeavingDialog({ question, session }: Props) {
  const { dispatch, messages } = useAppContext();
  const { leaving } = messages;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const scratch = session.persistChanges === false;
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The answer that loses nothing is the one at hand.
    stay.current?.focus();
    // Esc closes the dialog; office.js would take it for leaving the pane.
    const stop = (event: KeyboardEvent): void => event.stopPropagation();
    element?.addEventListener('keydown', stop);
    return () => element?.removeEventListener('keydown', stop);
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
        <Button ref={stay} onClick={cancel}>
          {messages.actions.cancel}
        </Button>
      </div>
    </dialog>
  );
}
