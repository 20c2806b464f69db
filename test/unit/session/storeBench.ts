import { createClock } from '../../../src/browser/clock';
import type { SessionEvent } from '../../../src/session/events';
import { createStore } from '../../../src/session/store';
import type { Failure, Recovery } from '../../../src/session/failures';
import type { Outcome, Services, Sent } from '../../../src/session/services';
import { failed, succeeded } from '../../../src/session/services';
import { defaultChoices } from '../../../src/session/appState';
import type { Choices, SessionState, Workbook } from '../../../src/session/state';
import { settled } from '../../simulation/time';
import { account, documentShown, failure, workbook } from './reducerBench';
import type { Written } from './paneWorld';
import { PaneWorld } from './paneWorld';

export interface PendingCall {
  /** For example `open`, `refresh session-1`, `signIn silent`. */
  readonly what: string;
  readonly at: number;
  readonly signal: AbortSignal;
  readonly answer: (outcome: unknown) => Promise<void>;
  readonly fail: () => Promise<void>;
}

/**
 * A store whose services respond on demand. Panes of one world share its storage and its locks.
 * While the gate is closed, a create request waits before it is sent.
 */
export function storeBench(
  choices: Partial<Choices> = {},
  world = new PaneWorld(),
  isGateClosed = () => false,
) {
  const { time } = world;
  const clock = createClock(time.source);
  const asked: PendingCall[] = [];
  const saved: Written[] = [];
  const marked: string[] = [];
  const owner = {};
  const locks = world.locks(owner);
  let isAlive = true;
  const ask = <T>(what: string, signal: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => {
      const answer = (outcome: unknown): Promise<void> => {
        if (isAlive) resolve(outcome as T);
        return settled();
      };
      const fail = (): Promise<void> => (reject(new Error('a fault of our own')), settled());
      asked.push({ what, at: time.now, signal, answer, fail });
    });
  /** A success of these includes when its request was sent. */
  const sent = async <T extends object>(
    answered: Promise<Outcome<T, Failure>>,
  ): Promise<Outcome<T & Sent, Failure>> => {
    const sentAt = clock.now();
    const outcome = await answered;
    return outcome.ok ? succeeded({ ...outcome.value, sentAt }) : outcome;
  };
  const unheard = new AbortController().signal;
  /** What the next look at Excel finds. */
  let unnoticed: SessionEvent | 'hangs' | undefined;
  const ports: Services = {
    clock,
    random: () => 0.5,
    identity: {
      signIn: (mode, signal, organization) =>
        ask(['signIn', mode, organization ?? []].flat().join(' '), signal),
      beginSignOut: ({ id }) => void marked.push(id),
      signOut: (left) => ask(`signOut ${left.id}`, unheard),
    },
    workbooks: {
      locate: ({ known, link }, signal) =>
        ask(`locate ${known?.itemId ?? 'anew'} ${link ?? 'by address'}`, signal),
      checkForMove() {
        if (unnoticed === 'hangs') return new Promise(() => undefined);
        if (unnoticed !== undefined) store.dispatch(unnoticed);
        return Promise.resolve();
      },
    },
    sessions: {
      open(_workbook, persistChanges, signal, onSend) {
        if (!signal.aborted && !isGateClosed()) onSend?.();
        return sent(ask(persistChanges ? 'open' : 'open scratch', signal));
      },
      refresh: (_workbook, id, signal) => sent(ask(`refresh ${id}`, signal)),
      close: (_workbook, id, signal) => ask(`close ${id}`, signal),
    },
    persistence: world.persistence(owner, saved),
    locks,
  };
  const store = createStore(ports);
  const last = (what: string): PendingCall => {
    const found = asked.findLast((one) => one.what.startsWith(what));
    if (found === undefined) {
      throw new Error(`${what} was not asked for, but ${asked.map((one) => one.what).join()}`);
    }
    return found;
  };
  world.join(owner, store);
  const core = {
    store,
    world,
    locks,
    time,
    asked,
    saved,
    /** The accounts that no start signs in by itself any more. */
    marked,
    last,
    what: () => asked.map(({ what }) => what),
    state: (): SessionState => store.getState().state,
    async tell(event: SessionEvent) {
      store.dispatch(event);
      await settled();
    },
    /** ms since the epoch. */
    now: () => clock.now(),
    async ready(who = account, where = workbook) {
      await core.start(who, where);
      asked.length = 0;
    },
    /** Starts up to the workbook; later requests are kept. */
    async start(who = account, where = workbook) {
      await core.tell({ kind: 'started', known: null, choices: { ...defaultChoices, ...choices } });
      await last('signIn').answer(succeeded(who));
      await last('locate').answer(succeeded(where));
    },
    /** Excel shows another document, which the pane does not know yet. */
    excelMoves(event: SessionEvent) {
      unnoticed = event;
    },
    /** Excel does not answer. */
    excelHangs() {
      unnoticed = 'hangs';
    },
    async refreshed() {
      await last('refresh').answer(emptySuccess);
    },
    /** The page crashes: its requests get no response. */
    async crash() {
      isAlive = false;
      // Its timers and locks end with it; its stored values remain.
      world.crash(owner);
      store.stop();
      await settled();
    },
    async open() {
      await core.ready();
      await core.tell({ kind: 'startRequested' });
      await last('open').answer(session('session-1', choices.persistChanges ?? true));
      asked.length = 0;
    },
  };
  return core;
}

