import { element } from './elements';
import type { Excel } from './excel';
import { startExcelControls } from './excelControls';
import { startScriptControls } from './scriptControls';
import { startServiceControls } from './serviceControls';
import type { Setting } from './setting';
import type { World } from './world';

/** Joins the drawer's buttons with the service and with Excel. `drawer=1` in the page's address opens it. */
export function startDrawer(parts: { excel: Excel; world: World; setting: Setting }): void {
  startExcelControls(parts);
  startServiceControls();
  startScriptControls();
  element('drawer', HTMLDetailsElement).open =
    new URLSearchParams(location.search).get('drawer') === '1';
}
