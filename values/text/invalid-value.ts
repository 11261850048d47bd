/** A text or number without meaning. The message says what was given, what is allowed and what to do. */
export class InvalidValueError extends Error {
  override readonly name = 'InvalidValueError';

  /** @param word - what was written wrong, by which its place in a file can be found */
  constructor(
    message: string,
    readonly word?: string,
  ) {
    super(message);
  }
}

/** The parsed value, or undefined where parsing refuses the text. Errors that are not about the text pass through. */
export function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InvalidValueError) return undefined;
    throw error;
  }
}

/** The number, if it is a whole one between the bounds. */
export function wholeNumber(what: string, given: number, min: number, max: number = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(given) && given >= min && given <= max) return given;
  const allowed = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new InvalidValueError(
    `${what} is ${typeof given === 'string' ? `"${given}"` : given}: give a whole number ${allowed}`,
  );
}
