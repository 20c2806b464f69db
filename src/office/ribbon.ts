import type { Refusal } from './refusals';
import { asked, isLasting } from './refusals';

/** The action ids of the manifest. */
export type Command = 'refreshSession' | 'toggleKeepAlive';

/** Carries a command out; settles when that is done. */
export type CommandHandler = (command: Command) => Promise<void>;

/**
 * Lets the ribbon's buttons call us. Excel is told when each is done: it takes a command of 5
 * minutes for a dead one.
 */
export function registerCommands(handle: CommandHandler): void {
  for (const command of ['refreshSession', 'toggleKeepAlive'] as const) {
    Office.actions.associate(command, (event: Office.AddinCommands.Event) => {
      void handle(command).finally(() => event.completed());
    });
  }
}

/** Which of our buttons can do something now. */
export interface RibbonState {
  readonly refresh: boolean;
  readonly keepAlive: boolean;
}

/**
 * Enables and disables our buttons, where Excel can (RibbonApi 1.1). Updates go one after the
 * other, and only the latest counts. Excel is asked only when a button's state changes: each update
 * takes the focus out of the pane on the web (office-js#2287), and one that is refused moves the
 * view of the sheet (office-js#6754). After a refusal that lasts it is not asked any more; the
 * buttons answer for themselves.
 *
 * @returns sets the state; `refused` gets each refusal.
 */
export function createRibbon(refused: (refusal: Refusal) => void): (state: RibbonState) => void {
  let wanted: RibbonState | undefined;
  let latest: RibbonState | undefined;
  let busy = false;
  let over = false;
  async function update(): Promise<void> {
    busy = true;
    while (wanted !== undefined && !over) {
      const state = wanted;
      wanted = undefined;
      const outcome = await asked('ribbon', () => Office.ribbon.requestUpdate(updateFor(state)));
      if (outcome.ok) continue;
      over = isLasting(outcome.failure);
      refused(outcome.failure);
    }
    busy = false;
  }
  return (state) => {
    if (over || !Office.context.requirements.isSetSupported('RibbonApi', '1.1')) return;
    if (latest?.refresh === state.refresh && latest.keepAlive === state.keepAlive) return;
    latest = state;
    wanted = state;
    if (!busy) void update();
  };
}

const updateFor = ({ refresh, keepAlive }: RibbonState): Office.RibbonUpdaterData => ({
  tabs: [
    {
      id: 'TabHome',
      groups: [
        {
          id: 'SessionKeeper.Group',
          controls: [
            { id: 'SessionKeeper.Refresh', enabled: refresh },
            { id: 'SessionKeeper.KeepAlive', enabled: keepAlive },
          ],
        },
      ],
    },
  ],
});
