import { cancelRequested } from './cancelling';
import { closeAnswered, closeRepeated } from './closing';
import type { SessionEvent, EventOf, Context, Transition } from './events';
import { attached, opened, openFailed, openingWoke, openRequested } from './opening';
import { located, locateAgain, notLocated, openDiverted, recordFound } from './locating';
import { recordChanged } from './peers';
import { refreshFailed } from './refreshFailed';
import {
  keepAliveExtended,
  keepAliveSet,
  lockHeld,
  openWoke,
  refreshed,
  refreshClicked,
  refreshRequested,
  stopAfterChosen,
} from './refreshing';
import { repeatOnline, repeatWoke, withoutLookUp } from './repeating';
import { actionWhileResuming, isUserAction, withHeldActions } from './resuming';
import { dismissed, documentChanged, followExcel } from './documentChanges';
import { closeRequested, leavingConfirmed, signOutRequested } from './leaving';
import { organizationSuggested } from './organizationChoice';
import {
  signInSucceeded,
  signInFailed,
  signInRequested,
  started,
  allFilesRequested,
} from './signingIn';
import { withoutObsoleteSignIn } from './interactiveSignIn';
import { transitionTo, unchanged, withRetryAfter, withThrottle } from './appState';
import type { AppState } from './state';
import { withOvertaken } from './overtaken';
import { withoutShown } from './unconfirmed';

/**
 * The reducer: returns the next app state and its effects. Pure and total. An event that does not
 * apply to the state, or the result of an earlier request, changes nothing. Only what a cancelled
 * opening has opened, or may have, is closed or shown.
 */
export function reducer(before: AppState, event: SessionEvent, context: Context): Transition {
  const { signInNotice, ...withoutNotice } = before;
  const appState = signInNotice !== undefined && isUserAction(event) ? withoutNotice : before;
  const transition = withOvertaken(appState, event, reduceEvent(appState, event, context));
  const { appState: after, effects } = followExcel(
    withoutObsoleteSignIn(appState, event, transition),
  );
  return { appState: withoutShown(after), effects };
}

function reduceEvent(appState: AppState, event: SessionEvent, context: Context): Transition {
  if (appState.state.kind === 'resuming' && isUserAction(event)) {
    const held = actionWhileResuming(appState, appState.state, event, reducer, context);
    return withHeldActions(appState, held, reducer, context);
  }
  switch (event.kind) {
    case 'started':
      return started(appState, event, context);
    case 'unsupported':
      return appState.state.kind === 'starting' || appState.state.kind === 'resuming'
        ? transitionTo(appState, { kind: 'unsupported', reason: event.reason })
        : unchanged(appState);
    case 'woke':
      return woke(appState, context);
    case 'onlineChanged':
      return woke(
        event.online
          ? repeatOnline({ ...appState, online: true }, context)
          : { ...appState, online: false },
        context,
      );
    case 'throttled':
      return unchanged(withThrottle(appState, event.until));
    case 'organizationSuggested':
      return organizationSuggested(appState, event);
    case 'recordChanged':
      return recordChanged(appState, event, context);
    case 'lockHeld':
      return lockHeld(appState, event, context);
    case 'lockLost':
      return unchanged(appState.holdsLock ? { ...appState, holdsLock: false } : appState);
    case 'signInRequested': {
      const left = withoutLookUp(appState);
      const { appState: next, effects } = signInRequested(left.appState, event);
      return { appState: next, effects: [...left.effects, ...effects] };
    }
    case 'allFilesRequested':
      return allFilesRequested(appState);
    case 'signedIn':
      return withHeldActions(appState, signInSucceeded(appState, event, context), reducer, context);
    case 'signInFailed':
      return withHeldActions(appState, signInFailed(appState, event, context), reducer, context);
    case 'signOutRequested':
      return signOutRequested(appState);
    case 'leavingConfirmed':
      return leavingConfirmed(appState);
    case 'located':
      return withHeldActions(
        appState,
        followExcel(located(appState, event, context)),
        reducer,
        context,
      );
    case 'recordFound':
      return recordFound(appState, event, context);
    case 'notLocated':
      return withHeldActions(
        appState,
        notLocated(withRetryAfter(appState, event.problem.failure), event, context),
        reducer,
        context,
      );
    case 'documentChanged':
      return documentChanged(appState, event);
    case 'checkAgainRequested':
      return locateAgain(appState);
    case 'linkGiven':
      return locateAgain(appState, event.link);
    case 'cancelRequested':
      return cancelRequested(appState, context);
    default:
      return reduceRequest(appState, event, context);
  }
}

type RequestEvent = EventOf<
  | 'startRequested'
  | 'attachRequested'
  | 'opened'
  | 'openFailed'
  | 'openDiverted'
  | 'refreshRequested'
  | 'refreshed'
  | 'refreshFailed'
  | 'keepAliveSet'
  | 'stopAfterChosen'
  | 'keepAliveExtended'
  | 'persistChangesChosen'
  | 'closeRequested'
  | 'closed'
  | 'closeFailed'
  | 'closeRepeated'
  | 'dismissed'
  | 'unconfirmedDismissed'
>;

function reduceRequest(appState: AppState, event: RequestEvent, context: Context): Transition {
  const { choices, state } = appState;
  switch (event.kind) {
    case 'startRequested':
      return openRequested(
        appState,
        { kind: 'start', persistChanges: choices.persistChanges },
        context,
      );
    case 'attachRequested':
      return openRequested(appState, { kind: 'attach', sessionId: event.sessionId }, context);
    case 'opened':
      return opened(appState, event, context);
    case 'openDiverted':
      return openDiverted(appState, event, context);
    case 'refreshRequested':
      return event.isCheck
        ? refreshRequested(appState, context)
        : refreshClicked(appState, context);
    case 'refreshed':
      return state.kind === 'opening'
        ? attached(appState, event, context)
        : refreshed(appState, event, context);
    case 'openFailed':
    case 'refreshFailed': {
      const next = withRetryAfter(appState, event.failure);
      return event.kind === 'openFailed' || state.kind === 'opening'
        ? openFailed(next, event, context)
        : refreshFailed(next, event, context);
    }
    case 'keepAliveSet':
      return keepAliveSet(appState, event, context);
    case 'stopAfterChosen':
      return stopAfterChosen(appState, event, context);
    case 'keepAliveExtended':
      return keepAliveExtended(appState, context);
    case 'persistChangesChosen':
      return unchanged({
        ...appState,
        choices: { ...choices, persistChanges: event.persistChanges },
      });
    case 'closeRequested':
      return closeRequested(appState);
    case 'closed':
      return closeAnswered(appState, event, context);
    case 'closeFailed':
      return closeAnswered(withRetryAfter(appState, event.failure), event, context);
    case 'closeRepeated':
      return closeRepeated(appState, event);
    case 'dismissed':
      return dismissed(appState);
    case 'unconfirmedDismissed':
      return unchanged({ ...appState, unconfirmed: undefined });
  }
}

function woke(appState: AppState, context: Context): Transition {
  const { state } = appState;
  if (state.kind === 'open') return openWoke(appState, state, context);
  if (state.kind === 'opening') return openingWoke(appState, state, context);
  return 'repeatAt' in state ? repeatWoke(appState, state, context) : unchanged(appState);
}
