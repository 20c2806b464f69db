import { element } from './elements';
import type { Excel } from './excel';
import { startExcelControls } from './excelControls';
import { startScriptControls } from './scriptControls';
import { startServiceControls } from './serviceControls';
import type { ExcelSetting } from './setting';
import type { ExcelWorld } from './worldDescription';

/**
 * Connects the drawer's buttons to the service and to Excel. The query parameter `drawer=1` opens
 * the drawer.
 */
export function startDrawer(parts: {
  excel: Excel;
  world: ExcelWorld;
  setting: ExcelSetting;
}): void {
  startExcelControls(parts);
  startServiceControls();
  startScriptControls();
  element('drawer', HTMLDetailsElement).open =
    new URLSearchParams(location.search).get('drawer') === '1';
}
