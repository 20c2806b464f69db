import { z } from 'zod';
import type { GraphAnswer } from './answer';
import { itemNotFound, noWorkbook, refuse } from './answer';
import { topLevelCode } from './errorCodes';
import type { WorkbookFile } from './files';
import { isOwn, locateAddressed, refusalFor } from './locateRoutes';
import type { ReceivedCall } from './call';
import type { Session } from './sessionTable';

const bodySchema = z.object({ persistChanges: z.boolean() });

/** `POST .../workbook/createSession` */
export function createSession(call: ReceivedCall): GraphAnswer {
  return onWorkbook(call, (file) => {
    const asked = bodySchema.safeParse(call.body);
    // The documented default has changed over time, so the sandbox requires a value.
    if (!asked.success) {
      return refuse(
        400,
        'badRequest',
        'persistChanges must be true or false.',
        'badRequestUncategorized',
      );
    }
    const { persistChanges } = asked.data;
    if (persistChanges && file.readOnly) {
      return refuse(
        403,
        'EditModeAccessDenied',
        'You do not have permission to edit this workbook.',
      );
    }
    const { openingMs, openingFails } = call.service.settings;
    if (openingMs > 0 && /(?:^|,)\s*respond-async\b/i.test(String(call.headers['prefer'] ?? ''))) {
      const operation = call.service.openings.begin(file, persistChanges, openingMs, openingFails);
      return {
        status: 202,
        headers: {
          location: `${workbookUrl(call)}/operations/${operation}`,
          'preference-applied': 'respond-async',
        },
      };
    }
    return { status: 201, body: sessionInfo(call.service.sessions.create(file, persistChanges)) };
  });
}

/** `POST .../workbook/refreshSession` */
export function refreshSession(call: ReceivedCall): GraphAnswer {
  return onWorkbook(call, (file) => inSession(call, file, () => ({ status: 204 })));
}

/** `POST .../workbook/closeSession` */
export function closeSession(call: ReceivedCall): GraphAnswer {
  return onWorkbook(call, (file) =>
    inSession(call, file, (session) => {
      call.service.sessions.close(session);
      return { status: 204 };
    }),
  );
}

/** `GET .../workbook/operations/{id}`. Returns HTTP 200 even if the opening failed. */
export function operationStatus(call: ReceivedCall): GraphAnswer {
  return onWorkbook(call, (file) => {
    const id = call.parts['operation'] ?? '';
    // Compare the query exactly as sent. A client that decodes and re-encodes it does not follow
    // the Location.
    const progress = call.service.openings.progress(id, call.path.split('?')[1] ?? '', file);
    if (progress === undefined) return itemNotFound();
    if (progress.status === 'succeeded') {
      return {
        status: 200,
        body: {
          id,
          status: progress.status,
          resourceLocation: `${workbookUrl(call)}/sessionInfoResource(key='${progress.key}')`,
        },
      };
    }
    if (progress.status === 'failed') {
      const error = {
        code: topLevelCode(500),
        message: 'The workbook could not be opened.',
        innerError: { code: progress.code },
      };
      return { status: 200, body: { id, status: progress.status, error } };
    }
    return { status: 200, body: { id, status: progress.status } };
  });
}

/** `GET .../workbook/sessionInfoResource(key='...')` */
export function readSessionInfo(call: ReceivedCall): GraphAnswer {
  return onWorkbook(call, (file) => {
    const session = call.service.openings.sessionOf(call.parts['key'] ?? '', file);
    return session === undefined ? itemNotFound() : { status: 200, body: sessionInfo(session) };
  });
}

/**
 * Handles a request for the workbook in the path, if it is a workbook and the caller has access.
 */
export function onWorkbook(
  call: ReceivedCall,
  answer: (file: WorkbookFile) => GraphAnswer,
): GraphAnswer {
  const located = locateAddressed(call);
  if (located === undefined) return itemNotFound();
  const refused = refusalFor(call, located);
  if (refused !== undefined) return refused;
  // Path addressing is documented, but fails for the library of a site (pnpjs#3019).
  const byPath = call.parts['path'] !== undefined;
  if (byPath && !isOwn(located.drive, call.account)) return noWorkbook();
  return located.file.opens ? answer(located.file) : noWorkbook();
}

/** Handles a request in the session of its header. */
export function inSession(
  call: ReceivedCall,
  file: WorkbookFile,
  answer: (session: Session) => GraphAnswer,
): GraphAnswer {
  const id = call.headers['workbook-session-id'];
  if (typeof id !== 'string' || id === '') {
    return refuse(400, 'UnknownError', 'The workbook-session-id header is missing.');
  }
  const found = call.service.sessions.use(id, file);
  if (found.kind === 'alive') return answer(found.session);
  const { endedSessionCode } = call.service.settings;
  // A session can be re-created only if it expired. An unknown or closed session, or one of another
  // file, cannot.
  const code =
    found.kind === 'unknown' && endedSessionCode === 'invalidSessionReCreatable'
      ? 'invalidSessionNotFound'
      : endedSessionCode;
  return endedSession(code);
}

function endedSession(code: string): GraphAnswer {
  if (code === 'bare') return itemNotFound();
  if (code === 'InvalidOrTimedOutSession') {
    return refuse(404, code, 'The session is invalid or has timed out.');
  }
  return refuse(404, topLevelCode(404), 'The session does not exist or has expired.', code);
}

function sessionInfo({ id, persistChanges }: Session): unknown {
  return { id, persistChanges };
}

/** The URL of the workbook, in the form that the client used. */
function workbookUrl({ service, path }: ReceivedCall): string {
  return service.root + path.slice(0, path.lastIndexOf('/workbook/') + '/workbook'.length);
}
