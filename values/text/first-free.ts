/** The first of a name, `name-2`, `name-3` and so on that nothing has. */
export function firstFree(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}-${number}`;
    if (!isTaken(free)) return free;
  }
}
