import type { WorkbookReason } from '../session/failures';

/** What Excel opens and saves besides, but the service does not. Source: Excel, file formats that are supported. */
const otherFormats = /\.(xls|xlt|xltx|xltm|xlam|csv|ods|txt|prn|dif|slk|xml|mht|html?)$/i;

/** Why a file of this name cannot hold a session, if so. .xlsm and .xlsb are not documented: the service is asked. */
export function formatProblem(name: string): WorkbookReason | undefined {
  if (/\.xls[xmb]$/i.test(name)) return undefined;
  return otherFormats.test(name) ? 'oldFormat' : 'badLink';
}
