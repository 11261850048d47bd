/** Something on this machine prevents it: exit code 1. */
export class LocalError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LocalError';
  }
}
