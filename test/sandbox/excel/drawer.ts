import { element } from './elements';
import type { Excel } from './excel';
import { startExcelControls } from './excelControls';
import { startScriptControls } from './scriptControls';
import { startServiceControls } from './serviceControls';
import type { Setting } from './setting';
import type { World } from './world';

/**
 * Connects the drawer's buttons to the service and to Excel. The query parameter `drawer=1` opens
 * the drawer.
 */
export function startDrawer(parts: { excel: Excel; world: World; setting: Setting }): void {
  startExcelControls(parts);
  startServiceControls();
  startScriptControls();
  element('drawer', HTMLDetailsElement).open =
    new URLSearchParams(location.search).get('drawer') === '1';
}
