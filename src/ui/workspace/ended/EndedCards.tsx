import { Button } from '@fluentui/react-components';
import { DismissCircle20Regular, SubtractCircle20Regular } from '@fluentui/react-icons';
import type { AppState, Ending, StateOf } from '../../../session/state';
import { ActionButtons } from '../ActionButtons';
import { Card } from '../session-card/Card';
import { signedInMessages, errorMessageFor } from '../signedInMessages';
import { labelOf, userActionOf } from '../../nextAction';
import { afterEnd, afterFailedStart, untriedFirst } from '../nextActions';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { useLayout } from '../../theme/layout';

/** The remedy that the user has just tried. */
interface Tried {
  readonly signedIn: AppState['signedIn'];
}

/** Card of a session that the service ended. */
export function LostCard({ state, signedIn }: { readonly state: StateOf<'lost'> } & Tried) {
  const { dispatch, messages } = useAppContext();
  const { session, reason, failure } = state;
  const { scratchGone, savedKept } = signedInMessages(messages).changes;
  const remedy = afterEnd(reason);
  const actions = untriedFirst(remedy === undefined ? ['start'] : [remedy, 'start'], signedIn);
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
        <ActionButtons actions={actions} startLabel={messages.actions.start} />
        <Button onClick={() => dispatch({ kind: 'dismissed' })}>{messages.actions.dismiss}</Button>
      </Notice>
    </Card>
  );
}

/** How the last session ended; shown until the user dismisses it or starts another session. */
export function EndingCard({ ending, signedIn }: { readonly ending: Ending } & Tried) {
  const { clock, messages, times } = useAppContext();
  const layout = useLayout();
  const { card } = messages;
  const { endings } = signedInMessages(messages);
  if (ending.kind === 'failed') return <FailedStart ending={ending} signedIn={signedIn} />;
  if (ending.kind === 'mayBeOpen') {
    return (
      <Notice {...endings.mayBeOpen} tone="info">
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
        <Notice {...endings.closeFailed} failure={ending.failure}>
          <Dismiss />
        </Notice>
      )}
    </Card>
  );
}

function FailedStart({
  ending: { failure },
  signedIn,
}: {
  readonly ending: Extract<Ending, { kind: 'failed' }>;
} & Tried) {
  const { dispatch, messages } = useAppContext();
  const { title, sentence } = errorMessageFor(failure, messages);
  const actions = untriedFirst(afterFailedStart(failure), signedIn);
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
