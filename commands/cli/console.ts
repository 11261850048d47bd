import { isatty } from 'node:tty';

/** Where a command reads and writes. Nothing in `commands/` uses the process directly, so that tests can run them. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /**
   * Shows on a terminal what is being done, in place of what it showed before; an empty text clears it.
   * @default - nobody watches
   */
  progress?(text: string): void;
  /** Whether `out` may be coloured. */
  readonly color: boolean;
  /**
   * Characters in a line of `out`.
   * @default - lines are as long as they are: nobody sees them in a window
   */
  readonly columns?: number;
  stdin(): Promise<Uint8Array>;
}

/** The console of this process: in colour on a terminal, plain in CI, in a pipe and where NO_COLOR asks for it. */
export function processConsole(): Console {
  const { CI, NO_COLOR } = process.env;
  const isTerminal = isatty(1) && !CI;
  // `validate … | head` closes the pipe as soon as it has seen enough, which is not a failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ...(isatty(2) && !CI && { progress: (text: string) => void process.stderr.write(`\r\u001b[K${text}`) }),
    color: isTerminal && !NO_COLOR,
    ...(isTerminal && { columns: process.stdout.columns }),
    async stdin() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}
