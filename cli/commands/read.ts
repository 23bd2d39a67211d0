import type { InputFile } from '#core/exchange/content/codec.ts';
import type { ReadRefusal } from '#core/exchange/content/loose.ts';
import { describeUnknown } from '#core/exchange/pipeline/resembles.ts';
import { describeSourceCode } from '#core/exchange/pipeline/source-code.ts';
import { countOf } from '#core/numbers.ts';
import { articleText } from '#core/sources/article-text.ts';
import { DETAIL_NAMES, ReadOptions, type Reading, type ReadSource } from '#core/sources/reading.ts';
import { findReader } from '#core/sources/readers/readers.ts';
import { plainReading } from '#core/sources/readers/plain-reading.ts';
import { CodePointMap } from '#core/text/code-points.ts';
import { decodeText } from '#core/text/encoding/decode.ts';

import { readAll } from '../files/read-paths.ts';
import { receiptFiles } from '../files/receipt-files.ts';
import { SOURCE_TOOLS } from '../files/sources.ts';
import { ENCODING, namedEncoding, TOOLS } from '../files/texts.ts';
import { writeFiles } from '../files/write-files.ts';
import type { Call, CommandLine } from '../terminal/command.ts';
import { BadInput, describeRefused, WrongUse } from '../terminal/problem.ts';

/** Reads pages, documents, tables and archives of articles, and tells all that is in them. */
export const READ: CommandLine = {
  name: 'read',
  usage:
    'read IN… [--tracked accepted|rejected] [--encoding ENCODING] [--column FIELD=NAME]… [--out FOLDER]',
  summary:
    'Tells what pages, documents, tables and archives hold: each paragraph, where it belongs and why.',
  options: {
    tracked: {
      type: 'string',
      value: 'accepted|rejected',
      help: 'How a document reads in which changes were tracked.',
    },
    encoding: ENCODING,
    column: {
      type: 'string',
      value: 'FIELD=NAME',
      isList: true,
      help: `What a column of a table holds: text, ${DETAIL_NAMES.join(', ')}.`,
    },
    out: {
      type: 'string',
      value: 'FOLDER',
      help: 'Writes the texts, a receipt of each, and the files that they came out of.',
    },
  },
  run: async (call, streams) => {
    const options = readOptions(call);
    const given = await readAll(call.inputs, streams, true);
    const sources: FoundSource[] = [];
    const refused: ReadRefusal[] = [];
    for (const file of given.flatMap(({ files }) => files)) {
      const read = await readFile(file, options);
      if ('reason' in read) refused.push(read);
      else sources.push(read);
    }
    const { out } = call.values;
    if (sources.length === 0) {
      throw new BadInput(
        describeRefused(refused).join('\n') || 'There is nothing to read.',
        refused,
      );
    }
    const imported = streams.now().toISOString();
    const files = out === undefined ? [] : receiptFiles(sources, options, imported);
    if (out !== undefined) await writeFiles(files, { out, isFolder: true }, streams);
    return {
      text: `${sources.flatMap(linesOf).join('\n')}\n`,
      json: {
        sources: sources.map(describeSource),
        refused,
        ...(out === undefined ? {} : { out, files: files.map(({ path }) => path) }),
      },
      notes: sources.flatMap(({ file, read }) =>
        read.leftOut.map(({ place, reason }) =>
          place === file.path ? `${place}: ${reason}` : `${file.path}, ${place}: ${reason}`,
        ),
      ),
      problems: describeRefused(refused),
    };
  },
};

/** A file that was read. */
interface FoundSource {
  readonly file: InputFile;
  /** `null` for a plain text, which is taken as it stands. */
  readonly title: string | null;
  readonly read: ReadSource;
}

function readOptions({ values, lists }: Call): ReadOptions {
  const encoding = namedEncoding(values['encoding']);
  const columns = lists['column']?.map((entry) => {
    const [, field = '', name = ''] = /^([^=]*)=([^]+)$/u.exec(entry) ?? [];
    if (name === '') throw new WrongUse(`Name a field and a column, as in text=Body: ${entry}`);
    return [field, name];
  });
  const parsed = ReadOptions.safeParse({
    ...(encoding === undefined ? {} : { encoding }),
    ...(values['tracked'] === undefined ? {} : { tracked: values['tracked'] }),
    ...(columns === undefined ? {} : { columns: Object.fromEntries(columns) as unknown }),
  });
  if (parsed.success) return parsed.data;
  throw new WrongUse(
    values['tracked'] !== undefined && !['accepted', 'rejected'].includes(values['tracked'])
      ? 'Changes are read with --tracked accepted or --tracked rejected.'
      : `A column holds the text, or ${DETAIL_NAMES.join(', ')}.`,
  );
}

