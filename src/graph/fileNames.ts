import type { WorkbookReason } from '../session/failures';

/**
 * Formats that Excel opens or saves but the service does not support. Source: Excel, file formats
 * that are supported.
 */
const otherFormats = /\.(xls|xlt|xltx|xltm|xlam|csv|ods|txt|prn|dif|slk|xml|mht|html?)$/i;

/**
 * Why a file with this name cannot have a session; undefined if it can. .xlsm and .xlsb are not
 * documented: the service decides.
 */
export function formatProblem(name: string): WorkbookReason | undefined {
  if (/\.xls[xmb]$/i.test(name)) return undefined;
  return otherFormats.test(name) ? 'oldFormat' : 'badLink';
}
