import { mayCall, type PermissionLevel } from './permissions';
import { dispatch, errors, isFields, type Fields, type MethodCall } from './protocol';

/**
 * Open workbook. `url` is empty if it was never saved, and null if Excel hides the address from a
 * guest.
 */
export interface OpenDocument {
  url: string | null;
  /** Behavior of getFilePropertiesAsync. */
  fileProperties: FileProperties;
}

export const filePropertiesModes = ['live', 'hang', 'fail', 'empty'] as const;
export type FileProperties = (typeof filePropertiesModes)[number];

export interface MethodPorts {
  readonly document: OpenDocument;
  /** Settings of the add-in in the workbook; each value is JSON. */
  readonly settings: Map<string, string>;
  /** Token of Office's own sign-in; empty without a signed-in user. */
  readonly accessToken: string;
  /** Permission in the manifest; undefined when Excel does not enforce it. */
  readonly permission: PermissionLevel | undefined;
  /** Executes a Rich API batch and returns the response as JSON. */
  readonly runBatch: (body: unknown) => string;
  readonly commandCompleted: (args: Fields) => void;
  readonly close: () => void;
}

/** Executes a numbered method. Returns undefined when Excel never responds. */
export function answerMethod(
  { dispatchId, args }: MethodCall,
  ports: MethodPorts,
): Fields | undefined {
  const { permission } = ports;
  if (permission !== undefined && !mayCall(permission, dispatchId)) {
    return failedReply(errors.noPermission);
  }
  switch (dispatchId) {
    case dispatch.richApi:
      return done({
        Data: [
          200,
          [],
          ports.runBatch(Array.isArray(args['ArrayData']) ? args['ArrayData'][4] : undefined),
        ],
      });
    case dispatch.fileProperties:
      return fileProperties(ports.document);
    case dispatch.saveSettings:
      saveSettings(args, ports.settings);
      return done();
    case dispatch.commandCompleted:
      ports.commandCompleted(args);
      return done();
    case dispatch.closeContainer:
      ports.close();
      return undefined;
    case dispatch.accessToken:
      return ports.accessToken
        ? done({ accessToken: ports.accessToken })
        : failedReply(errors.notSignedIn);
    default:
      return failedReply(errors.internal);
  }
}

export const failedReply = (error: number): Fields => ({ Version: 1, Error: error });
const done = (fields: Fields = {}): Fields => ({ Version: 1, Error: errors.none, ...fields });

function fileProperties({ url, fileProperties: mode }: OpenDocument): Fields | undefined {
  switch (mode) {
    case 'live':
      // A workbook without a location has no properties (office-js#3509).
      return url === '' || url === null ? failedReply(errors.internal) : done({ 0: { 1: url } });
    case 'empty':
      return done({ 0: { 1: '' } });
    case 'fail':
      return failedReply(errors.internal);
    case 'hang':
      return undefined;
  }
}

/** The request contains the complete list of [key, JSON], not only the changes. */
function saveSettings(args: Fields, settings: Map<string, string>): void {
  const request = args['DdaSettingsMethod'];
  const rows: unknown = isFields(request) ? request['Properties'] : undefined;
  settings.clear();
  for (const row of Array.isArray(rows) ? rows : []) {
    if (Array.isArray(row)) settings.set(String(row[0]), String(row[1]));
  }
}
