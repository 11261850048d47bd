import { isatty } from 'node:tty';

/** Where a command reads and writes. Nothing in `commands/` uses the process directly, so that tests can run them. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Whether `out` may be coloured. */
  readonly color: boolean;
  stdin(): Promise<Uint8Array>;
}

/** The console of this process: in colour on a terminal, plain in CI, in a pipe and where NO_COLOR asks for it. */
export function processConsole(): Console {
  const { CI, NO_COLOR } = process.env;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    color: isatty(1) && !CI && !NO_COLOR,
    async stdin() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}
