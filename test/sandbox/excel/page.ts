import { startDrawer } from './drawer';
import { startExcel, type Excel, type HostState } from './excel';
import { drawGrid, showSavedCells } from './grid';
import { parseAddInManifest } from './manifest';
import { adelesBroker, answerNestedAuth, type Broker } from './nestedAuth';
import { element } from './elements';
import { readSetting, type ExcelSetting } from './setting';
import { fetchKeyBindings, listenForKeys } from './keyBindings';
import type { OfficeThemeName } from './themes';
import { fetchWorld } from './worldDescription';

/** API that browser tests call through page.evaluate. */
export interface ExcelForTests extends Omit<Excel, 'pane'> {
  open: () => void;
  /** Loads the pane hidden, as Excel does for an add-in that starts with the workbook. */
  openHidden: () => void;
  show: () => void;
  hide: () => void;
  close: () => void;
  reload: () => void;
  /** Closes the workbook in desktop Excel, which removes the pane without notice. */
  tearDown: () => void;
  /**
   * Emulates Esc in the dialog of a desktop pane. The dialog closes without an event to the pane.
   */
  escapeDialog: () => void;
  focusIn: (backwards?: boolean) => void;
  /** Changes the Office theme; needs `theme`. */
  setTheme: (theme: OfficeThemeName) => void;
  /** Sets the broker of nested app authentication; needs `naa=1`. */
  setBroker: (broker: Broker) => void;
}

declare global {
  interface Window {
    excel: ExcelForTests;
  }
}

const world = await fetchWorld();
const setting = readSetting(location.search, world);
const manifestXml = await (await fetch('/manifest.xml')).text();
const manifest = parseAddInManifest(manifestXml, setting.locale, setting.requirements);
// Without a shared runtime the ribbon has only the list of add-ins.
const openingButton = manifest.buttons.find(({ action }) => action.kind === 'showPane');
const whatOpens = `“${openingButton?.label ?? ''}” in the group “${manifest.groupLabel}”`;

/** Hints about the pane of desktop Excel, which is a separate window. */
const paneHints: Readonly<Record<HostState['pane'], string>> = {
  closed: `The pane is closed. ${whatOpens} opens it in a window of its own.`,
  hidden: 'The pane is hidden, and its code runs on: its window stands empty until it is shown.',
  shown: 'The pane is in a window of its own.',
};

drawGrid(element('grid', HTMLTableElement));
if (setting.documentUrl !== null) {
  showSavedCells(element('grid', HTMLTableElement), setting.documentUrl);
}
const excel = startExcel(
  { setting, manifest, world },
  {
    ribbon: element('ribbon', HTMLElement),
    paneBody: element('pane-body', HTMLElement),
    background: element('background', HTMLElement),
    changed: show,
    blocked: () => showPaneHint(`A browser lets only a click open a window: choose ${whatOpens}.`),
    focusLeft: (backwards) =>
      element(backwards ? 'pane-close' : 'drawer-summary', HTMLElement).focus(),
  },
);
element('pane-title', HTMLElement).textContent = manifest.addinName;
element('pane-close', HTMLButtonElement).addEventListener('click', excel.dismiss);
document.body.dataset['host'] = setting.kind;
startDrawer({ excel, world, setting });
window.excel = forTests(excel, setting);
if (manifest.shortcutsUrl !== undefined && setting.sharedRuntime) {
  listenForKeys(
    await fetchKeyBindings(manifest.shortcutsUrl, setting.kind),
    excel.pane.startAction,
  );
}

function showPaneHint(text: string): void {
  element('pane-hint', HTMLElement).textContent = text;
}

function show({ pane, workbookName }: HostState): void {
  showPaneHint(paneHints[pane]);
  document.title = `${workbookName} - Excel sandbox`;
  document.body.dataset['pane'] = pane;
  element('workbook-name', HTMLElement).textContent = workbookName;
}

function forTests({ pane, ...rest }: Excel, { paneUrl, nestedAuth }: ExcelSetting): ExcelForTests {
  let broker = adelesBroker;
  if (nestedAuth) answerNestedAuth(new URL(paneUrl).origin, () => broker);
  return {
    ...rest,
    open: pane.open,
    openHidden: pane.openHidden,
    show: pane.show,
    hide: pane.hide,
    close: pane.close,
    reload: pane.reload,
    tearDown: pane.tearDown,
    escapeDialog: pane.escapeDialog,
    focusIn: (backwards = false) => pane.focusIn(backwards),
    setTheme: pane.setTheme,
    setBroker(given) {
      broker = given;
    },
  };
}
