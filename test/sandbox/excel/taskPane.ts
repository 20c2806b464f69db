import type { CommandRun } from './commands';
import type { HostOptions } from './frame';
import { openDesktopPane } from './desktopPane';
import { openPane, type HostPorts, type PaneHost } from './emulatedHost';
import type { HostKind } from './hostKind';
import type { OfficeThemeName } from './themes';

export type PaneState = 'closed' | 'hidden' | 'shown';

/** Context shared by all pages of the add-in, with or without a pane. */
export interface TaskPaneContext extends Omit<HostPorts, 'isVisible' | 'setVisible' | 'close'> {
  /** Called when the browser blocks the window of a desktop page. */
  readonly blocked: () => void;
}

/** Task pane: a page that is closed, hidden or shown. */
export interface TaskPane {
  state: () => PaneState;
  /** Shows the pane. Loads it first if it is closed. */
  open: () => void;
  /** Loads the pane hidden. */
  openHidden: () => void;
  show: () => void;
  /** Hides the pane. Its code continues to run. */
  hide: () => void;
  /** Removes the pane's frame. Its code ends. */
  close: () => void;
  /** Closes the workbook in desktop Excel, which removes the pane without notice. */
  tearDown: () => void;
  /** Reloads the pane without notice. */
  reload: () => void;
  focusIn: (backwards: boolean) => void;
  setTheme: (theme: OfficeThemeName) => void;
  documentChanged: () => void;
  escapeDialog: () => void;
  /** Requests of the page, in order. */
  calls: () => readonly string[];
  runCommand: (actionId: string, buttonId: string) => Promise<CommandRun>;
  /** Starts the action of a keyboard shortcut in the page, if it is loaded. */
  startAction: (actionId: string) => void;
}

/**
 * Opens a page of the add-in in a frame of Excel's page or in a separate window. Returns undefined
 * when the browser blocks the window.
 */
function openPage(
  kind: HostKind,
  parent: Element,
  options: HostOptions,
  ports: HostPorts,
): PaneHost | undefined {
  return kind === 'web' ? openPane(parent, options, ports) : openDesktopPane(kind, options, ports);
}

/** Elements and settings for the add-in's pages. */
export interface PaneParts {
  readonly kind: HostKind;
  readonly parent: Element;
  readonly options: HostOptions;
  readonly hostContext: TaskPaneContext;
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
    startAction: (actionId) => host?.startAction(actionId),
    runCommand: (actionId, buttonId) =>
      loaded(false)?.runCommand(actionId, buttonId) ??
      Promise.resolve({ actionId, outcome: 'abandoned' }),
  };
}

/**
 * Runs a command without a shared runtime. The command gets its own hidden page, which closes when
 * the command ends.
 */
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
