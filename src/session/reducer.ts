import { closeAnswered, closeCancelled, closeRequested } from './closing';
import type { Failure } from './failures';
import type { Event, EventOf, Moment, Step } from './events';
import { attached, located, lookAgain, notLocated, opened, openFailed, openingWoke, openRequested } from './opening';
import { recordChanged } from './peers';
import { keepAliveSet, lockHeld, openWoke, refreshed, refreshFailed, refreshRequested, stopAfterChosen } from './refreshing';
import { placeOf } from './beginning';
import { workbookLeft, workbookSeen } from './documentChanges';
import { leavingConfirmed, signedIn, signInCancelled, signInFailed, signInRequested, signOutRequested, started, widerAccessRequested } from './signingIn';
import { stay, to } from './appState';
import type { Snapshot } from './state';

/**
 * What follows from an event: the next snapshot, and what is asked of the world. Pure and total: an event that means
 * nothing in a state, or an answer to a request of the past, changes nothing.
 */
export function transition(snapshot: Snapshot, event: Event, moment: Moment): Step {
  switch (event.kind) {
    case 'started':
      return started(snapshot, event);
    case 'unsupported':
      return snapshot.state.kind === 'starting' ? to(snapshot, { kind: 'unsupported', reason: event.reason }) : stay(snapshot);
    case 'woke':
      return woke(snapshot, moment);
    case 'onlineChanged':
      return woke({ ...snapshot, online: event.online }, moment);
    case 'throttled':
      return throttledUntil(snapshot, event.until);
    case 'recordChanged':
      return recordChanged(snapshot, event, moment);
    case 'lockHeld':
      return lockHeld(snapshot, event, moment);
    case 'lockLost':
      return stay(snapshot.holdsLock ? { ...snapshot, holdsLock: false } : snapshot);
    case 'signInRequested':
      return signInRequested(snapshot, event);
    case 'widerAccessRequested':
      return widerAccessRequested(snapshot);
    case 'signedIn':
      return signedIn(snapshot, event, moment);
    case 'signInFailed':
      return signInFailed(snapshot, event, moment);
    case 'signOutRequested':
      return signOutRequested(snapshot);
    case 'leavingConfirmed':
      return leavingConfirmed(snapshot);
    case 'located':
      return located(snapshot, event, moment);
    case 'notLocated':
      return notLocated(heeding(snapshot, event.problem.failure), event, moment);
    case 'workbookSeen':
      return workbookSeen(snapshot, event);
    case 'workbookLeft':
      return workbookLeft(snapshot, event);
    case 'checkAgainRequested':
      return lookAgain(snapshot, null);
    case 'linkGiven':
      return lookAgain(snapshot, event.link);
    case 'givenUp':
      return givenUp(snapshot, moment);
    default:
      return sessionStep(snapshot, event, moment);
  }
}

type SessionEvent = EventOf<
  | 'startRequested' | 'attachRequested' | 'opened' | 'openFailed' | 'refreshRequested' | 'refreshed' | 'refreshFailed'
  | 'keepAliveSet' | 'stopAfterChosen' | 'persistChangesChosen' | 'closeRequested' | 'closed' | 'closeFailed' | 'dismissed'
>;

function sessionStep(snapshot: Snapshot, event: SessionEvent, moment: Moment): Step {
  const { choices, state } = snapshot;
  switch (event.kind) {
    case 'startRequested':
      return openRequested(snapshot, { kind: 'start', persistChanges: choices.persistChanges }, moment);
    case 'attachRequested':
      return openRequested(snapshot, { kind: 'attach', sessionId: event.sessionId }, moment);
    case 'opened':
      return opened(snapshot, event, moment);
    case 'openFailed':
      return openFailed(heeding(snapshot, event.failure), event.run, event.failure, moment);
    case 'refreshRequested':
      return refreshRequested(snapshot, moment);
    case 'refreshed':
      return state.kind === 'opening' ? attached(snapshot, event, moment) : refreshed(snapshot, event, moment);
    case 'refreshFailed':
      return state.kind === 'opening'
        ? openFailed(heeding(snapshot, event.failure), event.run, event.failure, moment)
        : refreshFailed(heeding(snapshot, event.failure), event, moment);
    case 'keepAliveSet':
      return keepAliveSet(snapshot, event, moment);
    case 'stopAfterChosen':
      return stopAfterChosen(snapshot, event, moment);
    case 'persistChangesChosen':
      return stay({ ...snapshot, choices: { ...choices, persistChanges: event.persistChanges } });
    case 'closeRequested':
      return closeRequested(snapshot);
    case 'closed':
      return closeAnswered(snapshot, event.run, undefined, moment);
    case 'closeFailed':
      return closeAnswered(heeding(snapshot, event.failure), event.run, event.failure, moment);
    case 'dismissed':
      return state.kind === 'ready' || state.kind === 'lost' ? to(snapshot, { kind: 'ready', ...placeOf(state) }) : stay(snapshot);
  }
}

/** The snapshot with the service's Retry-After; what the sign-in service asked for concerns Graph's requests not. */
function heeding(snapshot: Snapshot, failure: Failure | undefined): Snapshot {
  if (failure?.notBefore === undefined || failure.signIn !== undefined) return snapshot;
  return throttledUntil(snapshot, failure.notBefore).snapshot;
}

const throttledUntil = (snapshot: Snapshot, until: number): Step =>
  stay(until > snapshot.throttledUntil ? { ...snapshot, throttledUntil: until } : snapshot);

function woke(snapshot: Snapshot, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind === 'open') return openWoke(snapshot, state, moment);
  return state.kind === 'opening' ? openingWoke(snapshot, state, moment) : stay(snapshot);
}

/** The user waits no longer, or takes back what was asked; a session that comes too late is closed when it comes. */
function givenUp(snapshot: Snapshot, moment: Moment): Step {
  const { state } = snapshot;
  switch (state.kind) {
    case 'signingIn':
      return to(snapshot, state.back ?? { kind: 'signedOut' }, { kind: 'giveUp', run: state.run });
    case 'locating':
      return to(
        snapshot,
        { kind: 'noWorkbook', account: state.account, problem: { reason: 'cancelled' } },
        { kind: 'giveUp', run: state.run },
      );
    case 'opening':
      return to(snapshot, { kind: 'ready', ...placeOf(state) }, { kind: 'giveUp', run: state.run });
    case 'closing':
      return closeCancelled(snapshot, state, moment);
    case 'open': {
      const { question, ...open } = state;
      return question === undefined ? signInCancelled(snapshot, state, moment) : to(snapshot, open);
    }
    default:
      return stay(snapshot);
  }
}
