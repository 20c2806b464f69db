import type { AppState, SessionState, StateOf } from '../../session/state';
import type { Messages } from '../../locales/index';

/**
 * The announcement for a state change, for users who do not see the pane; undefined when there is
 * none. Errors are alerts and announce themselves. Refreshes of keep-alive are not announced.
 */
export function announcementOf(
  before: AppState,
  after: AppState,
  messages: Messages,
): string | undefined {
  const { state: from } = before;
  const { state: to } = after;
  const stopped =
    from.kind === 'open' && to.kind === 'open'
      ? keepAliveAnnouncement(from, to, messages)
      : undefined;
  if (stopped !== undefined) return stopped;
  // Also behind a sign-in, and where only another pane could confirm it.
  if (isClosed(to) && !isClosed(from)) return messages.announced.closed;
  const hasSignedIn = after.signedIn !== undefined && after.signedIn !== before.signedIn;
  if (hasSignedIn && from.kind === 'open' && to.kind === 'open') {
    return messages.account.signedInAs(to.account.name);
  }
  const changed = from.kind === to.kind ? undefined : stateAnnouncement(from, to, messages);
  const isOnline = !before.online && after.online;
  return changed ?? (isOnline ? messages.announced.online : undefined);
}

/** The announcement when keep-alive stops by itself. */
function keepAliveAnnouncement(
  { keepAlive: from }: StateOf<'open'>,
  { keepAlive: to }: StateOf<'open'>,
  { announced }: Messages,
): string | undefined {
  if (from.kind === 'off' || to.kind === 'on' || to.stopped === undefined) return undefined;
  return to.stopped === 'timeIsUp' ? announced.stoppedByTime : announced.stoppedByRefusal;
}

/** True if the screen, or the one behind a sign-in, tells that the session is closed. */
function isClosed(state: SessionState): boolean {
  const shown = state.kind === 'signingIn' ? state.returnTo : state;
  const ending = shown.kind === 'ready' ? shown.ending : undefined;
  return ending?.kind === 'closed' && ending.failure === undefined;
}

function stateAnnouncement(
  from: SessionState,
  to: SessionState,
  messages: Messages,
): string | undefined {
  const { account, announced, wait } = messages;
  switch (to.kind) {
    case 'signingIn':
      return wait.signingIn;
    case 'locating':
      // An open session is left for another account only.
      return ['resuming', 'starting', 'signedOut', 'signingIn', 'open'].includes(from.kind)
        ? account.signedInAs(to.account.name)
        : wait.locating;
    case 'ready':
      return ['locating', 'resuming', 'noWorkbook'].includes(from.kind)
        ? announced.found(to.workbook.name)
        : undefined;
    case 'opening':
      return {
        start: announced.starting,
        attach: announced.attaching,
        recreate: announced.recreating,
      }[to.mode.kind];
    case 'open':
      if (from.kind === 'ready' || from.kind === 'lost') {
        return to.unverifiedAfterMs === undefined && !to.overtook ? announced.otherPane : undefined;
      }
      if (
        from.kind === 'locating' ||
        from.kind === 'noWorkbook' ||
        (from.kind === 'resuming' && from.shown.kind === 'ready' && !to.overtook)
      ) {
        return announced.foundWithSession(to.workbook.name);
      }
      if (from.kind !== 'opening') return undefined;
      // A message bar, which is an alert, reports a session that was replaced, or not asked for.
      if (from.mode.kind === 'recreate' || to.overtook) return undefined;
      return to.isShared ? announced.otherPane : announced[to.session.origin];
    case 'signedOut':
      return to.notice === 'signedOut' ? messages.welcome.signedOut : undefined;
    case 'starting':
    case 'resuming':
    case 'unsupported':
    case 'noWorkbook':
    case 'lost':
    case 'closing':
      return undefined;
  }
}
