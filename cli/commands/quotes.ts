import type { InputFile } from '#core/exchange/content/codec.ts';
import { recogniseFormat } from '#core/exchange/pipeline/codecs.ts';
import { describeSourceCode } from '#core/exchange/pipeline/source-code.ts';
import { CodePointMap } from '#core/text/code-points.ts';
import { findQuotations } from '#core/text/units/quotations.ts';
import type { Span } from '#core/text/span.ts';

import type { CommandLine } from '../terminal/command.ts';
import { readGiven } from '../files/read-paths.ts';
import { readSources } from '../files/sources.ts';
import {
  describeGuesses,
  ENCODING,
  namedEncoding,
  readTextFile,
  type TextFile,
} from '../files/texts.ts';
import { BadInput, WrongUse } from '../terminal/problem.ts';

/** Finds the quotations of articles. */
export const QUOTES: CommandLine = {
  name: 'quotes',
  usage: 'quotes ARTICLE… [--encoding ENCODING]',
  summary:
    'Finds what stands in quotation marks in articles: texts, pages, documents, tables, archives.',
  options: { encoding: ENCODING },
  run: async ({ inputs, values }, streams) => {
    const encoding = namedEncoding(values['encoding']);
    if (inputs.length === 0)
      throw new WrongUse('Name at least one article, or - for standard input.');
    const found = [];
    const texts: TextFile[] = [];
    const notes: string[] = [];
    for (const input of inputs) {
      const given = await readGiven(input, streams);
      const { name, files, isFolder } = given;
      if (isFolder || !files[0])
        throw new BadInput(`${name} is a folder. Name the articles in it.`);
      const read = await readSources([given], encoding === undefined ? {} : { encoding });
      notes.push(...read.notes);
      for (const file of read.inputs.flatMap((each) => each.files)) {
        if (file.details === undefined) refuseTags(file);
        texts.push(readTextFile(file, encoding));
      }
    }
    for (const { path: name, text, details, encoding: used, percent } of texts) {
      const code = details ? null : describeSourceCode(name, text);
      if (code !== null) throw new BadInput(code);
      const map = new CodePointMap(text);
      const inBoth = ({ start, end }: Span) => ({
        start,
        end,
        codePoints: { start: map.toCodePoint(start), end: map.toCodePoint(end) },
      });
      found.push({
        article: name,
        encoding: { name: used, percent },
        offsetUnit: 'utf-16',
        length: { utf16: text.length, codePoints: map.length },
        quotes: findQuotations(text).map((quotation) => ({
          ...inBoth(quotation),
          text: text.slice(quotation.start, quotation.end),
          fragments: quotation.fragments.map(inBoth),
          marks: quotation.marks,
          depth: quotation.depth,
          continued: quotation.continued ?? false,
          interrupted: quotation.interrupted ?? false,
          unclosed: quotation.unclosed ?? false,
        })),
      });
    }
    const lines = found.flatMap(({ article, quotes }) => [
      `${article}: ${quotes.length} ${quotes.length === 1 ? 'quotation' : 'quotations'} (UTF-16)`,
      ...quotes.map(({ start, end, text }) => `${start}-${end}\t${text.replaceAll(/\s+/gu, ' ')}`),
    ]);
    const [only] = found;
    return {
      text: `${lines.join('\n')}\n`,
      json: found.length === 1 ? only : { articles: found },
      notes: [...notes, ...describeGuesses(texts)],
    };
  },
};

/** Throws where a file of JSON has texts with tags in it: names of its fields would be quotations. */
function refuseTags(file: InputFile): void {
  const found = /\.(?:json|jsonl|jsonld|ndjson)$/iu.test(file.path)
    ? recogniseFormat([file])
    : null;
  if (!found) return;
  throw new BadInput(
    `${file.path} is no plain text: it is of the format ${found.codec.title}. Name the articles themselves.`,
  );
}
