import { parsedJson } from '../../manifests/object/json';
import { record, text } from '../../manifests/object/manifest';

/**
 * The last thing in a log that tells why: what PostgreSQL calls FATAL or PANIC, otherwise an error of the instance manager or the plugin.
 * CNPG prints a JSON object a line, PostgreSQL's own lines within them; other programs print plain text.
 */
export function lastWords(log: string): string | undefined {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  for (const find of [fatal, errorOf]) {
    const found = lines.map(find).filter((words) => words !== undefined);
    const last = found.at(-1);
    if (last !== undefined) return shortened(last);
  }
  return undefined;
}

function fatal(line: string): string | undefined {
  const parsed = record(parsedJson(line));
  const { error_severity: severity, message } = record(parsed.record);
  if (severity === 'FATAL' || severity === 'PANIC') return `${severity}: ${text(message) ?? ''}`;
  const plain = text(parsed.msg) ?? line;
  return /\b(?:FATAL|PANIC): .*/.exec(plain)?.[0]?.replace(/: +/, ': ');
}

function errorOf(line: string): string | undefined {
  const { level, msg, error } = record(parsedJson(line));
  if (level === undefined) return /\berror: .*/i.exec(line)?.[0];
  if (level !== 'error') return undefined;
  const words = [msg, error].map(text).filter((each) => each !== undefined);
  return words.length === 0 ? undefined : words.join(': ');
}

function shortened(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
