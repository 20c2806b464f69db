import type { Outcome } from '../session/services';
import type { Refusal } from './refusals';
import { callExcel, isLasting } from './refusals';

/** Action ids from the manifest and from assets/shortcuts.json. */
export const commands = ['showPane', 'refreshSession', 'toggleKeepAlive'] as const;
export type Command = (typeof commands)[number];

/** Runs a command; resolves when it is done. */
export type CommandHandler = (command: Command) => Promise<void>;

/**
 * Registers the handler for the ribbon's buttons and the keyboard shortcuts. Reports the end of a
 * button's command to Excel, which aborts it after 5 minutes. A shortcut brings no event. Source:
 * office.js, Office.actionProxy.
 */
export function registerCommands(handle: CommandHandler): void {
  for (const command of commands) {
    Office.actions.associate(command, (event?: Office.AddinCommands.Event | null) => {
      void handle(command).finally(() => event?.completed());
    });
  }
}

/**
 * Enables and disables the ribbon's two buttons where Excel supports it (RibbonApi 1.1). Updates run
 * in turn, and only the latest state is sent. An unchanged state sends nothing: each update moves the
 * focus out of the pane on the web (office-js#2287), and a refused one scrolls the sheet
 * (office-js#6754). After a lasting refusal no more updates are sent; the commands work in any
 * state.
 *
 * @param report receives the outcome of each update
 * @returns a function that enables or disables both buttons
 */
export function createRibbon(
  report: (outcome: Outcome<void, Refusal>) => void,
): (enabled: boolean) => void {
  let pending: boolean | undefined;
  let latest: boolean | undefined;
  let updating = false;
  let stopped = false;
  async function update(): Promise<void> {
    updating = true;
    while (pending !== undefined && !stopped) {
      const enabled = pending;
      pending = undefined;
      const outcome = await callExcel('ribbon', () =>
        Office.ribbon.requestUpdate(updateFor(enabled)),
      );
      stopped = !outcome.ok && isLasting(outcome.failure);
      report(outcome);
    }
    updating = false;
  }
  return (enabled) => {
    if (stopped || !Office.context.requirements.isSetSupported('RibbonApi', '1.1')) return;
    if (latest === enabled) return;
    latest = enabled;
    pending = enabled;
    if (!updating) void update();
  };
}

const updateFor = (enabled: boolean): Office.RibbonUpdaterData => ({
  tabs: [
    {
      id: 'TabHome',
      groups: [
        {
          id: 'SessionKeeper.Group',
          controls: [
            { id: 'SessionKeeper.Refresh', enabled },
            { id: 'SessionKeeper.KeepAlive', enabled },
          ],
        },
      ],
    },
  ],
});
