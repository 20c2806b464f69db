import { cancelEffects, closeEffect } from './closing';
import type { EventOf, Context, Transition } from './events';
import { isRecordOf, withoutClockSkew, withShared } from './records';
import { beginRefresh, targetOf } from './requests';
import { unchanged, transitionTo, withNextKey } from './appState';
import { isNewSession, mayBeReplaced, sessionOf } from './peerSessions';
import type { AppState } from './state';
import { resumed, updateShown } from './sharedSession';
import { withLeft, withoutAwaited, withoutUnconfirmed } from './unconfirmed';

/**
 * Another pane of the same user stored its record: this pane shows the same session. If the session
 * was closed there, it is closed here; if it ended there, this pane checks it.
 */
export function recordChanged(
  before: AppState,
  { record, unsentKey }: EventOf<'recordChanged'>,
  context: Context,
): Transition {
  const answered = withoutAwaited(before, unsentKey);
  const appState =
    record.phase === 'closed' ? withoutUnconfirmed(answered, record.session?.id) : answered;
  const { state } = appState;
  const { session, ...others } = withoutClockSkew(record, context.now);
  if (session === null || !('workbook' in state) || !isRecordOf(record, state)) {
    return unchanged(appState);
  }
  const known = { ...others, session };
  const shown = sessionOf(state);
  const isOpen = known.phase === 'open';
  if (!isOpen || !isNewSession(appState, session)) {
    if (shown?.id === session.id) return updateShown(appState, state, known, context);
    return isOpen && mayBeReplaced(state, session, context.now)
      ? beginRefresh(appState, state, context)
      : unchanged(appState);
  }
  // The requests of this pane are cancelled. A session that it was opening is closed when its
  // response arrives, unless the request was not sent. One that it has opened is closed now, unless
  // the service has done so.
  const left = withoutAwaited(withLeft(appState, state), unsentKey);
  const next = withNextKey(withShared(left, known));
  return transitionTo(
    next,
    resumed(targetOf(state), session, known.keepAlive, context),
    ...cancelEffects(state),
    ...(state.kind === 'open' && state.session.origin === 'opened'
      ? [closeEffect(next.requestKey, state.workbook, state.session.id)]
      : []),
  );
}
