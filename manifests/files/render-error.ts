/** The tree cannot be turned into manifests. The error lists all problems, so that one run shows them all. */
export class RenderError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'RenderError';
  }

  /** Runs every step, and throws the problems of all steps together. */
  static collect<T>(steps: Iterable<() => T>): T[] {
    const problems: string[] = [];
    const results: T[] = [];
    for (const step of steps) {
      try {
        results.push(step());
      } catch (error) {
        if (!(error instanceof RenderError)) throw error;
        problems.push(...error.problems);
      }
    }
    if (problems.length > 0) throw new RenderError(problems);
    return results;
  }
}
