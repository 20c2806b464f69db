import type { CommandRun } from './commands';
import type { HostOptions } from './frame';
import type { Manifest } from './manifest';
import type { FileProperties, OpenDocument } from './methods';
import { focusActions } from './protocol';
import { drawRibbon, type Ribbon } from './ribbon';
import type { Setting } from './setting';
import {
  createTaskPane,
  runAlone,
  type PaneState,
  type HostContext,
  type TaskPane,
} from './taskPane';
import type { World } from './world';

/** Excel as a user or a test drives it. */
export interface Excel {
  /** What Excel knows of the add-in now. */
  host: () => HostState;
  /** Presses a ribbon command, enabled or not. Settles when the add-in has completed it. */
  runCommand: (actionId: string) => Promise<CommandRun>;
  readonly pane: TaskPane;
  /** The user's press on the pane's ×: hides it in a shared runtime, closes it in any other. */
  dismiss: () => void;
  /** The file moves or is renamed. `Office.context.document.url` keeps the old address until the pane loads anew. */
  setDocumentUrl: (url: string | null) => void;
  setFileProperties: (mode: FileProperties) => void;
  /** What the pane told Excel, as OSF.AgaveHostAction: focus, Tab out, Esc, ... */
  readonly notifications: readonly number[];
  readonly commandRuns: readonly CommandRun[];
}

export interface HostState {
  readonly pane: PaneState;
  readonly documentUrl: string | null;
  readonly workbookName: string;
  /** What Office.addin.setStartupBehavior asked for. */
  readonly startup: string;
  /** Which buttons can be pressed, by id. */
  readonly ribbon: Readonly<Record<string, boolean>>;
  /** How often the add-in has set a button, changed or not. */
  readonly ribbonUpdates: number;
  readonly settings: Readonly<Record<string, string>>;
  /** What the pane asked for, in order. */
  readonly calls: readonly string[];
}

/** Where Excel draws, and what it tells its page. */
export interface Places {
  readonly ribbon: Element;
  readonly paneBody: Element;
  /** Holds the frames of commands that have a runtime of their own. */
  readonly background: Element;
  readonly changed: (state: HostState) => void;
  /** The browser refused the pane's window, which only a click may open. */
  readonly blocked: () => void;
  /** Tab has left the pane. */
  readonly focusLeft: (backwards: boolean) => void;
}

export interface Installation {
  readonly setting: Setting;
  readonly manifest: Manifest;
  readonly world: World;
}

/** Starts Excel with one workbook open and one add-in installed. */
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
): HostContext {
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
  { document, settings, startup, workbookName }: HostContext,
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

/** The name in the title bar: the last part of the address, which may be a path on a disk. */
function workbookName(url: string | null): string {
  const [address = ''] = (url ?? '').split(/[?#]/);
  const name = address.split(/[\\/]/).at(-1) ?? '';
  try {
    return decodeURIComponent(name) || 'Book1';
  } catch {
    return name;
  }
}

function begin(start: Setting['start'], pane: TaskPane): void {
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
