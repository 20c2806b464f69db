import { useEffect, useState } from 'react';
import { useAppContext } from '../appContext';
import type { WorkspaceState } from './Workspace';

/** Longest time (ms) for which the start-up screen stands in for the next one. */
const briefMs = 300;

/**
 * The state to draw. After the start the workbook is mostly located within {@link briefMs}: until
 * then the start-up screen stays, since another one would only be seen for a moment, and would take
 * a slow processor longer than that.
 */
export function useDrawn(state: WorkspaceState): WorkspaceState {
  const { clock } = useAppContext();
  const [starting, setStarting] = useState(state.kind === 'starting' ? state : undefined);
  const { kind } = state;
  useEffect(() => {
    if (kind === 'starting') return undefined;
    const delayMs = kind === 'locating' ? briefMs : 0;
    return clock.wake(clock.now() + delayMs, () => setStarting(undefined));
  }, [clock, kind]);
  return kind === 'locating' && starting !== undefined ? starting : state;
}
