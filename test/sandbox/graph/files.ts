import { createHash } from 'node:crypto';
import type { TestAccount } from '../identity/accounts';
import { adele, alex, fabrikamTenantId, tenantId } from '../identity/accounts';
import type { Content } from './content';
import { createContent } from './content';

/** A document library or a user's OneDrive. */
export interface Drive {
  readonly id: string;
  /** The display name, in the language of the site. */
  readonly name: string;
  readonly host: string;
  /** The organization that stores it; only its tokens find it. */
  readonly tenantId: string;
  /** The site's path, not percent-encoded, for example `sites/Finance`. */
  readonly site: string;
  /** The library's path below the site, not percent-encoded. */
  readonly library: string;
  /** The owner of the OneDrive; absent for a team site. */
  readonly owner?: TestAccount;
  readonly files: readonly WorkbookFile[];
}

export interface WorkbookFile {
  readonly id: string;
  /** The GUID in links to the file. */
  readonly uniqueId: string;
  /** The path below the library, not percent-encoded. */
  readonly path: string;
  readonly name: string;
  /** All users in the organisation if absent. */
  readonly readers?: readonly TestAccount[];
  readonly readOnly: boolean;
  /** True if another user has checked out the file. */
  readonly checkedOut: boolean;
  /** True if Excel's service can open the file. */
  readonly opens: boolean;
  /** The saved content. */
  readonly content: Content;
}

const host = 'contoso.sharepoint.com';
const personalHost = 'contoso-my.sharepoint.com';

/**
 * Creates the organisation's files for one world.
 *
 * @param at world time of the last calculation, in milliseconds.
 */
export function createDrives(at: number): readonly Drive[] {
  const drive = (
    about: Omit<Drive, 'id' | 'files' | 'tenantId'> & Partial<Pick<Drive, 'tenantId'>>,
    seeds: readonly FileSeed[],
  ): Drive => {
    const seed = `${about.host}/${about.site}`;
    const files = seeds.map((file) => workbook(seed, file, at));
    return { tenantId, ...about, id: `b!${hash(seed).toString('base64url')}`, files };
  };
  return [
    drive({ name: 'Documents', host, site: 'sites/Finance', library: 'Shared Documents' }, [
      { path: 'Budget 2026.xlsx' },
      { path: '予算 #1 100%.xlsx' },
      { path: 'Quarterly 📊/Forecast + actuals.xlsx' },
      { path: 'Macros.xlsm' },
      { path: 'Binary.xlsb' },
      { path: 'Checked out.xlsx', checkedOut: true },
      { path: 'Old.xls', opens: false },
      { path: 'Read only.xlsx', readOnly: true },
    ]),
    drive({ name: 'ドキュメント', host, site: 'sites/Keiri', library: '共有ドキュメント' }, [
      { path: '経費精算.xlsx' },
    ]),
    drive(
      {
        name: 'OneDrive',
        host: personalHost,
        site: 'personal/adele_contoso_example',
        library: 'Documents',
        owner: adele,
      },
      [{ path: 'My plan.xlsx', readers: [adele] }, { path: 'For the team.xlsx' }],
    ),
    drive(
      {
        name: 'OneDrive',
        host: personalHost,
        site: 'personal/alex_contoso_example',
        library: 'Documents',
        owner: alex,
      },
      [{ path: 'Only for Alex.xlsx', readers: [alex] }],
    ),
    drive(
      {
        name: 'Documents',
        host: 'fabrikam.sharepoint.com',
        tenantId: fabrikamTenantId,
        site: 'sites/Projects',
        library: 'Shared Documents',
      },
      [{ path: 'Joint plan.xlsx' }],
    ),
  ];
}

type FileSeed = Pick<WorkbookFile, 'path'> &
  Partial<Pick<WorkbookFile, 'readers' | 'readOnly' | 'checkedOut' | 'opens'>>;

function workbook(
  seed: string,
  { path, readOnly = false, checkedOut = false, opens = true, readers }: FileSeed,
  at: number,
): WorkbookFile {
  const id = `01${base32(hash(`${seed}/${path}`)).slice(0, 32)}`;
  return {
    id,
    uniqueId: guidOf(`${seed}/${path}`),
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    readOnly,
    checkedOut,
    opens,
    ...(readers === undefined ? {} : { readers }),
    content: createContent(id, at),
  };
}

/** Ids are derived from names. They are the same in every world and can be looked up in a log. */
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A GUID derived from a name. */
export function guidOf(text: string): string {
  const hex = hash(text).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function base32(bytes: Buffer): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...bytes].map((byte) => letters.charAt(byte % 32)).join('');
}

/** The URL of a drive's library, percent-encoded. */
export function driveUrl({ host: name, site, library }: Drive): string {
  return `https://${name}/${encodePath(`${site}/${library}`)}`;
}

/** The plain URL of a file, as Excel returns it for the open document. */
export function fileUrl(drive: Drive, file: WorkbookFile): string {
  return `${driveUrl(drive)}/${encodePath(file.path)}`;
}

/** The link from "Copy link". */
export function sharingUrl({ host: name, site, owner }: Drive, file: WorkbookFile): string {
  const [, last = ''] = site.split('/');
  return `https://${name}/:x:/${owner === undefined ? 's' : 'g/personal'}/${encodeURIComponent(last)}/E${file.id.slice(2, 24)}?e=abc123`;
}

/** The URL of a file in Excel on the web: Graph's `webUrl`. */
export function pageUrl(
  { host: name, site }: Drive,
  { uniqueId, name: fileName }: WorkbookFile,
): string {
  const query = `sourcedoc=%7B${uniqueId.toUpperCase()}%7D&file=${encodeURIComponent(fileName)}&action=default&mobileredirect=true`;
  return `https://${name}/${encodePath(site)}/_layouts/15/Doc.aspx?${query}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
