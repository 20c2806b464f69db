import { mayCall, type PermissionLevel } from './permissions';
import { dispatch, errors, isFields, type Fields, type MethodCall } from './protocol';

/**
 * The workbook that is open. `url` is empty for one that was never saved, and null where Excel tells a
 * guest none.
 */
export interface OpenDocument {
  url: string | null;
  /** How getFilePropertiesAsync answers. */
  fileProperties: FileProperties;
}

export const filePropertiesModes = ['live', 'hang', 'fail', 'empty'] as const;
export type FileProperties = (typeof filePropertiesModes)[number];

export interface MethodPorts {
  readonly document: OpenDocument;
  /** The add-in's settings in the workbook: each value is JSON. */
  readonly settings: Map<string, string>;
  /** Office's own sign-in; empty when nobody is signed in. */
  readonly accessToken: string;
  /** What the manifest asks for; undefined for an Excel that does not look at it. */
  readonly permission: PermissionLevel | undefined;
  /** Performs the batch of the Rich API and returns the JSON of its answer. */
  readonly runBatch: (body: unknown) => string;
  readonly commandCompleted: (args: Fields) => void;
  readonly close: () => void;
}

/** Performs a numbered method. Undefined: Excel never answers. */
export function answerMethod(
  { dispatchId, args }: MethodCall,
  ports: MethodPorts,
): Fields | undefined {
  const { permission } = ports;
  if (permission !== undefined && !mayCall(permission, dispatchId)) {
    return failed(errors.noPermission);
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
        : failed(errors.notSignedIn);
    default:
      return failed(errors.internal);
  }
}

export const failed = (error: number): Fields => ({ Version: 1, Error: error });
const done = (fields: Fields = {}): Fields => ({ Version: 1, Error: errors.none, ...fields });

function fileProperties({ url, fileProperties: mode }: OpenDocument): Fields | undefined {
  switch (mode) {
    case 'live':
      // A workbook without a place has no properties (office-js#3509).
      return url === '' || url === null ? failed(errors.internal) : done({ 0: { 1: url } });
    case 'empty':
      return done({ 0: { 1: '' } });
    case 'fail':
      return failed(errors.internal);
    case 'hang':
      return undefined;
  }
}

/** The request carries the whole list of [key, JSON], not what changed. */
function saveSettings(args: Fields, settings: Map<string, string>): void {
  const request = args['DdaSettingsMethod'];
  const rows: unknown = isFields(request) ? request['Properties'] : undefined;
  settings.clear();
  for (const row of Array.isArray(rows) ? rows : []) {
    if (Array.isArray(row)) settings.set(String(row[0]), String(row[1]));
  }
}
