import type { CommandRun } from './commands';
import type { HostOptions } from './frame';
import type { Manifest } from './manifest';
import type { FileProperties, OpenDocument } from './methods';
import { focusActions } from './protocol';
import { drawRibbon, type Ribbon } from './emulatedRibbon';
import type { ExcelSetting } from './setting';
import {
  createTaskPane,
  runAlone,
  type PaneState,
  type TaskPaneContext,
  type TaskPane,
} from './taskPane';
import type { ExcelWorld } from './worldDescription';

/** Emulated Excel, as controlled by a user or a test. */
export interface Excel {
  /** Current state of the add-in in Excel. */
  host: () => HostState;
  /**
   * Runs a ribbon command, even if its button is disabled. Resolves when the add-in completes it.
   */
  runCommand: (actionId: string) => Promise<CommandRun>;
  readonly pane: TaskPane;
  /** Emulates the × of the pane: hides it in a shared runtime, otherwise closes it. */
  dismiss: () => void;
  /**
   * Moves or renames the file. `Office.context.document.url` keeps the old address until the pane
   * reloads.
   */
  setDocumentUrl: (url: string | null) => void;
  setFileProperties: (mode: FileProperties) => void;
  /** Notifications from the pane, as OSF.AgaveHostAction: focus, Tab out, Esc, ... */
  readonly notifications: readonly number[];
  readonly commandRuns: readonly CommandRun[];
}

export interface HostState {
  readonly pane: PaneState;
  readonly documentUrl: string | null;
  readonly workbookName: string;
  /** Last value passed to Office.addin.setStartupBehavior. */
  readonly startup: string;
  /** True for each enabled button, by id. */
  readonly ribbon: Readonly<Record<string, boolean>>;
  /** Number of button updates by the add-in, including those without a change. */
  readonly ribbonUpdates: number;
  readonly settings: Readonly<Record<string, string>>;
  /** Requests of the pane, in order. */
  readonly calls: readonly string[];
}

/** Elements in which Excel draws, and callbacks to its page. */
export interface Places {
  readonly ribbon: Element;
  readonly paneBody: Element;
  /** Contains the frames of commands with a separate runtime. */
  readonly background: Element;
  readonly changed: (state: HostState) => void;
  /** Called when the browser blocks the pane's window, which only a click can open. */
  readonly blocked: () => void;
  /** Called when Tab moves the focus out of the pane. */
  readonly focusLeft: (backwards: boolean) => void;
}

export interface Installation {
  readonly setting: ExcelSetting;
  readonly manifest: Manifest;
  readonly world: ExcelWorld;
}

/** Starts Excel with one open workbook and one installed add-in. */
export function startExcel(installation: Installation, places: Places): Excel {
  const { setting, manifest } = installation;
  const notifications: number[] = [];
  const options = hostOptions(installation);
  const ribbon = drawRibbon(places.ribbon, manifest, {
    iconOrigin: new URL(setting.paneUrl).origin,
    press: ({ action }) =>
      action.kind === 'showPane' ? pane.open() : void commands.run(action.actionId),
  });
  const hostContext = surroundingsOf(installation, ribbon, places.blocked, (action) => {
    notifications.push(action);
    if (action === focusActions.tabOut) places.focusLeft(false);
    if (action === focusActions.tabOutBackwards) places.focusLeft(true);
  });
  const host = () => hostState(hostContext, ribbon, pane);
  const changed = () => places.changed(host());
  const { kind } = setting;
  const pane = createTaskPane({ kind, parent: places.paneBody, options, hostContext, changed });
  const commands = ribbonCommands(manifest, ribbon, (actionId, buttonId) => {
    if (options.sharedRuntime) return pane.runCommand(actionId, buttonId);
    const alone = { ...options, pageUrl: functionPage(installation) };
    const parts = { kind, parent: places.background, options: alone, hostContext };
    return runAlone({ actionId, buttonId }, parts);
  });

  changed();
  begin(setting.start, pane);
  return {
    host,
    runCommand: commands.run,
    pane,
    dismiss: () => (options.sharedRuntime ? pane.hide() : pane.close()),
    setDocumentUrl(url) {
      hostContext.document.url = url;
      pane.documentChanged();
      changed();
    },
    setFileProperties(mode) {
      hostContext.document.fileProperties = mode;
    },
    notifications,
    commandRuns: commands.runs,
  };
}

function surroundingsOf(
  { setting, manifest }: Installation,
  ribbon: Ribbon,
  blocked: () => void,
  notified: (action: number) => void,
): TaskPaneContext {
  const document: OpenDocument = {
    url: setting.documentUrl,
    fileProperties: setting.fileProperties,
  };
  return {
    document,
    settings: new Map(setting.settings),
    startup: { value: 'Inactive' },
    workbookName: () => workbookName(document.url),
    setButtonEnabled: ribbon.setEnabled,
    hasTab: (id) => id === manifest.tabId,
    notified,
    blocked,
  };
}

function hostState(
  { document, settings, startup, workbookName }: TaskPaneContext,
  ribbon: Ribbon,
  pane: TaskPane,
): HostState {
  return {
    pane: pane.state(),
    documentUrl: document.url,
    workbookName: workbookName(),
    startup: startup.value,
    ribbon: ribbon.enabled(),
    ribbonUpdates: ribbon.updates(),
    settings: Object.fromEntries(settings),
    calls: pane.calls(),
  };
}

/** Returns the name for the title bar: the last part of the address, which may be a file path. */
function workbookName(url: string | null): string {
  const [address = ''] = (url ?? '').split(/[?#]/);
  const name = address.split(/[\\/]/).at(-1) ?? '';
  try {
    return decodeURIComponent(name) || 'Book1';
  } catch {
    return name;
  }
}

function begin(start: ExcelSetting['start'], pane: TaskPane): void {
  if (start === 'shown') pane.open();
  if (start === 'hidden') pane.openHidden();
}

function ribbonCommands(
  manifest: Manifest,
  ribbon: Ribbon,
  run: (actionId: string, buttonId: string) => Promise<CommandRun>,
) {
  const runs: CommandRun[] = [];
  const buttonOf = (actionId: string) =>
    manifest.buttons.find(
      ({ action }) => action.kind === 'runFunction' && action.actionId === actionId,
    )?.id ?? '';
  const press = async (actionId: string): Promise<CommandRun> => {
    const buttonId = buttonOf(actionId);
    ribbon.setBusy(buttonId, true);
    const done = await run(actionId, buttonId);
    ribbon.setBusy(buttonId, false);
    runs.push(done);
    return done;
  };
  return { run: press, runs };
}

function hostOptions({ setting, manifest, world }: Installation): HostOptions {
  return {
    ...setting,
    pageUrl: setting.paneUrl,
    addinName: manifest.addinName,
    appDomains: [...manifest.appDomains, ...(world.identityOrigin ? [world.identityOrigin] : [])],
    sharedRuntime: setting.sharedRuntime && manifest.wantsSharedRuntime,
    permission: setting.enforcesPermission
      ? (setting.permission ?? manifest.permission)
      : undefined,
  };
}

const functionPage = ({ setting, manifest }: Installation): string =>
  new URL(new URL(manifest.functionFile).pathname, setting.paneUrl).href;
