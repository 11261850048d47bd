import type { Note } from '../postgres/note';
import type { StartError } from '../postgres/start-error';

const REFUSED =
  /could not (?:map anonymous|create|resize|allocate)[^\n]*(?:shared memory|semaphores|memory)|Cannot allocate memory|out of memory/i;
const SMALL: Readonly<Record<string, string>> = { shared_buffers: '128MB', wal_buffers: '-1', huge_pages: 'try' };

/** The parameters for a machine that has less memory than is declared; undefined where memory is not why the server did not start. */
export function withoutMemory(
  parameters: Readonly<Record<string, string>>,
  { log }: Pick<StartError, 'log'>,
): { readonly parameters: Readonly<Record<string, string>>; readonly notes: readonly Note[] } | undefined {
  if (!REFUSED.test(log)) return undefined;
  const notes = Object.entries(SMALL).flatMap(([what, used]) => {
    const value = parameters[what];
    return value === undefined || value === used
      ? []
      : [{ what, value, used, why: 'this machine has not that much memory to give' }];
  });
  const small = Object.fromEntries(notes.map(({ what, used }) => [what, used]));
  return notes.length === 0 ? undefined : { parameters: { ...parameters, ...small }, notes };
}
