import type { GraphAnswer } from './answer';
import { refuse } from './answer';
import type { Content } from './content';
import type { WorkbookFile } from './files';
import { sandboxGap } from './gap';
import type { ReceivedCall } from './call';
import { inSession, onWorkbook } from './sessionRoutes';
import type { Session } from './sessionTable';

/** The workbook content for a request: that of its session, or the saved content. */
export interface Opened {
  readonly call: ReceivedCall;
  readonly file: WorkbookFile;
  readonly session: Session | undefined;
  readonly content: Content;
}

/** Handles a request for the content of the workbook in the path. */
export function onContent(
  call: ReceivedCall,
  answer: (opened: Opened) => GraphAnswer,
): GraphAnswer {
  const option = [...call.query.keys()].find((name) => name.startsWith('$') && name !== '$select');
  if (option !== undefined) return sandboxGap(`query option ${option}`);
  return onWorkbook(call, (file) => {
    if (call.headers['workbook-session-id'] === undefined) {
      return answer({ call, file, session: undefined, content: file.content });
    }
    return inSession(call, file, (session) =>
      answer({ call, file, session, content: session.content }),
    );
  });
}

/** The error for an object that is not in the workbook. */
export const objectNotFound = (): GraphAnswer =>
  refuse(404, 'ItemNotFound', 'The requested resource doesn’t exist.');

/** The error for an invalid argument. */
export const invalidArgument = (): GraphAnswer =>
  refuse(400, 'invalidArgument', 'The argument is invalid or missing or has an incorrect format.');

type Properties = Readonly<Record<string, unknown>>;

/**
 * One object with all its properties, or those in `$select`.
 *
 * @param type for example `workbookRange`.
 */
export function objectAnswer({ call }: Opened, type: string, properties: Properties): GraphAnswer {
  return selected(call, type, [properties], ([only]) => ({ ...metadata(call, type), ...only }));
}

export function listAnswer(
  { call }: Opened,
  type: string,
  list: readonly Properties[],
): GraphAnswer {
  return selected(call, type, list, (value) => ({
    ...metadata(call, `Collection(${type})`),
    value,
  }));
}

function metadata({ service }: ReceivedCall, type: string): Properties {
  return { '@odata.context': `${service.root}/$metadata#${type}` };
}

function selected(
  call: ReceivedCall,
  type: string,
  list: readonly Properties[],
  body: (list: readonly Properties[]) => unknown,
): GraphAnswer {
  const names = call.query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (names === undefined) return { status: 200, body: body(list) };
  const unknown = names.find((name) => list.some((properties) => !(name in properties)));
  if (unknown !== undefined) {
    const words = `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`;
    return refuse(400, 'BadRequest', words);
  }
  const only = (properties: Properties) =>
    Object.fromEntries(names.map((name) => [name, properties[name]]));
  return { status: 200, body: body(list.map(only)) };
}