export type StoreBench = ReturnType<typeof storeBench>;

export const session = (id: string, persistChanges = true): Outcome<unknown, never> =>
  succeeded({ id, persistChanges });
export const emptySuccess = succeeded(null);
export const aborted = failed(failure({ kind: 'unknown' }, { code: 'aborted' }));
export const signOut = { kind: 'signOutRequested' } as const;

/**
 * A pane opens a session and crashes; after `ms` another one starts in its place, up to the
 * workbook.
 */
export async function takenUp(
  ms: number,
  choices: Partial<Choices>,
  world = new PaneWorld(),
): Promise<StoreBench> {
  const before = storeBench(choices, world);
  await before.ready();
  await before.tell({ kind: 'startRequested' });
  await before.last('open').answer(session('session-1', choices.persistChanges ?? true));
  await before.crash();
  await world.time.run(world.time.now + ms);
  const next = storeBench(choices, world);
  await next.start();
  next.asked.splice(0, 2);
  return next;
}

/** A pane that was reloaded: it shows the stored session until the workbook is located. */
export async function reloadedIn(world: PaneWorld, choices: Partial<Choices>): Promise<StoreBench> {
  const pane = storeBench(choices, world);
  const [record = null] = world.stored();
  const known = { account, workbook };
  await pane.tell({ kind: 'started', known, record, choices: { ...defaultChoices, ...choices } });
  return pane;
}

/** The reloaded pane finds its workbook. */
export async function findsWorkbook(pane: StoreBench): Promise<void> {
  await pane.last('signIn').answer(succeeded(account));
  await pane.last('locate').answer(succeeded(workbook));
}

/** The last refresh of the pane is refused. */
export const refuseRefresh = (pane: StoreBench, recovery: Recovery): Promise<void> =>
  pane.last('refresh').answer(failed(failure(recovery, { at: pane.now() })));

interface TwoPanes {
  readonly world: PaneWorld;
  readonly first: StoreBench;
  readonly second: StoreBench;
}

/**
 * Two panes of one browser; the first one opened a session, the second one started later. `where`
 * is the workbook as the second one sees it.
 */
export async function twoPanes(
  choices: Partial<Choices> = {},
  where = workbook,
): Promise<TwoPanes> {
  const world = new PaneWorld();
  const first = storeBench(choices, world);
  const second = storeBench(choices, world);
  await first.open();
  await second.ready(account, where);
  return { world, first, second };
}

/** A pane whose session was not closed. */
export async function unclosed(
  because: Failure = failure({ kind: 'reauthenticate' }),
): Promise<StoreBench> {
  const pane = storeBench();
  await pane.open();
  await pane.tell({ kind: 'closeRequested' });
  await pane.last('close').answer(failed(because));
  pane.asked.length = 0;
  return pane;
}

/** The user starts a session, and cancels that. */
export async function cancelledStart(core: StoreBench): Promise<void> {
  await core.tell({ kind: 'startRequested' });
  await core.tell({ kind: 'cancelRequested' });
}

/** The same for a workbook, then for the other one that Excel shows since: their requests. */
export async function twoCancelledStarts(other: Workbook) {
  const core = storeBench();
  await core.ready();
  await cancelledStart(core);
  const first = core.last('open');
  await core.tell(documentShown(other));
  await cancelledStart(core);
  return { core, first, second: core.last('open') };
}

/** The user has signed in, and the workbook is found. */
export async function arrives(core: StoreBench, as = account, where = workbook): Promise<void> {
  await core.last('signIn').answer(succeeded(as));
  await core.last('locate').answer(succeeded(where));
}
