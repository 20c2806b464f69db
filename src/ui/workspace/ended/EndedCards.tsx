import { Button } from '@fluentui/react-components';
import { DismissCircle20Regular, SubtractCircle20Regular } from '@fluentui/react-icons';
import type { Ending, StateOf } from '../../../session/state';
import { Card } from '../session-card/Card';
import { signedInMessages, errorMessageFor } from '../signedInMessages';
import { afterEnd, afterFailedStart, userActionOf, labelOf } from '../nextActions';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { useLayout } from '../../theme/layout';

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
    <Card
      statusText={messages.card.ended}
      icon={<DismissCircle20Regular />}
      intent="ended"
      session={session}
    >
      <Notice {...signedInMessages(messages).ends[reason]} more={changesNote} failure={failure}>
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
      </Notice>
    </Card>
  );
}

/** How the last session ended; shown until the user dismisses it or starts another session. */
export function EndingCard({ ending }: { readonly ending: Ending }) {
  const { clock, messages, times } = useAppContext();
  const layout = useLayout();
  const { card, errors } = messages;
  if (ending.kind === 'failed') return <FailedStart ending={ending} />;
  if (ending.kind === 'mayBeOpen') {
    return (
      <Notice title={errors.mayBeOpen} sentence={errors.mayBeOpenSentence} tone="info">
        <Dismiss />
      </Notice>
    );
  }
  const at = times.moment(ending.at, clock.now());
  return (
    <Card
      statusText={card.closed}
      icon={<SubtractCircle20Regular />}
      intent="ended"
      session={ending.session}
    >
      {ending.failure === undefined ? (
        <>
          <p>{card.closedAt(at)}</p>
          <div className={layout.row}>
            <Dismiss />
          </div>
        </>
      ) : (
        <Notice
          title={errors.closeFailed}
          sentence={errors.closeFailedSentence}
          failure={ending.failure}
        >
          <Dismiss />
        </Notice>
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
    <Notice
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
    </Notice>
  );
}

function Dismiss() {
  const { dispatch, messages } = useAppContext();
  return (
    <Button onClick={() => dispatch({ kind: 'dismissed' })}>{messages.actions.dismiss}</Button>
  );
}
