/** Commits in their order, each with what to do in it, what must be seen before the next, and the way back. */
export function numberedSteps(commits: readonly (readonly string[])[]): string {
  return commits
    .map(([commit, ...lines], index) => `${index + 1}. ${commit}\n${lines.map((line) => `   ${line}\n`).join('')}`)
    .join('');
}
