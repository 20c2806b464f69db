import { isFields, parseMessage, type Fields } from './protocol';

/**
 * Object of Excel's model, as a batch can use it: readable and writable properties, methods, and
 * the objects that methods return.
 */
export interface RichObject {
  readonly read?: Fields;
  readonly write?: Readonly<Record<string, (value: unknown) => void>>;
  readonly call?: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  readonly child?: Readonly<
    Record<string, (...args: readonly unknown[]) => RichObject | undefined>
  >;
}

export interface RichModel {
  readonly workbook: RichObject;
  /** Services created by name, such as Office.addin and Office.ribbon. */
  readonly services: Readonly<Record<string, RichObject>>;
}

const action = { make: 1, query: 2, call: 3, write: 4 } as const;
const path = { workbook: 1, service: 2, method: 3, property: 4 } as const;

class RichApiError extends Error {
  override name = 'RichApiError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Executes the batch of an Excel.run, Office.addin or Office.ribbon call. Returns the response as
 * JSON. Like Excel, stops at the first action that fails and names it.
 */
export function executeBatch(body: unknown, model: RichModel): string {
  const batch = parseMessage(body);
  const actions: readonly unknown[] = Array.isArray(batch?.['Actions']) ? batch['Actions'] : [];
  const find = objectFinder(isFields(batch?.['ObjectPaths']) ? batch['ObjectPaths'] : {}, model);
  const results: { ActionId: unknown; Value: unknown }[] = [];
  for (const [index, step] of actions.filter(isFields).entries()) {
    try {
      results.push({ ActionId: step['Id'], Value: perform(step, find) ?? null });
    } catch (error) {
      return JSON.stringify({ Error: told(error, index), ProcessedResults: { Results: results } });
    }
  }
  return JSON.stringify({ Results: results });
}

/** Returns a function that resolves an object path, each path once. */
function objectFinder(paths: Fields, model: RichModel): (id: unknown) => RichObject {
  const found = new Map<string, RichObject>();
  const find = (id: unknown): RichObject => {
    const key = String(id);
    const known = found.get(key);
    if (known) return known;
    const step = paths[key];
    const object = isFields(step) ? resolve(step, model, find) : undefined;
    if (!object) {
      throw new RichApiError(
        'ItemNotFound',
        `The sandbox's Excel has no ${isFields(step) ? String(step['Name']) : key}.`,
      );
    }
    found.set(key, object);
    return object;
  };
  return find;
}

function resolve(
  step: Fields,
  model: RichModel,
  find: (id: unknown) => RichObject,
): RichObject | undefined {
  const name = String(step['Name']);
  switch (step['ObjectPathType']) {
    case path.workbook:
      return model.workbook;
    case path.service:
      return model.services[name];
    case path.method:
    case path.property:
      return find(step['ParentObjectPathId']).child?.[name]?.(...argumentsOf(step));
    default:
      return undefined;
  }
}

function perform(step: Fields, find: (id: unknown) => RichObject): unknown {
  // Object id 0 means no object: office.js reports that it listens for messages.
  if (step['ObjectPathId'] === 0) return null;
  const object = find(step['ObjectPathId']);
  const name = String(step['Name']);
  const args = argumentsOf(step);
  switch (step['ActionType']) {
    case action.make:
      return {};
    case action.query:
      return pick(object.read ?? {}, step['QueryInfo']);
    case action.write:
      known(object.write?.[name], name)(args[0]);
      return null;
    case action.call:
      // Names with an underscore are internal calls of office.js.
      return name.startsWith('_') ? null : known(object.call?.[name], name)(...args);
    default:
      return null;
  }
}

function known<T>(member: T | undefined, name: string): T {
  if (member === undefined) {
    throw new RichApiError('ApiNotFound', `The sandbox's Excel does not know ${name}.`);
  }
  return member;
}

/** Returns the values that `Select` names, ignoring case. Without `Select`, returns all values. */
function pick(values: Fields, query: unknown): Fields {
  const select: readonly unknown[] =
    isFields(query) && Array.isArray(query['Select']) ? query['Select'] : [];
  if (select.length === 0) return values;
  const wanted = new Set(select.map((name) => String(name).toLowerCase()));
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => wanted.has(name.toLowerCase())),
  );
}

function argumentsOf(step: Fields): readonly unknown[] {
  const info = step['ArgumentInfo'];
  return isFields(info) && Array.isArray(info['Arguments']) ? info['Arguments'] : [];
}

function told(error: unknown, actionIndex: number): Fields {
  const code = error instanceof RichApiError ? error.code : 'GeneralException';
  return {
    Code: code,
    Message: error instanceof Error ? error.message : String(error),
    Location: '',
    ActionIndex: actionIndex,
    HttpStatusCode: 404,
  };
}
