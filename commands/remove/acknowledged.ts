import { ACKNOWLEDGEMENTS_FILE } from '../../plan/lineage/lineage-files';
import { UsageError } from '../cli/usage-error';

const LIST = /^(export const acknowledgements\b[^=]*= \[)([\s\S]*?)(\];)$/m;

/** A deletion, as the formatter leaves it. */
const ENTRY = /\s*\{\s*delete: '([^']*)',\s*reason:\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"),?\s*\},?/g;

/**
 * The text of `apps/acknowledgements.ts` with these deletions.
 * @throws UsageError where the list is not found
 */
export function acknowledged(text: string, objects: readonly string[], reason: string): string {
  const [, , entries] = LIST.exec(text) ?? [];
  if (entries === undefined) {
    throw new UsageError(
      `${ACKNOWLEDGEMENTS_FILE} has no list \`export const acknowledgements = […];\`: write it as it was, or remove the application by hand (docs/removal.md)`,
    );
  }
  const more = objects
    .filter((object) => !entries.includes(`'${object}'`))
    .map((object) => `  { delete: '${object}', reason: ${JSON.stringify(reason)} },\n`);
  const before = entries.trim();
  const kept = before === '' ? '' : `${before.replace(/,?$/, ',')}\n`;
  return text.replace(LIST, (_, head: string, __, tail: string) => `${head}\n${kept}${more.join('')}${tail}`);
}

/** The same without the deletions of these objects, which are there again. */
export function withoutDeletions(text: string, objects: readonly string[]): string {
  return text.replace(LIST, (_, head: string, entries: string, tail: string) => {
    const kept = entries.replace(ENTRY, (entry, object: string) => (objects.includes(object) ? '' : entry));
    return head + kept + tail;
  });
}
