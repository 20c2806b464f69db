import { withQuestion, cancelEffects, losesChanges } from './closing';
import type { EventOf, Context, SessionEvent, Transition } from './events';
import { signInRemedies } from './failures';
import type { SignInFailure, WorkbookProblem } from './failures';
import { beginLocating, beginRefresh } from './requests';
import { beginAccountSwitch } from './leaving';
import { silentSignInFailed, withoutAttempt } from './repeating';
import { locateResumed, resuming } from './resuming';
import { chosenOrganization, requestedOrganization, withOrganization } from './organizationChoice';
import { withNextKey, unchanged, transitionTo } from './appState';
import type { Account, AppState, ReturnTo, SignInQuestion, StateOf } from './state';

/** The pane started: signs in silently. After a reload it shows the known workbook meanwhile. */
export function started(
  appState: AppState,
  { known, record = null, choices, organizationIsFixed = false }: EventOf<'started'>,
  context: Context,
): Transition {
  if (appState.state.kind !== 'starting') return unchanged(appState);
  const next = withNextKey({ ...appState, known, choices, organizationIsFixed });
  const { requestKey } = next;
  return transitionTo(
    next,
    known === null
      ? { kind: 'starting', requestKey, since: context.now }
      : resuming(known, record, requestKey, context),
    { kind: 'signIn', requestKey, mode: 'silent', ...chosenOrganization(next) },
  );
}

/**
 * The user clicked Sign in, Switch account, Sign in to another organization, or Sign in on the open
 * session's card.
 */
export function signInRequested(appState: AppState, event: EventOf<'signInRequested'>): Transition {
  const { state } = appState;
  const next = withNextKey(appState);
  const { requestKey } = next;
  const target = requestedOrganization(appState, event);
  const mode = event.another ? 'another' : 'interactive';
  const effect = { kind: 'signIn', requestKey, mode, ...target } as const;
  switch (state.kind) {
    case 'signedOut':
      return transitionTo(
        event.organization === undefined ? next : { ...next, known: null },
        { kind: 'signingIn', requestKey, ...target },
        ...cancelEffects(state),
        effect,
      );
    case 'noWorkbook':
    case 'ready':
    case 'lost':
      return transitionTo(
        { ...next, known: null },
        { kind: 'signingIn', requestKey, returnTo: withoutAttempt(state), ...target },
        ...cancelEffects(state),
        effect,
      );
    case 'open': {
      const { signInNeeded } = state;
      if (signInNeeded?.requestKey !== undefined) return unchanged(appState);
      if (event.another || event.organization !== undefined) {
        return losesChanges(state) && state.session.origin === 'opened'
          ? withQuestion(appState, state, 'switchAccount', target.organization)
          : beginAccountSwitch(appState, state, target.organization);
      }
      if (signInNeeded === undefined) return unchanged(appState);
      return transitionTo(
        next,
        { ...state, signInNeeded: { ...signInNeeded, requestKey } },
        effect,
      );
    }
    case 'starting':
    case 'unsupported':
    case 'signingIn':
    case 'resuming':
    case 'locating':
    case 'opening':
    case 'closing':
      return unchanged(appState);
  }
}

/** Requests the permission for all files, after the user has read why. */
export function allFilesRequested(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'noWorkbook' && state.kind !== 'ready') return unchanged(appState);
  const next = withNextKey({ ...appState, known: null });
  const { requestKey } = next;
  const target = chosenOrganization(appState);
  return transitionTo(
    next,
    { kind: 'signingIn', requestKey, returnTo: withoutAttempt(state), allFiles: true, ...target },
    ...cancelEffects(state),
    { kind: 'signIn', requestKey, mode: 'allFiles', ...target },
  );
}

/** The open state whose interactive sign-in has this request key, else undefined. */
function openSigningIn(
  { state }: AppState,
  requestKey: number,
): (StateOf<'open'> & { readonly signInNeeded: SignInQuestion }) | undefined {
  if (state.kind !== 'open' || state.signInNeeded?.requestKey !== requestKey) return undefined;
  return { ...state, signInNeeded: state.signInNeeded };
}

