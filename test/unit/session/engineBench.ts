import { createClock } from '../../../src/browser/clock';
import type { Event } from '../../../src/session/events';
import { createEngine } from '../../../src/session/engine';
import type { Outcome, Ports } from '../../../src/session/ports';
import { failed, succeeded } from '../../../src/session/ports';
import { firstChoices } from '../../../src/session/snapshot';
import type { Choices, State } from '../../../src/session/state';
import { settled, VirtualTime } from '../../day/time';
import { account, failure, workbook } from './support';

export interface Asked {
  /** For example `open`, `refresh session-1`, `signIn silent`. */
  readonly what: string;
  readonly at: number;
  readonly signal: AbortSignal;
  readonly answer: (outcome: unknown) => Promise<void>;
  readonly fail: () => Promise<void>;
}

/** A heart whose ports answer when they are told to. */
export function bench(choices: Partial<Choices> = {}) {
  const time = new VirtualTime();
  const clock = createClock(time.source);
  const asked: Asked[] = [];
  const saved: unknown[] = [];
  const ask = <T>(what: string, signal: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => {
      const answer = (outcome: unknown): Promise<void> => (resolve(outcome as T), settled());
      const fail = (): Promise<void> => (reject(new Error('a fault of our own')), settled());
      asked.push({ what, at: time.now, signal, answer, fail });
    });
  const unheard = new AbortController().signal;
  const ports: Ports = {
    clock,
    chance: () => 0.5,
    identity: {
      signIn: (how, signal) => ask(`signIn ${how}`, signal),
      signOut: (left) => ask(`signOut ${left.id}`, unheard),
    },
    workbooks: { locate: ({ known, link }, signal) => ask(`locate ${known?.itemId ?? 'anew'} ${link ?? 'by address'}`, signal) },
    sessions: {
      open: (_workbook, persistChanges, signal) => ask(persistChanges ? 'open' : 'open scratch', signal),
      refresh: (_workbook, id, signal) => ask(`refresh ${id}`, signal),
      close: (_workbook, id, signal) => ask(`close ${id}`, signal),
    },
    vault: { load: () => ({ memory: null, choices: null }), save: (memory, chosen) => void saved.push([memory, chosen]) },
  };
  const engine = createEngine(ports);
  const last = (what: string): Asked => {
    const found = asked.findLast((one) => one.what.startsWith(what));
    if (found === undefined) throw new Error(`nobody asked for ${what}, but for ${asked.map((one) => one.what).join()}`);
    return found;
  };
  const heart = {
    engine,
    time,
    asked,
    saved,
    last,
    what: () => asked.map(({ what }) => what),
    state: (): State => engine.snapshot().state,
    async tell(event: Event) {
      engine.dispatch(event);
      await settled();
    },
    async ready() {
      await heart.tell({ kind: 'started', memory: null, choices: { ...firstChoices, ...choices } });
      await last('signIn').answer(succeeded(account));
      await last('locate').answer(succeeded(workbook));
      asked.length = 0;
    },
    async open() {
      await heart.ready();
      await heart.tell({ kind: 'startRequested' });
      await last('open').answer(session('session-1'));
      asked.length = 0;
    },
  };
  return heart;
}

export const session = (id: string): Outcome<unknown, never> => succeeded({ id, persistChanges: true });
export const done = succeeded(null);
export const aborted = failed(failure({ kind: 'unclear' }, { code: 'aborted' }));
export const signOut = { kind: 'signOutRequested' } as const;
