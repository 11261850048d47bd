import type { Console } from '../../../commands/console';

/** A console that keeps what a command prints. */
export interface CapturedConsole extends Console {
  readonly output: { out: string; err: string };
}

export function captured({
  color = false,
  stdin = '',
}: {
  color?: boolean;
  stdin?: string | Uint8Array;
} = {}): CapturedConsole {
  const output = { out: '', err: '' };
  return {
    output,
    color,
    out: (text) => {
      output.out += text;
    },
    err: (text) => {
      output.err += text;
    },
    stdin: async () => Buffer.from(stdin),
  };
}
