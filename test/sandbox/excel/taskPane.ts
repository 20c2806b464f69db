import type { CommandRun } from './commands';
import type { HostOptions } from './frame';
import { openDesktopPane } from './desktopPane';
import { openPane, type HostPorts, type PaneHost } from './host';
import type { HostKind } from './hostKind';
import type { OfficeThemeName } from './themes';

export type PaneState = 'closed' | 'hidden' | 'shown';

/** What every page of the add-in shares, pane or not. */
export interface HostContext extends Omit<HostPorts, 'isVisible' | 'setVisible' | 'close'> {
  /** The browser refused the window of a page on the desktop. */
  readonly blocked: () => void;
}

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
  /**
   * The workbook is closed in Excel on the desktop: the pane is taken away without a word to it.
   */
  tearDown: () => void;
  /** Loads the pane anew without a word. */
  reload: () => void;
  focusIn: (backwards: boolean) => void;
  setTheme: (theme: OfficeThemeName) => void;
  documentChanged: () => void;
  escapeDialog: () => void;
  /** What the page asked for, in order. */
  calls: () => readonly string[];
  runCommand: (actionId: string, buttonId: string) => Promise<CommandRun>;
}

/**
 * Opens a page of the add-in: in a frame of Excel's page, or in a window of its own. Undefined when
 * there can be none.
 */
function openPage(
  kind: HostKind,
  parent: Element,
  options: HostOptions,
  ports: HostPorts,
): PaneHost | undefined {
  return kind === 'web' ? openPane(parent, options, ports) : openDesktopPane(kind, options, ports);
}

/** Where the pages of the add-in are shown. */
export interface PaneParts {
  readonly kind: HostKind;
  readonly parent: Element;
  readonly options: HostOptions;
  readonly hostContext: HostContext;
  readonly changed: () => void;
}

export function createTaskPane({
  kind,
  parent,
  options,
  hostContext,
  changed,
}: PaneParts): TaskPane {
  let host: PaneHost | undefined;
  let visible = false;

  const setVisible = (now: boolean) => {
    if (!host || visible === now) return;
    visible = now;
    changed();
    host.announceVisibility(now);
  };
  const leave = (how: 'remove' | 'tearDown') => {
    host?.[how]();
    host = undefined;
    visible = false;
    changed();
  };
  const close = () => leave('remove');
  const loaded = (shown: boolean): PaneHost | undefined => {
    if (host) return host;
    visible = shown;
    host = openPage(kind, parent, options, {
      ...hostContext,
      close,
      setVisible,
      isVisible: () => visible,
    });
    changed();
    if (host === undefined) hostContext.blocked();
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
    tearDown: () => leave('tearDown'),
    reload: () => host?.reload(),
    focusIn: (backwards) => host?.focusIn(backwards),
    setTheme: (theme) => host?.setTheme(theme),
    documentChanged: () => host?.documentChanged(),
    escapeDialog: () => host?.escapeDialog(),
    calls: () => host?.calls ?? [],
    runCommand: (actionId, buttonId) =>
      loaded(false)?.runCommand(actionId, buttonId) ??
      Promise.resolve({ actionId, outcome: 'abandoned' }),
  };
}

/** Without a shared runtime a command gets a page of its own, out of sight, which ends with it. */
export async function runAlone(
  command: { actionId: string; buttonId: string },
  { kind, parent, options, hostContext }: Omit<PaneParts, 'changed'>,
): Promise<CommandRun> {
  const nothing = () => undefined;
  const page = openPage(kind, parent, options, {
    ...hostContext,
    close: nothing,
    setVisible: nothing,
    isVisible: () => false,
  });
  if (page === undefined) return { actionId: command.actionId, outcome: 'abandoned' };
  const run = await page.runCommand(command.actionId, command.buttonId);
  page.remove();
  return run;
}
