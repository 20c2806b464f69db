import type { CommandRun } from './commands';
import type { HostOptions } from './frame';
import { openPane, type HostPorts, type PaneHost } from './host';
import type { OfficeThemeName } from './themes';

export type PaneState = 'closed' | 'hidden' | 'shown';

/** What every page of the add-in shares, pane or not. */
export type Surroundings = Omit<HostPorts, 'isVisible' | 'setVisible' | 'close'>;

/** The task pane: a page that is closed, or runs out of sight, or is shown. */
export interface TaskPane {
  state: () => PaneState;
  /** Shows the pane, and loads it if it is closed. */
  open: () => void;
  /** Loads the pane out of sight. */
  openHidden: () => void;
  show: () => void;
  /** The pane goes out of sight; its code runs on. */
  hide: () => void;
  /** The pane's frame is removed; its code ends. */
  close: () => void;
  /** Loads the pane anew without a word. */
  reload: () => void;
  focusIn: (backwards: boolean) => void;
  setTheme: (theme: OfficeThemeName) => void;
  /** What the page asked for, in order. */
  calls: () => readonly string[];
  runCommand: (actionId: string, buttonId: string) => Promise<CommandRun>;
}

export function createTaskPane(parent: Element, options: HostOptions, surroundings: Surroundings, changed: () => void): TaskPane {
  let host: PaneHost | undefined;
  let visible = false;

  const setVisible = (now: boolean) => {
    if (!host || visible === now) return;
    visible = now;
    changed();
    host.announceVisibility(now);
  };
  const close = () => {
    host?.remove();
    host = undefined;
    visible = false;
    changed();
  };
  const loaded = (shown: boolean): PaneHost => {
    if (host) return host;
    visible = shown;
    host = openPane(parent, options, { ...surroundings, close, setVisible, isVisible: () => visible });
    changed();
    return host;
  };

  return {
    state: () => (host ? (visible ? 'shown' : 'hidden') : 'closed'),
    open() {
      loaded(true);
      setVisible(true);
    },
    openHidden: () => void loaded(false),
    show: () => setVisible(true),
    hide: () => setVisible(false),
    close,
    reload: () => host?.reload(),
    focusIn: (backwards) => host?.focusIn(backwards),
    setTheme: (theme) => host?.setTheme(theme),
    calls: () => host?.calls ?? [],
    runCommand: (actionId, buttonId) => loaded(false).runCommand(actionId, buttonId),
  };
}

/** Without a shared runtime a command gets a page of its own, out of sight, which ends with it. */
export async function runAlone(
  command: { actionId: string; buttonId: string },
  parent: Element,
  options: HostOptions,
  surroundings: Surroundings,
): Promise<CommandRun> {
  const nothing = () => undefined;
  const page = openPane(parent, options, { ...surroundings, close: nothing, setVisible: nothing, isVisible: () => false });
  const run = await page.runCommand(command.actionId, command.buttonId);
  page.remove();
  return run;
}
