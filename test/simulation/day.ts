import { defaultChoices } from '../../src/session/appState';
import type { Choices } from '../../src/session/state';
import { Browser } from './simulatedBrowser';
import { newTab } from './simulatedPane';
import { randomFrom } from './random';
import { GraphService } from './graphService';
import type { Day, Incident } from './incidents';
import { createIncidentRunner } from './incidents';
import { SignInService } from './signIn';
import { settled, VirtualTime } from './time';

/** Starts a day: a pane in a model of the world, signed in, with an open session. */
export async function openDay(
  choices: Partial<Choices>,
  seed: number,
  tokenLifeMs?: number,
): Promise<Day> {
  const time = new VirtualTime();
  const signIn = new SignInService(time);
  if (tokenLifeMs !== undefined) signIn.tokenLifeMs = tokenLifeMs;
  const service = new GraphService(time, signIn);
  const browser = new Browser({ time, service, signIn, random: randomFrom(seed) });
  const pane = browser.open(newTab(), {
    ...defaultChoices,
    keepAlive: true,
    stopAfterMs: null,
    ...choices,
  });
  await time.run(3_000);
  pane.act({ kind: 'startRequested' });
  await time.run(10_000);
  return { store: pane.store, browser, service, signIn, time };
}

/** Runs the incidents and continues to `endMs`; checks each `sliceMs`. */
export async function live(
  day: Day,
  incidents: readonly Incident[],
  endMs: number,
  sliceMs = 10 * 60_000,
  check: () => void = () => undefined,
): Promise<void> {
  const runIncident = createIncidentRunner(day);
  for (const incident of incidents) {
    day.time.after(Math.max(0, incident.atMs - day.time.now), () => runIncident(incident));
  }
  // A day stops once a rule was broken.
  while (day.time.now < endMs && day.service.watch.violations.length === 0) {
    await day.time.run(Math.min(endMs, day.time.now + sliceMs));
    check();
  }
}

/** Ends every pane and its timers. */
export async function end({ browser }: Day): Promise<void> {
  for (const pane of browser.panes) pane.die('crashed');
  await settled();
}
