import { isOwnScratchCopy } from './closing';
import { isUnclear } from './evidence';
import { estimatedExpiry } from './keepAlive';
import type { AppState, SessionState, StateOf, WorkbookSession } from './state';
import type { SessionRecord } from './stored';

// The session of another pane's record, compared with the one of this pane.

/** A record with a session. */
export type OpenRecord = SessionRecord & { readonly session: WorkbookSession };

/** A state with a workbook. */
export type WithWorkbook = Extract<SessionState, { readonly workbook: unknown }>;

/** The session that the pane has open, resumes, closes or recreates. */
export function sessionOf(located: WithWorkbook): WorkbookSession | undefined {
  const state = located.kind === 'resuming' ? located.shown : located;
  if (state.kind === 'open' || state.kind === 'closing') return state.session;
  return state.kind === 'opening' && state.mode.kind === 'recreate'
    ? state.mode.replaced
    : undefined;
}

/**
 * True if the service has confirmed the session to the other pane since this one presumed its end
 * and began to replace it.
 */
export const isConfirmed = (
  { mode }: StateOf<'opening'>,
  { phase, session }: OpenRecord,
): boolean =>
  phase === 'open' &&
  mode.kind === 'recreate' &&
  isUnclear(mode.failure.recovery) &&
  session.id === mode.replaced.id &&
  isLater(session.lastActivityAt, mode.replaced.lastActivityAt);

/** True if the session has ended here or was replaced, and was not alive later. */
export const hasEnded = (
  { ends }: Pick<AppState, 'ends'>,
  { id, lastActivityAt }: WorkbookSession,
): boolean => ends.some((end) => end.id === id && !isLater(lastActivityAt, end.at));

/** True if the session of the record is newer than what this pane shows. */
export function isNewSession(appState: AppState, record: SessionRecord): boolean {
  if (record.session === null) return false;
  const { state } = appState;
  const { openedAt } = record.session;
  switch (state.kind) {
    case 'open':
      // The other pane recreated the session. A scratch copy is not left without a question.
      return openedAt >= state.session.openedAt && !isOwnScratchCopy(state);
    case 'ready':
    case 'lost':
      return !hasEnded(appState, record.session);
    case 'opening':
      // Both panes were opening a session: the one that was opened first is shown.
      return isOpenedByPeer(state, record);
    default:
      return false;
  }
}

/**
 * True if another pane has opened a session since, and the scratch copy that this pane shows may
 * have timed out: it is not left without a question, but it is checked.
 */
export function mayBeReplaced(
  state: SessionState,
  { session }: OpenRecord,
  now: number,
): state is StateOf<'open'> {
  return (
    state.kind === 'open' &&
    isOwnScratchCopy(state) &&
    state.request.kind === 'idle' &&
    state.request.failure === undefined &&
    session.openedAt >= state.session.openedAt &&
    now >= estimatedExpiry(state.session)
  );
}

/**
 * True if another pane has opened a session since this pane began to open one: the panes of a
 * workbook show one session, whatever each of them was asked for.
 */
export function isOpenedByPeer(
  { mode, since }: StateOf<'opening'>,
  { phase, session }: SessionRecord,
): boolean {
  if (phase !== 'open' || session === null) return false;
  return mode.kind === 'recreate' ? session.id !== mode.replaced.id : session.openedAt >= since;
}

/** True if `at` is later than `other` (ms) by more than the clocks of two panes differ. */
export const isLater = (at: number, other: number): boolean => at - other >= 1_000;
