import type { TestAccount } from '../identity/accounts';
import { personalTenantId } from '../identity/accounts';
import type { GraphAnswer } from './answer';
import { accessDenied, itemNotFound, refuse } from './answer';
import type { Drive } from './files';
import { driveUrl, guidOf, pageUrl } from './files';
import type { Located } from './locate';
import {
  drivesOfSite,
  locateById,
  locateByPath,
  locateByUrl,
  locateOwn,
  mayRead,
  urlOfShareToken,
} from './locate';
import type { ReceivedCall } from './call';

/** `GET /me` */
export function showMe({ account, scopes }: ReceivedCall): GraphAnswer {
  if (!scopes.includes('User.Read')) {
    return refuse(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
  return {
    status: 200,
    body: {
      id: account.oid,
      displayName: account.name,
      userPrincipalName: account.userName,
      mail: account.userName,
    },
  };
}

/** `GET /shares/{token}/driveItem` */
export function findShare(call: ReceivedCall): GraphAnswer {
  const url = urlOfShareToken(call.parts['token'] ?? '');
  if (url === undefined) return refuse(400, 'invalidRequest', 'The sharing token is invalid.');
  return itemAnswer(call, locateByUrl(call.service.drives, url));
}

/** `GET /sites/{host}:/{path}` */
export function findSite(call: ReceivedCall): GraphAnswer {
  const [drive] = drivesOfSite(
    call.service.drives,
    call.parts['host'] ?? '',
    call.parts['site'] ?? '',
  );
  const known = call.service.drives.some(({ host }) => host === call.parts['host']?.toLowerCase());
  if (!known) return refuse(400, 'invalidRequest', 'Invalid hostname for this tenancy');
  if (drive === undefined) return itemNotFound();
  if (!mayReach(call, drive)) return accessDenied();
  const name = drive.site.slice(drive.site.indexOf('/') + 1);
  return {
    status: 200,
    body: select(call, { id: siteId(drive), name, displayName: name, webUrl: siteUrl(drive) }),
  };
}

/** `GET /sites/{id}/drives` */
export function findDrives(call: ReceivedCall): GraphAnswer {
  const drives = call.service.drives.filter((drive) => siteId(drive) === call.parts['site']);
  if (drives.length === 0) return itemNotFound();
  if (!drives.every((drive) => mayReach(call, drive))) return accessDenied();
  return {
    status: 200,
    body: {
      value: drives.map((drive) =>
        select(call, {
          id: drive.id,
          name: drive.name,
          driveType: driveType(drive),
          webUrl: driveUrl(drive),
        }),
      ),
    },
  };
}

/** `GET /drives/{id}/root:/{path}` and `GET /me/drive/root:/{path}` */
export function findPath(call: ReceivedCall): GraphAnswer {
  return itemAnswer(call, locateAddressed(call));
}

/** `GET /drives/{id}/items/{id}` and `GET /me/drive/items/{id}` */
export function showItem(call: ReceivedCall): GraphAnswer {
  return itemAnswer(call, locateAddressed(call));
}

/**
 * Finds the file of the request by its ids or its path. `/me/drive` has only the user's own files.
 */
export function locateAddressed({ parts, account, service }: ReceivedCall): Located | undefined {
  if (parts['path'] !== undefined) {
    const drive = service.drives.find(({ id, owner }) =>
      parts['drive'] === undefined ? owner === account : id === parts['drive'],
    );
    return drive && locateByPath(drive, parts['path']);
  }
  const item = parts['item'] ?? '';
  return parts['drive'] === undefined
    ? locateOwn(service.drives, account, item)
    : locateById(service.drives, parts['drive'], item);
}

/** The error response if the user or the app may not access the file. */
export function refusalFor(call: ReceivedCall, located: Located): GraphAnswer | undefined {
  return mayReach(call, located.drive) && mayRead(located, call.account)
    ? undefined
    : accessDenied();
}

/**
 * `Files.ReadWrite` covers the user's own files. A setting defines the permission for other files.
 * Personal accounts are not supported.
 */
function mayReach({ account, scopes, service }: ReceivedCall, drive: Drive): boolean {
  if (account.tid === personalTenantId) return false;
  return (
    scopes.includes('Files.ReadWrite.All') ||
    (scopes.includes('Files.ReadWrite') &&
      (isOwn(drive, account) || service.settings.sharedFilesNeed === 'Files.ReadWrite'))
  );
}

export function isOwn(drive: Drive, account: TestAccount): boolean {
  return drive.owner === account;
}

function itemAnswer(call: ReceivedCall, located: Located | undefined): GraphAnswer {
  if (located === undefined) return itemNotFound();
  return refusalFor(call, located) ?? { status: 200, body: select(call, driveItem(located)) };
}

function driveItem({ drive, file }: Located): Record<string, unknown> {
  const folder = file.path.includes('/')
    ? `/${file.path.slice(0, file.path.lastIndexOf('/'))}`
    : '';
  return {
    id: file.id,
    name: file.name,
    webUrl: pageUrl(drive, file),
    size: 8_192,
    file: { mimeType: mimeTypeOf(file.name) },
    parentReference: {
      driveType: driveType(drive),
      driveId: drive.id,
      id: `01${guidOf(driveUrl(drive) + folder)}`,
      path: `/drives/${drive.id}/root:${folder}`,
      siteId: siteId(drive),
    },
    publication: { level: file.checkedOut ? 'checkout' : 'published', versionId: '1.0' },
    sharepointIds: {
      listItemUniqueId: file.uniqueId,
      siteUrl: siteUrl(drive),
      tenantId: drive.tenantId,
      siteId: guidOf(siteUrl(drive)),
    },
  };
}

/** The properties in `$select`, or all if it is absent. */
function select(
  { query }: ReceivedCall,
  resource: Record<string, unknown>,
): Record<string, unknown> {
  const names = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  return names === undefined
    ? resource
    : Object.fromEntries(Object.entries(resource).filter(([name]) => names.includes(name)));
}

function siteUrl(drive: Drive): string {
  return driveUrl({ ...drive, library: '' }).replace(/\/$/, '');
}

function siteId(drive: Drive): string {
  return [drive.host, guidOf(siteUrl(drive)), guidOf(`web of ${siteUrl(drive)}`)].join(',');
}

function driveType({ owner }: Drive): string {
  return owner === undefined ? 'documentLibrary' : 'business';
}

function mimeTypeOf(name: string): string {
  if (name.endsWith('.xlsb')) return 'application/vnd.ms-excel.sheet.binary.macroEnabled.12';
  if (name.endsWith('.xlsm')) return 'application/vnd.ms-excel.sheet.macroEnabled.12';
  return name.endsWith('.xls')
    ? 'application/vnd.ms-excel'
    : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
}
