import { cancelledIn } from './closing';
import type { EventOf, Moment, Step } from './events';
import { nextRefreshAt } from './keepAlive';
import { inTimeOf, sameItem } from './records';
import type { Place } from './beginning';
import { beginRefresh, placeOf } from './beginning';
import { stay, to } from './appState';
import type { Activity, KeepAlive, SessionRecord, Snapshot, StateOf, WorkbookSession } from './state';

/** A session from its record, as it was. A time in the future (the clock was set back) counts as now. */
export function resumed(place: Place, session: WorkbookSession, kept: SessionRecord['keepAlive'], moment: Moment): StateOf<'open'> {
  const known = { ...session, aliveAt: Math.min(session.aliveAt, moment.now) };
  return { kind: 'open', ...place, session: known, keepAlive: keptAs(kept, known, moment), request: { kind: 'idle' } };
}

function keptAs({ on, until }: SessionRecord['keepAlive'], session: WorkbookSession, { now, chance }: Moment): KeepAlive {
  if (!on) return { kind: 'off' };
  const isOver = until !== null && !(until > now);
  return isOver ? { kind: 'off', stopped: 'timeIsUp' } : { kind: 'on', until, refreshAt: nextRefreshAt(session, chance) };
}

/**
 * Another pane of the same user stored what it knows of the session on this workbook: this pane shows the same. A session
 * that the user closed there is closed here; one that ended there is asked about.
 */
export function recordChanged(snapshot: Snapshot, { record }: EventOf<'recordChanged'>, moment: Moment): Step {
  const { state } = snapshot;
  if (!('workbook' in state) || state.account.id !== record.accountId || !sameItem(state.workbook, record.workbook)) return stay(snapshot);
  const moved = inTimeOf(record, moment.now);
  const { session } = moved;
  // A time that cannot be says nothing of the session.
  if (session === null || !(session.aliveAt <= moment.now)) return stay(snapshot);
  const known = { ...moved, session };
  switch (state.kind) {
    case 'open':
      return openElsewhere(snapshot, state, known, moment);
    case 'ready':
    case 'lost':
      return isAnother(state, known) ? shown(snapshot, state, known, moment) : stay(snapshot);
    case 'opening':
      return openedElsewhere(snapshot, state, known, moment);
    case 'closing':
      return stay(snapshot);
  }
}

type OpenRecord = SessionRecord & { readonly session: WorkbookSession };

/** The session of the record, as the other pane shows it. */
function shown(snapshot: Snapshot, place: Place, { session, keepAlive, activity }: OpenRecord, moment: Moment): Step {
  return to({ ...snapshot, activity: merged(snapshot.activity, activity) }, resumed(placeOf(place), session, keepAlive, moment));
}

/** Whether the record is of an open session, and not of the one that is known to be closed or over here. */
function isAnother(state: StateOf<'ready' | 'lost'>, { phase, session }: OpenRecord): boolean {
  if (phase !== 'open') return false;
  if (state.kind === 'lost') return session.id !== state.session.id || session.aliveAt > state.session.aliveAt;
  return state.ending?.kind !== 'closed' || session.id !== state.ending.session.id;
}

/** Both panes were opening one: the session that came first is shown in both, this pane's is closed when it comes. */
function openedElsewhere(snapshot: Snapshot, state: StateOf<'opening'>, record: OpenRecord, moment: Moment): Step {
  if (!isServedBy(state, record)) return stay(snapshot);
  const step = shown(snapshot, state, record, moment);
  return { ...step, effects: [{ kind: 'giveUp', run: state.run }] };
}

/** Whether another pane has meanwhile opened what this one is about to open. */
export function isServedBy({ how, since }: StateOf<'opening'>, { phase, session }: SessionRecord): boolean {
  if (phase !== 'open' || session === null) return false;
  if (how.kind === 'recreate') return session.id !== how.replaced.id;
  return how.kind === 'start' && session.persistChanges === how.persistChanges && session.openedAt >= since;
}

function openElsewhere(snapshot: Snapshot, state: StateOf<'open'>, record: OpenRecord, moment: Moment): Step {
  const same = state.session.id === record.session.id;
  switch (record.phase) {
    case 'closed':
      return same ? closedElsewhere(snapshot, state, moment) : stay(snapshot);
    case 'closing':
      // Should the other pane go before the answer, this one must not keep alive what the user closed.
      return same ? to(snapshot, { ...state, keepAlive: { kind: 'off' } }) : stay(snapshot);
    case 'ended':
      return same ? asked(snapshot, { ...state, endedElsewhere: true }, moment) : stay(snapshot);
    case 'opening':
      return stay(snapshot);
    case 'open':
      if (same) return sameSession(snapshot, state, record, moment);
      // Opened anew there: the session that this pane shows is replaced.
      return record.session.openedAt >= state.session.openedAt ? replaced(snapshot, state, record, moment) : stay(snapshot);
  }
}

/** What waits for its turn in this pane is cancelled: nothing more is asked of the session. */
function closedElsewhere(snapshot: Snapshot, state: StateOf<'open'>, { now }: Moment): Step {
  const ending = { kind: 'closed', session: state.session, at: now } as const;
  return to(snapshot, { kind: 'ready', ...placeOf(state), ending }, ...cancelledIn(state));
}

function replaced(snapshot: Snapshot, state: StateOf<'open'>, record: OpenRecord, moment: Moment): Step {
  return { ...shown(snapshot, state, record, moment), effects: cancelledIn(state) };
}

function sameSession(snapshot: Snapshot, state: StateOf<'open'>, record: OpenRecord, moment: Moment): Step {
  const isNews = record.session.aliveAt > state.session.aliveAt;
  const session = isNews ? { ...state.session, aliveAt: record.session.aliveAt } : state.session;
  const keepAlive = keptAs(record.keepAlive, session, moment);
  const next = { ...snapshot, activity: merged(snapshot.activity, record.activity) };
  const kept = sameKeepAlive(state.keepAlive, keepAlive) && !isNews ? state.keepAlive : keepAlive;
  return to(next, { ...(isNews ? answered(state) : state), session, keepAlive: kept });
}

/** Asks the service about the session, or goes on with what is under way: its answer tells as well. */
function asked(snapshot: Snapshot, state: StateOf<'open'>, moment: Moment): Step {
  const { request } = state;
  const isQuiet = request.kind === 'idle' || request.kind === 'retrying';
  return isQuiet ? beginRefresh(snapshot, state, moment) : to(snapshot, state);
}

/** The service answered the other pane since: what stood between this pane and its next refresh is over. */
function answered({ signInNeeded, unverifiedAfterMs, endedElsewhere, ...open }: StateOf<'open'>): StateOf<'open'> {
  return open.request.kind === 'idle' ? { ...open, request: { kind: 'idle' } } : open;
}

/** Whether both are on until the same time, or both off, whatever the next refresh. */
const sameKeepAlive = (a: KeepAlive, b: KeepAlive): boolean =>
  a.kind === 'on' ? b.kind === 'on' && a.until === b.until : b.kind === 'off';

/** What both panes noted, in order; each entry once. */
function merged(ours: readonly Activity[], theirs: readonly Activity[]): readonly Activity[] {
  const nameOf = ({ at, what }: Activity): string => `${at} ${what}`;
  const known = new Set(ours.map(nameOf));
  const others = theirs.filter((entry) => !known.has(nameOf(entry)));
  return others.length === 0 ? ours : [...ours, ...others].sort((a, b) => a.at - b.at);
}