async function readFile(file: InputFile, options: ReadOptions): Promise<FoundSource | ReadRefusal> {
  const { path, bytes } = file;
  const refuse = (reason: string, place = path): ReadRefusal => ({ place, reason, tags: 0 });
  const reader = findReader({ name: path, bytes });
  if (reader) {
    const read = await reader.read({ name: path, bytes }, options, SOURCE_TOOLS);
    return read.ok
      ? { file, title: reader.title, read: read.value }
      : refuse(read.error.detail, read.error.place);
  }
  const text = decodeText(bytes, TOOLS.decode, options.encoding);
  const isText =
    text.ok && /\.(?:txt|text|md|markdown)$|^[^.]*$/iu.test(path.split('/').at(-1) ?? '');
  if (!isText) return refuse(describeUnknown('It', file, TOOLS));
  const code = describeSourceCode('It', text.value.text);
  if (code !== null) return refuse(code);
  return {
    file,
    title: null,
    read: { readings: [plainReading('the file', text.value)], leftOut: [] },
  };
}

/** All that is known of a source, for a program. */
function describeSource({ file: { path, bytes }, title, read }: FoundSource) {
  const { readings, leftOut, columns } = read;
  return {
    source: path,
    kind: title ?? 'Plain text',
    sha256: SOURCE_TOOLS.sha256(bytes),
    bytes: bytes.length,
    ...(columns ? { columns } : {}),
    leftOut,
    articles: readings.map((reading) => ({ ...describeReading(reading) })),
  };
}

function describeReading({ item, reader, details, warnings, tracked, joined, blocks }: Reading) {
  const { text, blocks: placed } = articleText(blocks);
  const map = new CodePointMap(text);
  let kept = 0;
  return {
    item,
    reader,
    details,
    warnings,
    ...(tracked ? { tracked } : {}),
    ...(joined ? { joined } : {}),
    text,
    offsetUnit: 'utf-16',
    length: { utf16: text.length, codePoints: map.length },
    blocks: blocks.map((block) => {
      if (block.part !== 'article') return { ...block, kept: false };
      const { start = 0, end = 0 } = placed[kept] ?? {};
      kept += 1;
      const codePoints = { start: map.toCodePoint(start), end: map.toCodePoint(end) };
      return { ...block, kept: true, start, end, codePoints };
    }),
  };
}

/** The same for a person: what is kept with where it stands, then what is left out with the reason. */
function linesOf({ file: { path }, title, read: { readings, columns } }: FoundSource): string[] {
  const head = `${path}: ${title ?? 'Plain text'}, ${countOf(readings.length, 'article')}`;
  const taken = Object.entries(columns?.taken ?? {}).map(([field, name]) => `${field} in ${name}`);
  return [
    taken.length > 0 ? `${head}; ${taken.join(', ')}` : head,
    ...readings.flatMap(linesOfReading),
  ];
}

function linesOfReading(reading: Reading): string[] {
  const { item, details, warnings, tracked, blocks, length } = describeReading(reading);
  const shown = (text: string): string => text.replaceAll(/\s+/gu, ' ');
  return [
    `${item ?? 'Article'}: ${countOf(length.utf16, 'character')} (UTF-16)`,
    ...DETAIL_NAMES.flatMap((name) => {
      const detail = details[name];
      return detail ? [`  ${name}: ${shown(detail.value)} (${detail.from})`] : [];
    }),
    ...warnings.map((warning) => `  ! ${warning}`),
    ...(tracked
      ? [
          `  ! Changes were tracked: ${countOf(tracked.insertions, 'insertion')}, ${countOf(tracked.deletions, 'deletion')}.`,
        ]
      : []),
    ...blocks.map((block) => {
      const what = block.level === undefined ? block.kind : `${block.kind} ${block.level}`;
      return 'start' in block
        ? `${block.start}-${block.end}\t${what}\t${shown(block.text)}`
        : `  left out\t${block.part}\t${shown(block.text)}\t${block.why} (${block.place})`;
    }),
  ];
}
