import type { Ending, StateOf } from '../../../session/state';
import { Button } from '../../components/Button';
import { Card } from '../session-card/Card';
import { signedInMessages, errorMessageFor } from '../signedInMessages';
import { afterEnd, afterFailedStart, userActionOf, labelOf } from '../nextActions';
import { useAppContext } from '../../appContext';
import { MessageBar } from '../../components/MessageBar';

/** Card of a session that the service ended. */
export function LostCard({ state }: { readonly state: StateOf<'lost'> }) {
  const { dispatch, messages } = useAppContext();
  const { session, reason, failure } = state;
  const { scratchGone, savedKept } = messages.errors;
  const remedy = afterEnd(reason);
  // Without the file, the user cannot check what was saved.
  const savedNote = reason === 'fileGone' ? undefined : savedKept;
  const changesNote =
    session.persistChanges === 'unknown'
      ? undefined
      : session.persistChanges
        ? savedNote
        : scratchGone;
  return (
    <Card statusText={messages.card.ended} icon="ended" intent="ended" session={session}>
      <MessageBar {...signedInMessages(messages).ends[reason]} more={changesNote} failure={failure}>
        {remedy !== undefined && (
          <Button appearance="primary" onClick={() => dispatch(userActionOf[remedy])}>
            {labelOf(remedy, messages)}
          </Button>
        )}
        <Button
          appearance={remedy === undefined ? 'primary' : 'secondary'}
          onClick={() => dispatch(userActionOf.start)}
        >
          {messages.actions.start}
        </Button>
        <Button onClick={() => dispatch({ kind: 'dismissed' })}>{messages.actions.dismiss}</Button>
      </MessageBar>
    </Card>
  );
}

/** How the last session ended; shown until the user dismisses it or starts another session. */
export function EndingCard({ ending }: { readonly ending: Ending }) {
  const { clock, messages, times } = useAppContext();
  const { card, errors } = messages;
  if (ending.kind === 'failed') return <FailedStart ending={ending} />;
  if (ending.kind === 'mayBeOpen') {
    return (
      <MessageBar title={errors.mayBeOpen} sentence={errors.mayBeOpenSentence} tone="info">
        <Dismiss />
      </MessageBar>
    );
  }
  const at = times.moment(ending.at, clock.now());
  return (
    <Card statusText={card.closed} icon="closed" intent="ended" session={ending.session}>
      {ending.failure === undefined ? (
        <>
          <p>{card.closedAt(at)}</p>
          <div className="row">
            <Dismiss />
          </div>
        </>
      ) : (
        <MessageBar
          title={errors.closeFailed}
          sentence={errors.closeFailedSentence}
          failure={ending.failure}
        >
          <Dismiss />
        </MessageBar>
      )}
    </Card>
  );
}

function FailedStart({
  ending: { failure },
}: {
  readonly ending: Extract<Ending, { kind: 'failed' }>;
}) {
  const { dispatch, messages } = useAppContext();
  const { title, sentence } = errorMessageFor(failure, messages);
  const actions = afterFailedStart(failure);
  return (
    <MessageBar
      title={messages.errors.openFailed}
      sentence={messages.because(title, sentence)}
      failure={failure}
    >
      {actions.map((action) => (
        <Button key={action} onClick={() => dispatch(userActionOf[action])}>
          {labelOf(action, messages)}
        </Button>
      ))}
      <Dismiss />
    </MessageBar>
  );
}

function Dismiss() {
  const { dispatch, messages } = useAppContext();
  return (
    <Button onClick={() => dispatch({ kind: 'dismissed' })}>{messages.actions.dismiss}</Button>
  );
}
