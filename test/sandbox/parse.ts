/** What was asked of the sandbox makes no sense; the message says what would. */
export class Misunderstood extends Error {
  override readonly name = 'Misunderstood';
}

/** Reads the fields of one JSON object, each once, and refuses fields that nobody asked for: a misspelt order must not pass silently. */
export class Fields {
  private readonly left: Map<string, unknown>;

  constructor(value: unknown, what: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misunderstood(`${what} must be a JSON object.`);
    this.left = new Map(Object.entries(value));
  }

  private take(name: string): unknown {
    const value = this.left.get(name);
    this.left.delete(name);
    return value;
  }

  unknown(name: string): unknown {
    return this.take(name);
  }

  string(name: string): string | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === 'string') return value;
    throw new Misunderstood(`"${name}" must be text.`);
  }

  boolean(name: string): boolean | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === 'boolean') return value;
    throw new Misunderstood(`"${name}" must be true or false.`);
  }

  /** A number from `least` to `most`. */
  number(name: string, least = 0, most = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw new Misunderstood(`"${name}" must be a number from ${least} to ${most}.`);
  }

  /** One of the words of a list. */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new Misunderstood(`"${name}" must be one of ${words.join(', ')}.`);
    return word;
  }

  texts(name: string): Record<string, string> | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    const inner = new Fields(value, `"${name}"`);
    return Object.fromEntries([...inner.left.keys()].map((key) => [key, inner.string(key) ?? '']));
  }

  /** Ends the reading. @throws Misunderstood when a field is left over. */
  end(): void {
    const [name] = this.left.keys();
    if (name !== undefined) throw new Misunderstood(`Nobody here knows the field "${name}".`);
  }
}

/** The value, or a refusal that names the missing field. */
export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Misunderstood(`"${name}" is missing.`);
  return value;
}

/** Parses JSON text. @throws Misunderstood when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Misunderstood('The body is not JSON.');
  }
}
