// What is found before there is a log comes from the program itself, without a level.
const LINE = /(?:^|\s)(LOG|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT): {2}(.*)$|^(postgres): (.*)$/;

/** PostgreSQL did not start. */
export class StartError extends Error {
  /** What the server said of it, without times and process numbers. */
  readonly reasons: readonly string[];

  constructor(
    /** All that the server wrote. */
    readonly log: string,
    cause: unknown,
  ) {
    const reasons = complaintsIn(log);
    super([cause instanceof Error ? cause.message : String(cause), ...reasons].join('\n'), { cause });
    this.name = 'StartError';
    this.reasons = reasons;
  }
}

/** The last complaint and those that led to it: a configuration with errors names each in a line before. */
export function complaintsIn(log: string): string[] {
  const lines = log.split('\n').flatMap((line) => {
    const [, level, message = '', program, words = ''] = LINE.exec(line) ?? [];
    if (level !== undefined) return [{ level, message }];
    return program === undefined ? [] : [{ level: program, message: words }];
  });
  const complaints = lines.filter(
    ({ level, message }, index) =>
      level !== 'LOG' ||
      /configuration parameter|parameter "|syntax error in file/.test(message) ||
      isDetailed(lines[index + 1]),
  );
  return complaints.map(({ level, message }) => (level === 'LOG' ? message : `${level}: ${message}`));
}

function isDetailed(next: { readonly level: string } | undefined): boolean {
  return next?.level === 'HINT' || next?.level === 'DETAIL';
}
