import type { Console } from '../../../commands/cli/console';

/** A console that keeps what a command prints. */
export interface CapturedConsole extends Console {
  readonly output: { out: string; err: string };
}

export function captured({
  color = false,
  stdin = '',
  columns,
}: {
  color?: boolean;
  stdin?: string | Uint8Array;
  columns?: number;
} = {}): CapturedConsole {
  const output = { out: '', err: '' };
  return {
    output,
    color,
    ...(columns !== undefined && { columns }),
    out: (text) => {
      output.out += text;
    },
    err: (text) => {
      output.err += text;
    },
    stdin: async () => Buffer.from(stdin),
  };
}
