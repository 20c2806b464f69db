import type { Answer } from './answer';

/**
 * The answer to what the sandbox lacks: 501, in words, never in the form of Graph's errors.
 *
 * @param what completes "The sandbox has no ...".
 */
export function sandboxGap(what: string): Answer {
  const message = `The sandbox has no ${what}. This is a gap of the sandbox, not an answer of Microsoft Graph.`;
  return { status: 501, body: { error: { code: 'sandboxGap', message } } };
}
