export const FORMAT = '#FORMAT=WebAnno TSV ';

/** A value as it stands in a cell; a carriage return cannot. */
export function escapeValue(value: string): string {
  return value
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/->|[\\[\]|_;*]/gu, (found) => `\\${found}`)
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n');
}

const CONTROLS: Readonly<Record<string, string>> = {
  '\t': 't',
  '\n': 'n',
  '\f': 'f',
  '\r': 'r',
  '\b': 'b',
};

const LETTERS = new Map(Object.entries(CONTROLS).map(([control, letter]) => [letter, control]));

/** A line of text as it stands in the header of a sentence. */
export function escapeText(line: string): string {
  return line.replaceAll(
    // Every control character but the vertical tab.
    /[\u0000-\u000a\u000c-\u001f\\]/gu,
    (found) => `\\${CONTROLS[found] ?? found}`,
  );
}

export function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(.)/gsu, (_, found: string) => LETTERS.get(found) ?? found);
}
