import type { EventOf, Moment, Step } from './events';
import { nextRefreshAt } from './keepAlive';
import { sameItem } from './records';
import type { Place } from './requests';
import { beginRefresh, placeOf } from './requests';
import { stay, to } from './snapshot';
import type { Activity, KeepAlive, SessionRecord, Snapshot, StateOf, WorkbookSession } from './state';

/** A session from its record, as it was. A time in the future (the clock was set back) counts as now. */
export function resumed(place: Place, session: WorkbookSession, kept: SessionRecord['keepAlive'], moment: Moment): StateOf<'open'> {
  const known = { ...session, aliveAt: Math.min(session.aliveAt, moment.now) };
  return { kind: 'open', ...place, session: known, keepAlive: keptAs(kept, known, moment), request: { kind: 'idle' } };
}

function keptAs({ on, until }: SessionRecord['keepAlive'], session: WorkbookSession, { now, chance }: Moment): KeepAlive {
  if (!on) return { kind: 'off' };
  const isOver = until !== null && until <= now;
  return isOver ? { kind: 'off', stopped: 'timeIsUp' } : { kind: 'on', until, refreshAt: nextRefreshAt(session, chance) };
}

/**
 * Another pane of the same user stored what it knows of the session on this workbook: this pane shows the same. A session
 * that the user closed there is closed here; one that ended there is asked about.
 */
export function recordChanged(snapshot: Snapshot, { record }: EventOf<'recordChanged'>, moment: Moment): Step {
  const { state } = snapshot;
  if (!('workbook' in state) || state.account.id !== record.accountId || !sameItem(state.workbook, record.workbook)) return stay(snapshot);
  const { session } = record;
  switch (state.kind) {
    case 'open':
      return session === null ? stay(snapshot) : openElsewhere(snapshot, state, { ...record, session }, moment);
    case 'ready':
    case 'lost':
      return session === null || record.phase !== 'open' ? stay(snapshot) : to(snapshot, resumed(placeOf(state), session, record.keepAlive, moment));
    case 'opening':
    case 'closing':
      return stay(snapshot);
  }
}

type OpenRecord = SessionRecord & { readonly session: WorkbookSession };

function openElsewhere(snapshot: Snapshot, state: StateOf<'open'>, record: OpenRecord, moment: Moment): Step {
  const same = state.session.id === record.session.id;
  if (record.phase === 'closed') {
    return same ? to(snapshot, { kind: 'ready', ...placeOf(state), ending: { kind: 'closed', session: state.session, at: moment.now } }) : stay(snapshot);
  }
  if (record.phase === 'closing') return stay(snapshot);
  if (record.phase === 'ended') return same && isQuiet(state) ? beginRefresh(snapshot, state, moment) : stay(snapshot);
  // Opened anew there: the session that this pane shows is replaced.
  if (!same) return to(snapshot, resumed(placeOf(state), record.session, record.keepAlive, moment));
  const aliveAt = Math.min(moment.now, Math.max(state.session.aliveAt, record.session.aliveAt));
  const session = { ...state.session, aliveAt };
  const keepAlive = keptAs(record.keepAlive, session, moment);
  const { unverifiedAfterMs, ...open } = state;
  return to({ ...snapshot, activity: merged(snapshot.activity, record.activity) }, { ...open, session, keepAlive: sameKeepAlive(state.keepAlive, keepAlive) && aliveAt === state.session.aliveAt ? state.keepAlive : keepAlive });
}

const isQuiet = ({ request }: StateOf<'open'>): boolean => request.kind === 'idle' || request.kind === 'retrying';

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
