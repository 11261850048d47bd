/** Something on this machine stands in the way: exit code 1. */
export class LocalError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LocalError';
  }
}
