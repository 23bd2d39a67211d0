import { splitPath } from '../../containers/paths.ts';
import type { CodecTools, InputFile } from '../../content/codec.ts';
import { readText, splitLines } from '../../content/read-file.ts';

/** The values that attributes may have, by name; of one that is there or not, the empty one. */
export type AttributeValues = ReadonlyMap<string, readonly string[]>;

/** What every `annotation.conf` among some files says of attributes: `tone⇥Arg:Quote, Value:dry|sharp`. */
export function readAttributeValues(
  files: readonly InputFile[],
  tools: Pick<CodecTools, 'decode'>,
): AttributeValues {
  const known = new Map<string, string[]>();
  for (const file of files) {
    const { stem, extension } = splitPath(file.path);
    if (stem !== 'annotation' || extension !== 'conf') continue;
    const text = readText(file, tools);
    let section = '';
    for (const line of text.ok ? splitLines(text.value) : []) {
      const [name = '', rest = ''] = line.trim().split(/[ \t]+(.*)/u);
      if (name.startsWith('[')) section = name.toLowerCase();
      else if (section === '[attributes]' && name !== '' && !name.startsWith('#')) {
        const [, values = ''] = /\bValue:([^,\s]*)/u.exec(rest) ?? [];
        known.set(name, [...(known.get(name) ?? []), ...values.split('|')]);
      }
    }
  }
  return known;
}
