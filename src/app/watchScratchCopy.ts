import { showsEndMs } from '../session/keepAlive';
import { keepsTrying } from '../session/repeating';
import type { Clock } from '../session/services';
import type { AppState, KeepAlive } from '../session/state';
import type { Store } from '../session/store';

/**
 * Calls back when the user may lose the changes of a scratch copy that keep-alive is on for: once
 * the service has ended it, once the user has to sign in, also after a reload, or a refresh is
 * refused, and once shortly before keep-alive stops.
 */
export function watchScratchCopy(
  store: Pick<Store, 'getState' | 'subscribe'>,
  clock: Clock,
  callback: () => void,
): void {
  let kept: KeptScratchCopy | undefined;
  let danger: Danger | undefined;
  let cancel = (): void => undefined;
  const update = (): void => {
    const appState = store.getState();
    const before = kept;
    kept = isStartRepeated(appState) ? before : keptScratchCopy(appState);
    const earlier = danger;
    danger = dangerIn(appState);
    if (before !== undefined && danger !== undefined && danger !== earlier) callback();
    const until = kept?.until ?? null;
    if (until === (before?.until ?? null)) return;
    cancel();
    cancel =
      until === null
        ? () => undefined
        : clock.wake(Math.max(clock.now(), until - showsEndMs), callback);
  };
  update();
  store.subscribe(update);
}

/** Why keep-alive no longer keeps the session, unless its time is up. */
type Danger = 'ended' | 'signIn' | 'refused';

function dangerIn({ state }: AppState): Danger | undefined {
  if (state.kind === 'lost') return 'ended';
  if (state.kind === 'signedOut') {
    return state.notice === 'signedOut' || keepsTrying(state) ? undefined : 'signIn';
  }
  if (state.kind === 'noWorkbook') {
    return state.problem.reason === 'signIn' ? 'signIn' : undefined;
  }
  if (state.kind !== 'open') return undefined;
  const { keepAlive, signInNeeded } = state;
  if (keepAlive.kind === 'off' && keepAlive.stopped === 'refused') return 'refused';
  return signInNeeded === undefined ? undefined : 'signIn';
}

/** Keep-alive of a scratch copy; `until` is its end, ms since the epoch, if it has one. */
type KeptScratchCopy = Extract<KeepAlive, { kind: 'on' }>;

function keptScratchCopy({ state }: AppState): KeptScratchCopy | undefined {
  const shown = state.kind === 'resuming' ? state.shown : state;
  if (shown.kind !== 'open' || shown.session.persistChanges !== false) return undefined;
  return shown.keepAlive.kind === 'on' ? shown.keepAlive : undefined;
}

/** After a reload the sign-in or the look-up failed and is repeated: the user is not needed yet. */
const isStartRepeated = ({ state }: AppState): boolean =>
  (state.kind === 'signedOut' || state.kind === 'noWorkbook') && keepsTrying(state);
