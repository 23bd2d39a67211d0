// One file for each command of the command line. What two of them need is in files or terminal.
import { withoutRejected } from '#core/exchange/content/answers.ts';
import { toExchangeContent } from '#core/exchange/placing/place.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';
import { describePositions } from '#core/exchange/pipeline/sentences.ts';
import type { Codec, InputFile } from '#core/exchange/content/codec.ts';
import { findCodec } from '#core/exchange/pipeline/codecs.ts';
import { findByName } from '#core/codebook/names.ts';
import type { ExchangeContent } from '#core/exchange/content/content.ts';
import { countWritten, describeLoss, writtenInWords } from '#core/exchange/content/losses.ts';
import { countOf } from '#core/numbers.ts';
import { writeVerified, type VerifiedFiles } from '#core/exchange/pipeline/verify.ts';

import { version } from '../../package.json' with { type: 'json' };
import type { Call, CommandLine } from '../terminal/command.ts';
import { DEFAULT_CODEBOOK } from '../files/default-codebook.ts';
import { INPUT_OPTIONS, readInputs, type Inputs } from '../files/inputs.ts';
import {
  describeUntagged,
  placeInputs,
  placeTexts,
  requireTexts,
  untaggedTexts,
} from '../files/place-inputs.ts';
import { STANDARD_INPUT } from '../files/read-paths.ts';
import { listEncodings, TOOLS } from '../files/texts.ts';
import {
  countTags,
  describeLeftOut,
  describeNothingLeft,
  describeTakenBack,
  joinCounting,
  listLeftOut,
  STRICT,
} from '../files/left-out.ts';
import { mergeContents } from '../files/merge-contents.ts';
import { writeFiles } from '../files/write-files.ts';
import { BadInput, describeRefused, WrongUse } from '../terminal/problem.ts';
import type { Streams } from '../terminal/streams.ts';

/** Writes what files hold in another format. */
export const CONVERT: CommandLine = {
  name: 'convert',
  usage: 'convert IN… --to FORMAT --out PATH [--annotator FILE=NAME]… [--from FORMAT] [--strict]',
  summary: 'Writes the tags of files in another format, and says what that format cannot hold.',
  options: {
    to: { type: 'string', value: 'FORMAT', help: 'The format to write; see: framewise formats' },
    out: { type: 'string', value: 'PATH', help: 'File or folder to write; - for standard output.' },
    ...INPUT_OPTIONS,
    strict: STRICT,
    'skip-refused': { type: 'boolean', help: 'Writes the rest where records are refused.' },
    category: { type: 'string', value: 'NAME', help: 'Writes the tags of this category alone.' },
    'no-text': { type: 'boolean', help: 'Leaves texts out, where the format allows it.' },
    'hide-names': { type: 'boolean', help: 'Writes annotator 1, annotator 2, … for names.' },
    spreadsheet: { type: 'boolean', help: 'CSV for spreadsheet programs: with a byte order mark.' },
  },
  run: async (call, streams) => {
    const { values, flags } = call;
    const { to, out } = values;
    if (to === undefined) throw new WrongUse('Name the format to write with --to.');
    if (out === undefined) throw new WrongUse('Name the file or folder to write with --out.');
    if (out === STANDARD_INPUT && flags.has('json')) {
      throw new WrongUse('With --out - standard output is the file, and --json would be in it.');
    }
    const codec = findCodec(to);
    if (!codec) throw new WrongUse(`There is no format ${to}. See: framewise formats`);
    const inputs = await readInputs(call, streams, true);
    const read = placeInputs(inputs, DEFAULT_CODEBOOK);
    const placed = read.map((each) => each.placed);
    refuseWhatIsWrong(inputs.damaged, placed, flags);
    requireTexts(read);
    const untagged = untaggedTexts(inputs, read);
    const whole = mergeContents([...placed, placeTexts(untagged)].map(toExchangeContent));
    const content =
      values['category'] === undefined ? whole : ofCategory(whole, values['category']);
    const written = writeVerified(
      codec,
      content,
      {
        includeText: !flags.has('no-text'),
        hideNames: flags.has('hide-names'),
        exportedAt: streams.now().toISOString(),
        generator: `Framewise ${version}`,
        spreadsheet: flags.has('spreadsheet'),
      },
      TOOLS,
    );
    if (!written.ok) {
      const { type, detail } = written.error;
      throw new BadInput(
        type === 'too-large'
          ? `${detail} Convert fewer files at a time. Nothing was written.`
          : `What was to be written could not be read back: ${detail} Nothing was written.`,
      );
    }
    const { files } = written.value;
    if (files.length === 0) {
      throw new BadInput(
        `There is nothing in it that ${codec.title} could hold. Nothing was written.`,
      );
    }
    await writeOut(codec, files, out, streams);
    const outcome = describe(codec, written.value, placed, inputs.damaged, out);
    return {
      ...outcome,
      json: { ...outcome.json, encodings: listEncodings(inputs.recoded) },
      notes: [...inputs.notes, ...describeUntagged(untagged), ...outcome.notes],
    };
  },
};

