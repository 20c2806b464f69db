import { isOwnScratchCopy } from './closing';
import { isUnclear } from './evidence';
import { estimatedExpiry } from './keepAlive';
import type { AppState, SessionState, StateOf, WorkbookSession } from './state';

// The session of another pane's record, compared with the one of this pane.

/** A state with a workbook. */
export type WithWorkbook = Extract<SessionState, { readonly workbook: unknown }>;

/**
 * The session that the pane has open, resumes, closes or recreates, or whose close is not
 * confirmed.
 */
export function sessionOf(located: WithWorkbook): WorkbookSession | undefined {
  const state = located.kind === 'resuming' ? located.shown : located;
  if (state.kind === 'open' || state.kind === 'closing') return state.session;
  if (state.kind === 'opening' && state.mode.kind === 'recreate') return state.mode.replaced;
  const ending = state.kind === 'ready' ? state.ending : undefined;
  return ending?.kind === 'closed' && ending.failure ? ending.session : undefined;
}

/** True if the session has ended here or was replaced, and was not alive later. */
export const hasEnded = ({ ends }: AppState, { id, lastActivityAt }: WorkbookSession): boolean =>
  ends.some((end) => end.id === id && !isLater(lastActivityAt, end.at));

/**
 * True if this open session of another pane is newer than what this pane shows: the other pane may
 * have recreated it. A scratch copy is not left without a question.
 */
export function isNewSession(appState: AppState, session: WorkbookSession): boolean {
  const { state } = appState;
  if (state.kind === 'open') return isLaterSession(state, session) && !isOwnScratchCopy(state);
  if (state.kind === 'opening') return isOpenedByPeer(state, session);
  return (state.kind === 'ready' || state.kind === 'lost') && !hasEnded(appState, session);
}

/** True if this is another session than the open one, and was opened since. */
const isLaterSession = ({ session }: StateOf<'open'>, { id, openedAt }: WorkbookSession): boolean =>
  id !== session.id && openedAt >= session.openedAt;

/**
 * True if another pane has opened a session since, and the scratch copy that this pane shows may
 * have timed out: it is not left without a question, but it is checked, once for each such session.
 */
export const mayBeReplaced = (
  state: SessionState,
  session: WorkbookSession,
  now: number,
): state is StateOf<'open'> =>
  state.kind === 'open' &&
  state.request.kind === 'idle' &&
  (state.request.failure?.at ?? 0) < session.openedAt &&
  isLaterSession(state, session) &&
  now >= estimatedExpiry(state.session);

/**
 * True if another pane has opened this session since this pane began to open one: the panes of a
 * workbook show one session, whatever each of them was asked for. A session that this pane replaces
 * because its end is presumed counts too once the service has confirmed it to the other pane.
 */
export function isOpenedByPeer(
  { mode, since }: StateOf<'opening'>,
  { id, openedAt, lastActivityAt }: WorkbookSession,
): boolean {
  if (mode.kind !== 'recreate') return openedAt >= since;
  const { replaced, failure } = mode;
  return (
    id !== replaced.id ||
    (isUnclear(failure.recovery) && isLater(lastActivityAt, replaced.lastActivityAt))
  );
}

/** True if `at` is later than `other` (ms) by more than the clocks of two panes differ. */
export const isLater = (at: number, other: number): boolean => at - other >= 1_000;
