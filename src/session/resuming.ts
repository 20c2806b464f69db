import { mergeActivity } from './activity';
import { transitionTo, unchanged } from './appState';
import { beginClosing } from './closing';
import type { Context, SessionEvent, Transition } from './events';
import { resumed } from './peers';
import { absenceMs, isStale, sameItem, withoutClockSkew } from './records';
import { beginLocating, isSameAccount, type Target } from './requests';
import type { Account, AppState, StateOf } from './state';
import type { KnownWorkbook, SessionRecord } from './stored';
import { withLeft } from './unconfirmed';
import type { UserAction } from './userAction';

type Resuming = StateOf<'resuming'>;
type Reduce = (appState: AppState, event: UserAction, context: Context) => Transition;

/**
 * What becomes of a click while the pane resumes. A setting is shown at once, and carried out with
 * the rest once the workbook is located. What leaves the session does not depend on that. The
 * refresh and the check are on their way.
 */
const treatments: Readonly<Record<UserAction['kind'], 'shown' | 'held' | 'leaves' | 'ignored'>> = {
  keepAliveSet: 'shown',
  stopAfterChosen: 'shown',
  keepAliveExtended: 'shown',
  persistChangesChosen: 'shown',
  startRequested: 'held',
  attachRequested: 'held',
  closeRequested: 'leaves',
  signInRequested: 'leaves',
  signOutRequested: 'leaves',
  refreshRequested: 'ignored',
  checkAgainRequested: 'ignored',
  cancelRequested: 'ignored',
  linkGiven: 'ignored',
  allFilesRequested: 'ignored',
  leavingConfirmed: 'ignored',
  dismissed: 'shown',
  unconfirmedDismissed: 'ignored',
};

/** True for an action of the user, as opposed to a result or a change in the environment. */
export const isUserAction = (event: SessionEvent): event is UserAction => event.kind in treatments;

/** The state after a reload: the known workbook, and the session of its record as unverified. */
export function resuming(
  { account, workbook }: KnownWorkbook,
  record: SessionRecord | null,
  requestKey: number,
  context: Context,
): Resuming {
  const target = { account, workbook };
  const shown = record === null ? undefined : unverified(target, record, requestKey, context);
  return {
    kind: 'resuming',
    requestKey,
    since: context.now,
    ...target,
    actions: [],
    shown: shown ?? { kind: 'ready', ...target },
    activity: shown && record ? withoutClockSkew(record, context.now).activity : [],
  };
}

/** The session of the record as it is checked or closed, if it may be open. */
function unverified(
  target: Target,
  record: SessionRecord,
  requestKey: number,
  context: Context,
): StateOf<'open' | 'closing'> | undefined {
  const { session, keepAlive, phase } = withoutClockSkew(record, context.now);
  if (session === null || isStale(record, context.now)) return undefined;
  if (phase === 'closing') return { kind: 'closing', ...target, session, requestKey };
  if (phase !== 'open') return undefined;
  return {
    ...resumed(target, session, keepAlive, context),
    request: { kind: 'refreshing', requestKey, sentAt: context.now, attempt: 1 },
    unverifiedAfterMs: absenceMs(record, context.now),
  };
}

/** The user is signed in: locates the workbook, which stays on the screen for the same account. */
export function locateResumed(appState: AppState, state: Resuming, account: Account): Transition {
  if (!isSameAccount(account, state.account)) {
    return beginLocating(withLeft(appState, state), account);
  }
  const { appState: next, effects } = beginLocating(appState, account);
  const shown = { ...state.shown, account };
  const signedIn = { account, shown, requestKey: next.requestKey, isSignedIn: true } as const;
  return transitionTo(next, { ...state, ...signedIn, failed: 0 }, ...effects);
}

/** Holds the action until the workbook is located; shows a setting at once. */
export function actionWhileResuming(
  appState: AppState,
  state: Resuming,
  action: UserAction,
  reduce: Reduce,
  context: Context,
): Transition {
  const treatment = treatments[action.kind];
  if (treatment === 'ignored') return unchanged(appState);
  const next = { ...state, actions: [...state.actions, action] };
  if (treatment !== 'shown') return transitionTo(appState, next);
  const { choices, state: shown } = reduce(
    { ...appState, state: state.shown },
    action,
    context,
  ).appState;
  return transitionTo(
    { ...appState, choices },
    shown.kind === 'open' || shown.kind === 'ready' ? { ...next, shown } : next,
  );
}

const isSignOut = ({ kind }: UserAction): boolean => kind === 'signOutRequested';
const isLeaving = ({ kind }: UserAction): boolean => treatments[kind] === 'leaves';

/**
 * Carries out the held actions after a transition that located the same workbook: the user clicked
 * on what was shown. If no workbook is located, the user still leaves what was shown. Signing out
 * leaves it, or the account that signed in instead, as soon as the user is signed in.
 */
export function withHeldActions(
  before: AppState,
  transition: Transition,
  reduce: Reduce,
  context: Context,
): Transition {
  const { state: after } = transition.appState;
  const isWaiting = after.kind === 'resuming';
  const state = isWaiting ? after : before.state;
  if (state.kind !== 'resuming') return transition;
  const { shown } = state;
  if (isWaiting && !(state.isSignedIn && state.actions.some(isSignOut))) return transition;
  const isSame = !isWaiting && 'workbook' in after && sameItem(state.workbook, after.workbook);
  const isOther = 'account' in after && !isSameAccount(after.account, state.account);
  const isNone = after.kind === 'noWorkbook';
  const actions = isSame ? state.actions : state.actions.filter(isNone ? isLeaving : isSignOut);
  if (actions.length === 0) return transition;
  // Else the actions begin at what was shown, not at the outcome of the start.
  const isFollowed = isSame || isOther;
  // A session that is not left is checked.
  const carriedOut = isFollowed
    ? actions
    : [...actions, { kind: 'refreshRequested', isCheck: true } as const];
  // A sign-out closes what is shown, a close that is repeated too.
  const begun =
    isWaiting && shown.kind === 'closing'
      ? beginClosing(transition.appState, shown)
      : asShown(transition.appState, state);
  const start = isFollowed ? transition : begun;
  const { appState, effects } = carriedOut.reduce((last, action) => {
    const next = reduce(last.appState, action, context);
    return { ...next, effects: [...last.effects, ...next.effects] };
  }, start);
  const lookUp = { kind: 'cancelRequest', requestKey: state.requestKey } as const;
  // What the start has just found was not on the screen: the click did not answer it.
  const { unconfirmed = before.unconfirmed ? undefined : start.appState.unconfirmed } = appState;
  return {
    appState: { ...appState, unconfirmed },
    effects: isWaiting ? [lookUp, ...effects] : effects,
  };
}

/** The state that is on the screen, as a state of its own. A close is not under way any more. */
export function asShown(
  appState: AppState,
  { shown, activity }: Resuming,
  workbook = shown.workbook,
): Transition {
  const next = { ...appState, activity: mergeActivity(appState.activity, activity) };
  const { account } = shown;
  if (shown.kind === 'closing') return transitionTo(next, { kind: 'ready', account, workbook });
  return transitionTo(
    next,
    shown.kind === 'open'
      ? { ...shown, workbook, request: { kind: 'idle' } }
      : { ...shown, workbook },
  );
}
