import type { GraphAnswer } from './answer';

/**
 * The 501 response for features that the sandbox lacks. It is plain text, never in Graph's error
 * format.
 *
 * @param what completes "The sandbox has no ...".
 */
export function sandboxGap(what: string): GraphAnswer {
  const message = `The sandbox has no ${what}. This is a gap of the sandbox, not an answer of Microsoft Graph.`;
  return { status: 501, body: { error: { code: 'sandboxGap', message } } };
}
