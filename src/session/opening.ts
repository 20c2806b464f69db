import { readyToSweep } from './closing';
import type { EventOf, Moment, Step } from './events';
import { backoffMs, nextRefreshAt, keptFrom } from './keepAlive';
import type { Place } from './requests';
import { beginLocating, beginOpening, beginRefresh, placeOf, sendOpening } from './requests';
import { nextRun, noted, stay, to } from './snapshot';
import type { KeepAlive, Memory, Opening, Snapshot, StateOf, WorkbookSession } from './state';

/** A person is kept waiting so long for a service that asks to be tried again. */
const startPatienceMs = 120_000;
/** Nobody waits while a session is opened anew, so it may take longer. */
const recreatePatienceMs = 600_000;

export function located(snapshot: Snapshot, { run, workbook }: EventOf<'located'>, moment: Moment): Step {
  const { state, memory } = snapshot;
  if (state.kind !== 'locating' || state.run !== run) return stay(snapshot);
  const place = { account: state.account, workbook };
  const next = { ...snapshot, memory: null };
  const same = memory?.workbook.itemId === workbook.itemId && memory.workbook.driveId === workbook.driveId;
  if (!same || memory.session === null) return readyToSweep(next, place, moment);
  return beginRefresh(next, resumed(place, memory.session, memory.keepAlive, moment), moment);
}

/** A session from before a reload, as it was; whether it is still alive is asked next. */
function resumed(place: Place, session: WorkbookSession, kept: Memory['keepAlive'], moment: Moment): StateOf<'open'> {
  const timeIsUp = kept.until !== null && kept.until <= moment.now;
  const refreshAt = nextRefreshAt(session, moment.chance);
  const off: KeepAlive = kept.on ? { kind: 'off', stopped: 'timeIsUp' } : { kind: 'off' };
  const keepAlive: KeepAlive = kept.on && !timeIsUp ? { kind: 'on', until: kept.until, refreshAt } : off;
  return { kind: 'open', ...place, session, keepAlive, request: { kind: 'idle' } };
}

export function notLocated(snapshot: Snapshot, { run, problem }: EventOf<'notLocated'>): Step {
  const { state } = snapshot;
  return state.kind === 'locating' && state.run === run
    ? to(snapshot, { kind: 'noWorkbook', account: state.account, problem })
    : stay(snapshot);
}

/** Looks for the workbook again, by its address or by a link that the person gives. */
export function lookAgain(snapshot: Snapshot, link: string | null, moment: Moment): Step {
  const { state } = snapshot;
  return state.kind === 'noWorkbook' || state.kind === 'ready' || state.kind === 'lost'
    ? beginLocating(snapshot, state.account, moment, link)
    : stay(snapshot);
}

/** Opens a new session, or takes over one that somebody else opened, once nothing is open. */
export function openRequested(snapshot: Snapshot, how: Opening, moment: Moment): Step {
  const { state } = snapshot;
  return state.kind === 'ready' || state.kind === 'lost' ? beginOpening(snapshot, state, how, moment) : stay(snapshot);
}

/** Sends the next attempt when its time has come. */
export function openingWoke(snapshot: Snapshot, state: StateOf<'opening'>, { now }: Moment): Step {
  return state.retry === undefined || now < state.retry.at ? stay(snapshot) : sendOpening(snapshot, state);
}

/** A session that was opened after the person gave up waiting is nobody's: it is closed again. */
export function opened(snapshot: Snapshot, event: EventOf<'opened'>, moment: Moment): Step {
  const { state } = snapshot;
  const { workbook, sessionId, persistChanges, sentAt } = event;
  if (state.kind !== 'opening' || state.run !== event.run) {
    if (snapshot.quietUntil > moment.now) return stay(snapshot);
    const next = nextRun(snapshot);
    return { snapshot: next, effects: [{ kind: 'close', run: next.run, workbook, sessionId }] };
  }
  const session = { id: sessionId, persistChanges, origin: 'opened', openedAt: moment.now, aliveAt: sentAt } as const;
  return becomeOpen(snapshot, state, session, moment);
}

/** The session that was to be taken over answered: it is alive. */
export function attached(snapshot: Snapshot, { run, sentAt }: EventOf<'refreshed'>, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'opening' || state.run !== run || state.how.kind !== 'attach') return stay(snapshot);
  const { sessionId: id } = state.how;
  const session = { id, persistChanges: 'unknown', origin: 'attached', openedAt: moment.now, aliveAt: sentAt } as const;
  return becomeOpen(snapshot, state, session, moment);
}

function becomeOpen(snapshot: Snapshot, state: StateOf<'opening'>, session: WorkbookSession, moment: Moment): Step {
  const { how } = state;
  const on = keptFrom(snapshot.choices, session, moment);
  const fresh: KeepAlive = snapshot.choices.keepAlive ? on : { kind: 'off' };
  const keepAlive: KeepAlive =
    how.kind !== 'recreate' ? fresh : how.keepAlive.kind === 'on' ? { ...on, until: how.keepAlive.until } : how.keepAlive;
  const what = ({ start: 'opened', attach: 'attached', recreate: 'recreated' } as const)[how.kind];
  const said = noted(snapshot, { at: moment.now, what, tookMs: Math.max(0, moment.now - session.aliveAt) });
  return to(said, { kind: 'open', ...placeOf(state), session, keepAlive, request: { kind: 'idle' } });
}

/** Waits and tries again where the service says that this is safe; what is unclear is never sent a second time. */
export function openFailed(snapshot: Snapshot, run: number, failure: StateOf<'lost'>['failure'], moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'opening' || state.run !== run) return stay(snapshot);
  const patienceMs = state.how.kind === 'recreate' ? recreatePatienceMs : startPatienceMs;
  const at = Math.max(moment.now + backoffMs(state.attempt, moment.chance), snapshot.quietUntil);
  if (failure.verdict.kind === 'retry' && at < state.since + patienceMs) return to(snapshot, { ...state, retry: { at, failure } });
  const said = noted(snapshot, { at: moment.now, what: 'openFailed', failure });
  const { how } = state;
  return how.kind === 'recreate'
    ? to(said, { kind: 'lost', ...placeOf(state), session: how.replaced, reason: 'recreatable', failure })
    : to(said, { kind: 'ready', ...placeOf(state), ending: { kind: 'failed', failure } });
}
