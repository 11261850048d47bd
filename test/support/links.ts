import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The pages in a folder of the repository, by their paths. */
export function markdownPages(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file).split(sep).join('/'))
    .sort();
}

/** The links of a page that lead to no file of the repository, or to no heading of it. */
export function linkProblems(page: string): string[] {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    const [path = '', heading] = link.split('#');
    const target = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(join(ROOT, target))) return true;
    return heading !== undefined && !headings(target).includes(heading);
  });
}

/** Anchors as GitHub makes them. */
function headings(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function read(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
}
