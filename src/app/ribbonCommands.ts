import type { Command, Obey, RibbonState } from '../office/ribbon';
import type { Engine } from '../session/store';
import type { Clock } from '../session/services';
import type { Snapshot } from '../session/state';

/** A command waits so long (ms) for the pane to know where it stands, and for the answer of the service. */
const patienceMs = 20_000;

/**
 * What the ribbon's buttons do: the same as the pane's own. They may be clicked while the pane is still starting, and
 * without it being seen; what went wrong, and whether keep-alive is on, is shown by showing the pane.
 */
export function createCommands(engine: Engine, clock: Clock, showPane: () => void): Obey {
  return async (command) => {
    await until(engine, clock, ({ state }) => !['starting', 'signingIn', 'locating', 'opening'].includes(state.kind));
    carryOut(engine, command);
    await until(engine, clock, ({ state }) => state.kind !== 'open' || state.request.kind !== 'refreshing');
    const { state } = engine.snapshot();
    // The ribbon cannot show whether keep-alive is on.
    if (command === 'toggleKeepAlive' || state.kind !== 'open' || state.request.kind !== 'idle' || state.request.failure !== undefined) showPane();
  };
}

function carryOut(engine: Engine, command: Command): void {
  const { state } = engine.snapshot();
  if (command === 'refreshSession') engine.dispatch({ kind: 'refreshRequested' });
  else engine.dispatch({ kind: 'keepAliveSet', on: !(state.kind === 'open' && state.keepAlive.kind === 'on') });
}

/** Settles once the snapshot is as asked, or patience ends. */
function until(engine: Engine, clock: Clock, asked: (snapshot: Snapshot) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.wake(clock.now() + patienceMs, done);
    const unsubscribe = engine.subscribe(look);
    function look(): void {
      if (asked(engine.snapshot())) done();
    }
    function done(): void {
      cancel();
      unsubscribe();
      resolve();
    }
    look();
  });
}

/**
 * The ribbon's buttons can do something only while a session is open. Refresh stays enabled during a
 * request, which a click joins: each change of the ribbon takes the focus out of the pane on the web
 * (office-js#2287).
 */
export function ribbonStateOf({ state }: Snapshot): RibbonState {
  const open = state.kind === 'open';
  return { refresh: open, keepAlive: open };
}
