import { z } from 'zod';

/** Thrown for an invalid request to the sandbox. The message describes valid input. */
export class Misunderstood extends Error {
  override readonly name = 'Misunderstood';
}

/** Schema for a number from `least` to `most`. */
export const numberFrom = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.number().min(least).max(most);

/**
 * Parses a value with its schema. Orders use strict schemas, so a misspelt field causes an error.
 *
 * @param what name of the whole value, for example `The order`.
 * @throws Misunderstood, with a message about the first invalid part.
 */
export function understand<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const read = schema.safeParse(value, { error: (issue) => wordsFor(issue, what) });
  if (read.success) return read.data;
  throw new Misunderstood(read.error.issues[0]?.message);
}

const kinds: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  number: 'a number',
  object: 'a JSON object',
  record: 'a JSON object',
  string: 'text',
};

function wordsFor(issue: z.core.$ZodRawIssue, what: string): string | undefined {
  const name = issue.path?.length ? `"${issue.path.join('.')}"` : what;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `Nobody here knows the field "${issue.keys.join('", "')}".`;
    case 'invalid_type':
      if (issue.input === undefined && issue.expected !== 'object') return `${name} is missing.`;
      return `${name} must be ${kinds[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      if (issue.input === undefined) return `${name} is missing.`;
      return `${name} must be one of ${issue.values.join(', ')}.`;
    case 'invalid_union':
      if (!Array.isArray(issue.options)) return undefined;
      return `${name} must be one of ${issue.options.filter(Boolean).join(', ')}.`;
    case 'too_small':
      return `${name} must be a number from ${issue.minimum}.`;
    case 'too_big':
      return `${name} must be a number up to ${issue.maximum}.`;
    default:
      return undefined;
  }
}

/**
 * Parses JSON text.
 * @throws Misunderstood when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Misunderstood('The body is not JSON.');
  }
}
