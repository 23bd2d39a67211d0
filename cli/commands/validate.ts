import { withoutRejected } from '#core/exchange/content/answers.ts';
import { describeLoss } from '#core/exchange/content/losses.ts';
import { describePositions } from '#core/exchange/pipeline/sentences.ts';
import { countOf, grouped } from '#core/numbers.ts';

import type { CommandLine } from '../terminal/command.ts';
import { DEFAULT_CODEBOOK } from '../files/default-codebook.ts';
import { INPUT_OPTIONS, readInputs } from '../files/inputs.ts';
import {
  describeMissingTexts,
  describeUntagged,
  placeInputs,
  untaggedTexts,
} from '../files/place-inputs.ts';
import { listEncodings } from '../files/texts.ts';
import {
  countTags,
  describeLeftOut,
  describeNothingLeft,
  describeTakenBack,
  listLeftOut,
  STRICT,
} from '../files/left-out.ts';
import { describeRefused } from '../terminal/problem.ts';

/** Says whether files are sound. */
export const VALIDATE: CommandLine = {
  name: 'validate',
  usage: 'validate IN… [--annotator FILE=NAME]… [--from FORMAT] [--strict]',
  summary: 'Says what files hold, and what is wrong with them.',
  options: {
    ...INPUT_OPTIONS,
    strict: STRICT,
  },
  run: async (call, streams) => {
    const { flags } = call;
    const inputs = await readInputs(call, streams);
    const read = placeInputs(inputs, DEFAULT_CODEBOOK);
    const isStrict = flags.has('strict');
    const results = read.map(({ input, placed }) => {
      const leftOut = listLeftOut([placed]);
      return {
        input: input.name,
        format: input.codec.name,
        certainty: input.certainty,
        valid: placed.refused.length === 0 && !(isStrict && leftOut.length > 0),
        articles: placed.articles.length,
        articlesWithoutText: placed.withoutText.length,
        missing: describeMissingTexts(placed),
        annotators: placed.annotators.map(({ name }) => name),
        tags: placed.read,
        ...countTags([placed]),
        rejected: withoutRejected(placed).rejected,
        unknownLabels: placed.unknownLabels,
        leftOut,
        refused: placed.refused,
        notUnderstood: placed.ignored,
        nothingLeft: describeNothingLeft([placed]),
        positions: placed.positions,
      };
    });
    const lines = results.flatMap((result) => [
      `${result.input}: ${result.format}, ${countOf(result.articles, 'article')}, ${grouped(result.placed)} of ${countOf(result.tags, 'tag')} placed, ${grouped(result.proposed)} proposed, ${grouped(result.orphaned)} orphaned, ${countOf(result.refused.length, 'record')} refused`,
      ...result.missing.map((line) => `  ${line}`),
      ...(result.unknownLabels.length > 0
        ? [`  Labels that the codebook does not have: ${result.unknownLabels.join(', ')}`]
        : []),
      ...describeTakenBack(result.rejected).map((sentence) => `  ${sentence}`),
      ...result.notUnderstood.map((loss) => `  ${describeLoss(loss)}`),
      ...result.nothingLeft.map((sentence) => `  ${sentence}`),
      ...describePositions(result.positions).map((sentence) => `  ${sentence}`),
    ]);
    const leftOut = describeLeftOut(read.map(({ placed }) => placed));
    const { damaged } = inputs;
    const refused = describeRefused([...damaged, ...results.flatMap((result) => result.refused)]);
    const notes = [...inputs.notes, ...describeUntagged(untaggedTexts(inputs, read))];
    return {
      text: `${lines.join('\n')}\n`,
      json: {
        valid: damaged.length === 0 && results.every(({ valid }) => valid),
        inputs: results,
        damaged,
        encodings: listEncodings(inputs.recoded),
      },
      notes: isStrict ? notes : [...notes, ...leftOut],
      problems: isStrict ? [...leftOut, ...refused] : refused,
    };
  },
};