/** A sign-in succeeded: locates the workbook, or continues with the open session. */
export function signInSucceeded(
  appState: AppState,
  { requestKey, account }: EventOf<'signedIn'>,
  context: Context,
): Transition {
  const { state } = appState;
  const isSilent = state.kind === 'starting' || state.kind === 'signedOut';
  if (isSilent && state.requestKey === requestKey) return beginLocating(appState, account);
  if (state.kind === 'resuming' && state.requestKey === requestKey) {
    return locateResumed(appState, state, account);
  }
  const { now: at } = context;
  if (state.kind === 'signingIn' && state.requestKey === requestKey) {
    const asAnother = state.returnTo !== undefined && !isSame(state.returnTo.account, account);
    const choices = withOrganization(appState.choices, state.organization);
    const isSameUser = state.returnTo?.account.id === account.id;
    const activity = isSameUser ? appState.activity : [];
    return beginLocating({ ...appState, choices, activity, signedIn: { at, asAnother } }, account);
  }
  const open = openSigningIn(appState, requestKey);
  if (open === undefined) return unchanged(appState);
  const { signInNeeded, ...signed } = open;
  const fresh = { ...appState, signedIn: { at, asAnother: account.id !== open.account.id } };
  const { appState: after, effects } =
    account.id === open.account.id
      ? beginRefresh(fresh, { ...signed, account, request: { kind: 'idle' } }, context)
      : beginLocating({ ...fresh, activity: [] }, account);
  return { appState: after, effects: [...cancelEffects(open), ...effects] };
}

/** True for the same user in the same organization: a guest is known by another account there. */
const isSame = (one: Account, other: Account): boolean =>
  one.id === other.id && one.tenantId === other.tenantId;

/**
 * A sign-in failed: returns to the screen before it, or shows the signed-out screen with the
 * reason.
 */
export function signInFailed(
  appState: AppState,
  { requestKey, failure }: EventOf<'signInFailed'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (state.kind === 'starting' || state.kind === 'resuming' || state.kind === 'signedOut') {
    return state.requestKey === requestKey
      ? silentSignInFailed(appState, state, failure, context)
      : unchanged(appState);
  }
  if (state.kind === 'signingIn' && state.requestKey === requestKey) {
    const returnState = stateAfterFailure(state, failure);
    return returnState === undefined
      ? transitionTo(appState, { kind: 'signedOut', notice: failure })
      : returnedTo(appState, returnState, context);
  }
  const open = openSigningIn(appState, requestKey);
  if (open === undefined) return unchanged(appState);
  const { failure: asked } = open.signInNeeded;
  return transitionTo(appState, { ...open, signInNeeded: { failure: asked, notice: failure } });
}

/** Cancels the interactive sign-in for an open session. The question stays. */
export function signInCancelled(appState: AppState, state: StateOf<'open'>): Transition {
  if (state.signInNeeded === undefined) return unchanged(appState);
  const { requestKey, ...signInNeeded } = state.signInNeeded;
  return transitionTo(appState, { ...state, signInNeeded });
}

/**
 * Cancels a sign-in that is not needed any more: the session was confirmed meanwhile, has ended, or
 * is left.
 */
export function withoutObsoleteSignIn(
  before: AppState,
  event: SessionEvent,
  transition: Transition,
): Transition {
  const requestKey = pendingSignIn(before);
  const isOver = event.kind === 'signedIn' || event.kind === 'signInFailed';
  if (requestKey === undefined || requestKey === pendingSignIn(transition.appState) || isOver) {
    return transition;
  }
  const isUsers = event.kind === 'cancelRequested';
  const cancel = {
    kind: 'cancelRequest',
    requestKey,
    ...(isUsers ? {} : ({ isObsolete: true } as const)),
  } as const;
  return { ...transition, effects: [cancel, ...transition.effects] };
}

const pendingSignIn = ({ state }: AppState): number | undefined =>
  state.kind === 'open' ? state.signInNeeded?.requestKey : undefined;

/** The screen before the sign-in. A session that was open there is checked: it was not followed. */
export const returnedTo = (appState: AppState, state: ReturnTo, context: Context): Transition =>
  state.kind === 'open' ? beginRefresh(appState, state, context) : transitionTo(appState, state);

/** The state to return to after a failed sign-in, if the earlier account is still signed in. */
function stateAfterFailure(
  { returnTo, allFiles }: StateOf<'signingIn'>,
  failure: SignInFailure,
): ReturnTo | undefined {
  if (returnTo !== undefined && allFiles) {
    return {
      kind: 'noWorkbook',
      account: returnTo.account,
      problem: problemOf(returnTo),
      notice: failure,
    };
  }
  return failure.reason === 'cancelled' || signInRemedies[failure.reason] === 'retry'
    ? returnTo
    : undefined;
}

function problemOf(returnState: ReturnTo): WorkbookProblem {
  if (returnState.kind === 'noWorkbook') return returnState.problem;
  const failure =
    returnState.kind === 'ready' && returnState.ending?.kind === 'failed'
      ? { failure: returnState.ending.failure }
      : {};
  return { reason: 'sharedFile', ...failure };
}
