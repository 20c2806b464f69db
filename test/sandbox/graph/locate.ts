import { tryDecodeURIComponent } from 'hono/utils/url';
import type { TestAccount } from '../identity/accounts';
import type { Drive, WorkbookFile } from './files';
import { driveUrl, fileUrl, pageUrl, sharingUrl } from './files';

/** A file and its drive. */
export interface Located {
  readonly drive: Drive;
  readonly file: WorkbookFile;
}

/** True if the user may read the file. */
export function mayRead({ file }: Located, account: TestAccount): boolean {
  return file.readers === undefined || file.readers.includes(account);
}

/** Decodes the URL in a sharing token. @returns undefined for an invalid token. */
export function urlOfShareToken(token: string): string | undefined {
  return /^u![\w-]+$/.test(token)
    ? Buffer.from(token.slice(2), 'base64url').toString('utf8')
    : undefined;
}

/** Finds a file by its plain URL, its sharing link or its URL in Excel on the web. */
export function locateByUrl(drives: readonly Drive[], url: string): Located | undefined {
  const asked = formsOf(url);
  return everyFile(drives).find(({ drive, file }) =>
    [fileUrl(drive, file), sharingUrl(drive, file), pageUrl(drive, file)].some((known) =>
      asked.includes(normalise(known)),
    ),
  );
}

/** Finds a file by its path below the library, in any percent-encoding. */
export function locateByPath(drive: Drive, path: string): Located | undefined {
  const asked = [path, tryDecodeURIComponent(path)].map((form) => form.toLowerCase());
  const file = drive.files.find((candidate) => asked.includes(candidate.path.toLowerCase()));
  return file && { drive, file };
}

/** Finds a file by its drive id and its own id. */
export function locateById(
  drives: readonly Drive[],
  driveId: string,
  itemId: string,
): Located | undefined {
  return everyFile(drives).find(({ drive, file }) => drive.id === driveId && file.id === itemId);
}

/** Finds a file in the user's own OneDrive. `/me/drive` finds no other files. */
export function locateOwn(
  drives: readonly Drive[],
  account: TestAccount,
  itemId: string,
): Located | undefined {
  return everyFile(drives).find(({ drive, file }) => drive.owner === account && file.id === itemId);
}

/** The drives of a site. Every site of the sandbox has one. */
export function drivesOfSite(
  drives: readonly Drive[],
  host: string,
  site: string,
): readonly Drive[] {
  return drives.filter(
    (drive) =>
      normalise(driveUrl({ ...drive, library: '' })) === normalise(`https://${host}/${site}/`),
  );
}

function everyFile(drives: readonly Drive[]): readonly Located[] {
  return drives.flatMap((drive) => drive.files.map((file) => ({ drive, file })));
}

/** The URL with and without its query. A file name cannot contain `?` but can contain `#`. */
function formsOf(url: string): readonly string[] {
  return [normalise(url), normalise(url.replace(/\?.*$/s, '')), url.toLowerCase()];
}

/** SharePoint ignores case and differences in percent-encoding. */
function normalise(url: string): string {
  return tryDecodeURIComponent(url).toLowerCase();
}
