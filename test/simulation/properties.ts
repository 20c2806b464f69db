import { minuteMs } from '../support/durations';
import fc from 'fast-check';
import { idleTimeoutMs } from '../../src/session/keepAlive';
import { newTab } from './simulatedPane';
import type { Pane } from './simulatedPane';
import type { Day } from './incidents';
import { end, live, openDay } from './day';
import { strayIncidents } from './strayUser';
import { anyIncidents, bearableIncidents, crowdedIncidents, dayMs } from './worlds';

const choices = fc.record({ persistChanges: fc.boolean() });
/** Some days have short-lived tokens, to involve the sign-in service. */
const tokenLifeMs = fc.constantFrom(6 * minuteMs, 65 * minuteMs, 24 * 60 * minuteMs);

function check(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

function checkRules({ service: { watch } }: Day): void {
  check(watch.violations.length === 0, watch.violations.slice(0, 3).join('; '));
}

/** A session is never lost as long as every incident is shorter than the time left for it. */
export const survivesShortOutages = fc.asyncProperty(
  bearableIncidents,
  choices,
  tokenLifeMs,
  fc.nat(),
  async (incidents, chosen, lifeMs, seed) => {
    const day = await openDay(chosen, seed, lifeMs);
    await live(day, incidents, dayMs + 10 * minuteMs);
    checkRules(day);
    check(day.browser.panes.length > 0, 'no pane is left');
    for (const { store } of day.browser.panes) {
      const { state } = store.getState();
      check(
        state.kind === 'open' && state.session.id === 'session-1',
        `the session is ${state.kind}`,
      );
    }
    check(day.service.isAlive('session-1'), 'the service has ended the session');
    await end(day);
  },
);

/** For any incidents, the panes follow the rules, and in the end they show the true state. */
export const showsTheTruth = fc.asyncProperty(
  anyIncidents,
  choices,
  tokenLifeMs,
  fc.nat(),
  async (incidents, chosen, lifeMs, seed) => {
    const day = await openDay(chosen, seed, lifeMs);
    // Ten hours without incidents follow, so that each one ends.
    await live(day, incidents, dayMs + 10 * 60 * minuteMs);
    await checkFinalState(day);
    await end(day);
  },
);

/**
 * The same for many incidents within two hours: no request during a Retry-After, one request at a
 * time.
 */
export const takesTurns = fc.asyncProperty(
  crowdedIncidents,
  choices,
  fc.nat(),
  fc.boolean(),
  async (incidents, chosen, seed, opensSlowly) => {
    const day = await openDay(chosen, seed);
    day.service.opensSlowly = opensSlowly;
    await live(day, incidents, 180 * minuteMs);
    await checkFinalState(day);
    await end(day);
  },
);

/** Each living session that a pane has opened is shown or told of, whatever the user does. */
export const forgetsNone = fc.asyncProperty(
  strayIncidents,
  choices,
  fc.nat(),
  fc.boolean(),
  async (incidents, chosen, seed, opensSlowly) => {
    const day = await openDay(chosen, seed);
    const { browser, service, time } = day;
    service.opensSlowly = opensSlowly;
    await live(day, incidents, 65 * minuteMs, 2_000, () => {
      const [id] = browser.accounting.forgotten();
      check(id === undefined, `${id} is alive and told of nowhere, at ${time.now}`);
    });
    await end(day);
  },
);

/** Checks the conditions that must hold after a long time without incidents. */
async function checkFinalState(day: Day): Promise<void> {
  const { browser, time } = day;
  Object.assign(day.service, { latencyMs: 200, fault: undefined, nextFault: undefined });
  if (browser.panes.length === 0) browser.open();
  await actAsUser(day);
  checkRules(day);
  for (const pane of browser.panes) checkPane(day, pane, day.time.wallAheadMs !== 0);
  const shown = new Set(browser.panes.map((pane) => pane.shows()).filter((id) => id !== undefined));
  check(shown.size <= 1, `the panes show ${[...shown].join(' and ')}`);
  const holder = browser.panes.find((pane) => pane.shows() !== undefined);
  holder?.act({ kind: 'closeRequested' });
  holder?.act({ kind: 'leavingConfirmed' });
  await time.run(time.now + minuteMs);
  checkRules(day);
  for (const { store } of browser.panes) {
    const { state } = store.getState();
    check(state.kind !== 'closing', 'the core does not go on');
    check(state.kind !== 'open', 'open in one pane, although closed in another one');
  }
  for (const id of shown) check(!day.service.isAlive(id), 'told as closed, but alive');
}

/** After a failed start the user does what the pane offers. */
async function actAsUser({ browser, time }: Day): Promise<void> {
  for (const pane of browser.panes) {
    const { state } = pane.store.getState();
    if (state.kind === 'signedOut') pane.act({ kind: 'signInRequested', another: false });
    if (state.kind === 'noWorkbook') pane.act({ kind: 'checkAgainRequested' });
  }
  await time.run(time.now + 2 * minuteMs);
}

function checkPane({ service }: Day, { store, page, resumed }: Pane, clockWasSet: boolean): void {
  const { state } = store.getState();
  const settledKinds = ['open', 'ready', 'lost'];
  check(settledKinds.includes(state.kind), `${state.kind} after hours of calm`);
  if (state.kind === 'open') {
    const { session, keepAlive, request } = state;
    check(
      request.kind === 'idle' || request.kind === 'refreshing',
      `${request.kind} after hours of calm`,
    );
    if (keepAlive.kind === 'on') {
      check(service.isAlive(session.id), 'the card says alive, the service says not');
      const agoMs = page.source.wall() - session.lastActivityAt;
      check(agoMs < idleTimeoutMs(session), 'the last refresh is too long ago');
    }
  }
  if (state.kind === 'lost') {
    check(!service.isAlive(state.session.id), 'told as lost, but alive');
    const isLeft = state.reason === 'left';
    check(
      !isLeft || clockWasSet || (resumed?.id === state.session.id && resumed.unheldMs > 0),
      'told as ended while no pane was open, but there was one',
    );
  }
}

/**
 * On a day without incidents fewer refreshes are sent than 1.5 times the minimum (one per idle
 * timeout), by any number of panes.
 */
export const sendsFewRefreshes = fc.asyncProperty(
  choices,
  fc.nat(),
  fc.integer({ min: 1, max: 3 }),
  async (chosen, seed, panes) => {
    const day = await openDay(chosen, seed);
    for (let more = 1; more < panes; more += 1) day.browser.open(newTab());
    await live(day, [], dayMs);
    checkRules(day);
    const least = dayMs / (chosen.persistChanges ? 5 * minuteMs : 7 * minuteMs);
    check(
      day.service.refreshes < 1.5 * least,
      `${day.service.refreshes} refreshes, the least is ${least}`,
    );
    check(day.service.isAlive('session-1'), 'the service has ended the session');
    await end(day);
  },
);
