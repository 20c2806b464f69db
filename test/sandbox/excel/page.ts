import { startDrawer } from './drawer';
import { startExcel, type Excel, type HostState } from './excel';
import { drawGrid, showSavedCells } from './grid';
import { readManifest } from './manifest';
import { adelesBroker, answerNestedAuth, type Broker } from './nestedAuth';
import { element } from './elements';
import { readSetting, type Setting } from './setting';
import type { OfficeThemeName } from './themes';
import { fetchWorld } from './world';

/** What browser tests drive with page.evaluate. */
export interface ExcelForTests extends Omit<Excel, 'pane'> {
  open: () => void;
  show: () => void;
  hide: () => void;
  close: () => void;
  reload: () => void;
  focusIn: (backwards?: boolean) => void;
  /** Another theme is chosen in Office; needs `theme`. */
  setTheme: (theme: OfficeThemeName) => void;
  /** Answers nested app authentication; needs `naa=1`. */
  setBroker: (broker: Broker) => void;
}

declare global {
  interface Window {
    excel: ExcelForTests;
  }
}

const world = await fetchWorld();
const setting = readSetting(location.search, world);
const manifest = readManifest(await (await fetch('/manifest.xml')).text(), setting.locale);
drawGrid(element('grid', HTMLTableElement));
showSavedCells(element('grid', HTMLTableElement), setting.documentUrl);
const excel = startExcel({ setting, manifest, world }, {
  ribbon: element('ribbon', HTMLElement),
  paneBody: element('pane-body', HTMLElement),
  background: element('background', HTMLElement),
  changed: show,
  focusLeft: (backwards) => element(backwards ? 'pane-close' : 'drawer-summary', HTMLElement).focus(),
});
element('pane-title', HTMLElement).textContent = manifest.addinName;
element('pane-close', HTMLButtonElement).addEventListener('click', excel.dismiss);
startDrawer({ excel, world, setting });
window.excel = forTests(excel, setting);

function show({ pane, workbookName }: HostState): void {
  document.title = `${workbookName} - Excel sandbox`;
  document.body.dataset['pane'] = pane;
  element('workbook-name', HTMLElement).textContent = workbookName;
}

function forTests({ pane, ...rest }: Excel, { paneUrl, nestedAuth }: Setting): ExcelForTests {
  let broker = adelesBroker;
  if (nestedAuth) answerNestedAuth(new URL(paneUrl).origin, () => broker);
  return {
    ...rest,
    open: pane.open,
    show: pane.show,
    hide: pane.hide,
    close: pane.close,
    reload: pane.reload,
    focusIn: (backwards = false) => pane.focusIn(backwards),
    setTheme: pane.setTheme,
    setBroker(given) {
      broker = given;
    },
  };
}
