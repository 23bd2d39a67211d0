/** What the files of each reader are called, for programs that do not have the readers themselves. */
const TITLES: Readonly<Record<string, string>> = {};

/** A reader of a newer version of this program is called by its name. */
export function readerTitle(name: string): string {
  return TITLES[name] ?? name;
}