/** The tags of one category, by its id or label, and the articles that have some. */
function ofCategory(content: ExchangeContent, name: string): ExchangeContent {
  const category = findByName(content.codebook.categories, name);
  if (!category) throw new BadInput(`There is no category ${name} in it. Nothing was written.`);
  const sets = content.sets.flatMap((set) => {
    const annotations = set.annotations.filter((tag) => tag.category === category.id);
    return annotations.length === 0 ? [] : [{ ...set, annotations }];
  });
  const tagged = new Set(sets.map(({ articleId }) => articleId));
  return {
    ...content,
    // A part of somebody's tags is not all of them.
    from: null,
    sets,
    articles: content.articles.filter(({ id }) => tagged.has(id)),
    reviews: [],
    links: [],
    aliases: [],
  };
}

/** Throws where something is refused that is not to be left out. */
function refuseWhatIsWrong(
  damaged: Inputs['damaged'],
  placed: readonly PlacedContent[],
  flags: Call['flags'],
): void {
  const leftOut = flags.has('strict') ? listLeftOut(placed) : [];
  const all = [...damaged, ...placed.flatMap((each) => each.refused)];
  const refused = flags.has('skip-refused') ? [] : all;
  if (leftOut.length + refused.length === 0) return;
  const ways = [
    ...(leftOut.length > 0 ? ['Without --strict the tags that are placed are written.'] : []),
    ...(refused.length > 0 ? ['--skip-refused writes the rest.'] : []),
  ];
  throw new BadInput(
    [...describeRefused([...leftOut, ...refused]), `Nothing was written. ${ways.join(' ')}`].join(
      '\n',
    ),
    [...leftOut, ...refused],
  );
}

function describe(
  codec: Codec,
  { files, losses, content: { articles, sets, reviews } }: VerifiedFiles,
  placed: readonly PlacedContent[],
  damaged: Inputs['damaged'],
  out: string,
) {
  const tags = sets.reduce((sum, { annotations }) => sum + annotations.length, 0);
  const all = { articles: articles.length, tags };
  const inFiles = countWritten(
    all,
    losses.filter(({ kind }) => kind !== 'rejected'),
  );
  const { rejected } = withoutRejected({ sets, reviews });
  const unknownLabels = [...new Set(placed.flatMap((each) => each.unknownLabels))].sort();
  const notUnderstood = placed.flatMap(({ ignored }) => ignored);
  const refused = [...damaged, ...placed.flatMap((each) => each.refused)];
  const counts = countTags(placed);
  const positions = joinCounting(placed);
  const isPiped = out === STANDARD_INPUT;
  const summary = [
    `${out}: ${codec.title}, ${writtenInWords(inFiles, all)}.`,
    `Of the tags read ${counts.placed} placed, ${counts.proposed} proposed, ${counts.orphaned} orphaned; ${countOf(refused.length, 'record')} refused.`,
  ];
  const lines = [
    ...describeTakenBack(rejected),
    ...losses.map(describeLoss),
    ...notUnderstood.map(describeLoss),
    ...describeNothingLeft(placed),
    ...describePositions(positions),
  ];
  return {
    // With `--out -` standard output is the file's, and what is lost is said beside it.
    text: isPiped ? '' : `${[...summary, ...lines].join('\n')}\n`,
    json: {
      format: codec.name,
      offsetUnit: codec.unit,
      out,
      files: files.map(({ path: name }) => name),
      articles: articles.length,
      tags,
      written: inFiles,
      ...counts,
      rejected,
      losses,
      unknownLabels,
      notUnderstood,
      positions,
      leftOut: listLeftOut(placed),
      refused,
    },
    notes: [...(isPiped ? lines : []), ...describeLeftOut(placed), ...describeRefused(refused)],
  };
}

/** Writes the files of a format to where the call says. */
async function writeOut(
  codec: Codec,
  files: readonly InputFile[],
  out: string,
  streams: Streams,
): Promise<void> {
  if (out !== STANDARD_INPUT) {
    const isFolder = codec.output === 'folder' || files.length > 1;
    return writeFiles(files, { out, isFolder }, streams);
  }
  const [file, ...others] = files;
  if (others.length > 0) {
    throw new WrongUse(`${codec.title} has several files, which standard output cannot hold.`);
  }
  if (file) streams.writeOutput(file.bytes);
}
