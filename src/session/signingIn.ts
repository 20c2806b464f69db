import { cancelEffects } from './closing';
import type { EventOf, Context, Transition } from './events';
import { signInRemedies } from './failures';
import { beginLocating, beginRefresh, isSameAccount, linkOf, returnTo } from './requests';
import { leave } from './leaving';
import { silentSignInFailed } from './repeating';
import { locateResumed, resuming } from './resuming';
import { chosenOrganization, requestedOrganization, withOrganization } from './organizationChoice';
import { beginSignIn, pendingSignIn, signInCancelled } from './interactiveSignIn';
import { withNextKey, unchanged, transitionTo } from './appState';
import type { AppState } from './state';
import { withLeft } from './unconfirmed';

/** The pane started: signs in silently. After a reload it shows the known workbook meanwhile. */
export function started(
  appState: AppState,
  { known, record = null, choices, organizationIsFixed = false }: EventOf<'started'>,
  context: Context,
): Transition {
  if (appState.state.kind !== 'starting') return unchanged(appState);
  const { now: startedAt } = context;
  const next = withNextKey({ ...appState, startedAt, known, choices, organizationIsFixed });
  const { requestKey } = next;
  return transitionTo(
    next,
    known === null
      ? { kind: 'starting', requestKey, since: startedAt }
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
  const target = requestedOrganization(appState, event);
  const mode = event.another ? 'another' : 'interactive';
  switch (state.kind) {
    case 'signedOut': {
      const { notice, ...waiting } = state;
      const before = event.organization === undefined ? appState : { ...appState, known: null };
      return beginSignIn(before, notice === 'signedOut' ? state : waiting, mode, target);
    }
    case 'noWorkbook':
    case 'ready':
    case 'lost':
      return beginSignIn({ ...appState, known: null }, state, mode, target);
    case 'open': {
      const { signInNeeded } = state;
      if (pendingSignIn(state) !== undefined) return unchanged(appState);
      if (event.another || event.organization !== undefined) {
        return leave(appState, state, 'switchAccount', target.organization);
      }
      if (signInNeeded === undefined) return unchanged(appState);
      const next = withNextKey(appState);
      const { requestKey } = next;
      return transitionTo(
        next,
        { ...state, signInNeeded: { ...signInNeeded, requestKey } },
        { kind: 'signIn', requestKey, mode: 'again', ...target },
      );
    }
    case 'closing':
      // The session is left for another account, and the sign-in before has failed.
      return state.isLeft ? beginSignIn(appState, state, mode, target) : unchanged(appState);
    case 'starting':
    case 'unsupported':
    case 'signingIn':
    case 'resuming':
    case 'locating':
    case 'opening':
      return unchanged(appState);
  }
}

/** Requests the permission for all files, after the user has read why. */
export function allFilesRequested(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'noWorkbook' && state.kind !== 'ready' && state.kind !== 'lost') {
    return unchanged(appState);
  }
  const target = chosenOrganization(appState);
  return beginSignIn({ ...appState, known: null }, state, 'allFiles', target);
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
    const { returnTo: before } = state;
    const accountBefore = before.kind === 'signedOut' ? undefined : before.account;
    const asAnother = accountBefore !== undefined && !isSameAccount(accountBefore, account);
    const signedIn = { at, asAnother };
    // Until the session that was to be left is closed, its record still tells that it is open.
    if (before.kind === 'closing' && !asAnother) {
      return transitionTo({ ...appState, signedIn }, { ...before, account });
    }
    const choices = withOrganization(appState.choices, state.organization);
    const activity = accountBefore?.id === account.id ? appState.activity : [];
    const left = withLeft(appState, before);
    const fresh = { ...left, startedAt: 0, choices, activity, signedIn, allFilesRefused: false };
    return beginLocating(fresh, account, linkOf({ ...appState, state: before }));
  }
  if (state.kind !== 'open' || pendingSignIn(state) !== requestKey) return unchanged(appState);
  const { signInNeeded, switching, ...open } = state;
  const asAnother = !isSameAccount(open.account, account);
  const choices = withOrganization(
    appState.choices,
    switching === undefined ? appState.choices.organization : switching.organization,
  );
  const activity = open.account.id === account.id ? appState.activity : [];
  const signedIn = { at, asAnother };
  const fresh = { ...appState, choices, activity, signedIn, allFilesRefused: false };
  const { appState: after, effects } = asAnother
    ? beginLocating(fresh, account, linkOf(appState))
    : beginRefresh(fresh, { ...open, account, request: { kind: 'idle' } }, context);
  return { appState: after, effects: [...cancelEffects(state), ...effects] };
}

/**
 * A sign-in failed: returns to what was there before it, with the reason. Without an account that
 * is still signed in, the signed-out screen shows the reason.
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
  const noticed = { ...appState, signInNotice: failure };
  if (state.kind === 'signingIn' && state.requestKey === requestKey) {
    const { returnTo: before } = state;
    if (before.kind === 'signedOut') {
      const isUsers = signInRemedies[failure.reason] === 'user';
      return transitionTo(appState, {
        ...(isUsers ? { kind: 'signedOut' } : before),
        notice: failure,
      });
    }
    const isRefused = state.isForAllFiles && signInRemedies[failure.reason] === 'user';
    return returnTo(isRefused ? { ...noticed, allFilesRefused: true } : noticed, before);
  }
  return state.kind === 'open' && pendingSignIn(state) === requestKey
    ? signInCancelled(noticed, state)
    : unchanged(appState);
}
