import { literalPattern } from '../../values/text/literal-pattern';

const MOST_STARS = 4;
const MOST_ALTERNATIVES = 64;

/** A pattern of folders: a star stays within a folder. One with many stars could take long, and selects nothing here. */
export function folderGlob(pattern: string): RegExp {
  return regexOf(pattern, '[^/]*', '[^/]');
}

/** Whether Argo CD's `include` or `exclude` selects a file of a directory: a star crosses folders, and `{a,b}` is one of several. */
export function fileGlob(pattern: string): (path: string) => boolean {
  const patterns = alternatives(pattern).map((each) => regexOf(each, '.*', '.'));
  return (path) => patterns.some((each) => each.test(path));
}

/** What a template (`envs/{{env}}.yaml`) may become: what is in braces may be anything. */
export function templateGlob(template: string): RegExp {
  const parts = template.split(/\{\{.*?\}\}/s).map(literalPattern);
  return new RegExp(`^${parts.join('.*')}$`);
}

function regexOf(pattern: string, star: string, one: string): RegExp {
  if (pattern.split('*').length > MOST_STARS + 1) return /$^/;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    // Also none: `envs/**/db.yaml` selects `envs/db.yaml`.
    .replaceAll('**/', '\u0002')
    .replaceAll('**', '\0')
    .replaceAll('*', '\u0001')
    .replaceAll('?', one);
  return new RegExp(`^${source.replaceAll('\u0002', '(?:.*/)?').replaceAll('\0', '.*').replaceAll('\u0001', star)}$`);
}

function alternatives(pattern: string): string[] {
  const done: string[] = [];
  const left = [pattern];
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const [whole, inner = ''] = /\{([^{}]*)\}/.exec(next) ?? [];
    if (whole === undefined || done.length + left.length > MOST_ALTERNATIVES) done.push(next);
    else {
      const [head = '', ...tail] = next.split(whole);
      left.push(...inner.split(',').map((each) => `${head}${each.trim()}${tail.join(whole)}`));
    }
  }
  return done;
}
