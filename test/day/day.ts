import { createClock } from '../../src/browser/clock';
import { createSessions } from '../../src/graph/sessions';
import type { Engine } from '../../src/session/engine';
import { createEngine } from '../../src/session/engine';
import { succeeded } from '../../src/session/ports';
import type { Choices } from '../../src/session/state';
import type { Fault } from './service';
import { Service } from './service';
import { settled, VirtualTime } from './time';

/** Something that happens to the world at `atMs` of the day. */
export type Incident = { readonly atMs: number } & (
  | { readonly kind: 'outage'; readonly forMs: number; readonly fault: Fault }
  | { readonly kind: 'offline'; readonly forMs: number }
  | { readonly kind: 'sleep'; readonly forMs: number }
  | { readonly kind: 'clock'; readonly byMs: number }
  | { readonly kind: 'dropped'; readonly over: 'expired' | 'recreatable' }
  | { readonly kind: 'slow'; readonly latencyMs: number }
  | { readonly kind: 'refresh' }
);

export interface Day {
  readonly engine: Engine;
  readonly service: Service;
  readonly time: VirtualTime;
}

const account = { id: 'a', name: 'A', userName: 'a', tenantId: 't' };
const workbook = { driveId: 'd', itemId: 'i', name: 'b.xlsx', webUrl: '', address: '' };

/** A pane with the real engine, the real calls and the real clock, in a world that is not: signed in, its session open. */
export async function openDay(choices: Partial<Choices>, seed: number): Promise<Day> {
  const time = new VirtualTime();
  const service = new Service(time);
  const clock = createClock(time.source);
  const engine = createEngine({
    identity: { signIn: () => Promise.resolve(succeeded(account)), signOut: () => Promise.resolve() },
    workbooks: { locate: () => Promise.resolve(succeeded(workbook)) },
    sessions: createSessions(service.send, clock),
    clock,
    vault: { load: () => ({ memory: null, choices: null }), save: () => undefined },
    chance: chanceFrom(seed),
  });
  const first = { persistChanges: true, keepAlive: true, stopAfterMs: null, ...choices };
  engine.dispatch({ kind: 'started', memory: null, choices: first });
  await settled();
  engine.dispatch({ kind: 'startRequested' });
  await time.run(5_000);
  return { engine, service, time };
}

/** Lives through the incidents and on to `endMs`. */
export async function live({ engine, service, time }: Day, incidents: readonly Incident[], endMs: number): Promise<void> {
  let outages = 0;
  const outage = (fault: Fault, forMs: number): void => {
    outages += 1;
    const mine = outages;
    service.fault = fault;
    time.after(forMs, () => {
      if (mine === outages) service.fault = undefined;
    });
  };
  const happen = (incident: Incident): void => {
    switch (incident.kind) {
      case 'outage':
        outage(incident.fault, incident.forMs);
        return;
      case 'offline':
        outage({ kind: 'network' }, incident.forMs);
        engine.dispatch({ kind: 'onlineChanged', online: false });
        time.after(incident.forMs, () => engine.dispatch({ kind: 'onlineChanged', online: true }));
        return;
      case 'sleep':
        time.sleep();
        time.after(incident.forMs, () => {
          time.wakeUp();
          engine.dispatch({ kind: 'woke' });
        });
        return;
      case 'clock':
        time.wallAheadMs += incident.byMs;
        if (incident.byMs > 0) service.forgetSilence();
        return;
      case 'dropped':
        service.drop(incident.over);
        return;
      case 'slow':
        service.latencyMs = incident.latencyMs;
        return;
      case 'refresh':
        if (!time.asleep) engine.dispatch({ kind: 'refreshRequested' });
    }
  };
  for (const incident of incidents) time.after(Math.max(0, incident.atMs - time.now), () => happen(incident));
  await time.run(endMs);
}

/** mulberry32: the same numbers for the same seed. */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
