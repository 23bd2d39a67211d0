import { describeLoss } from '#core/exchange/content/losses.ts';
import { countOf } from '#core/numbers.ts';

import type { CommandLine } from '../terminal/command.ts';
import { DEFAULT_CODEBOOK } from '../files/default-codebook.ts';
import { assembleInputs, readInputs } from '../files/inputs.ts';
import { describeRefused } from '../terminal/problem.ts';

/** Says whether files are sound. */
export const VALIDATE: CommandLine = {
  name: 'validate',
  usage: 'validate IN… [--from FORMAT]',
  summary: 'Says what files hold, and what is wrong with them.',
  options: {
    from: { type: 'string', value: 'FORMAT', help: 'The format, where it is not to be found out.' },
  },
  run: async ({ inputs, values }, streams) => {
    const read = assembleInputs(
      await readInputs(inputs, values['from'], streams),
      DEFAULT_CODEBOOK,
    );
    const results = read.map(({ input, assembled }) => ({
      input: input.name,
      format: input.codec.name,
      certainty: input.certainty,
      valid: assembled.refused.length === 0,
      articles: assembled.articles.length,
      articlesWithoutText: assembled.withoutText.length,
      annotators: assembled.annotators.map(({ name }) => name),
      tags: assembled.read,
      placed: assembled.sets.reduce((sum, { annotations }) => sum + annotations.length, 0),
      unknownLabels: assembled.unknownLabels,
      refused: assembled.refused,
      notUnderstood: assembled.ignored,
    }));
    const lines = results.flatMap((result) => [
      `${result.input}: ${result.format}, ${countOf(result.articles, 'article')}, ${result.placed} of ${countOf(result.tags, 'tag')} placed, ${countOf(result.refused.length, 'record')} refused`,
      ...(result.articlesWithoutText > 0
        ? [
            `  The text of ${countOf(result.articlesWithoutText, 'article')} is not in the file. Name the texts as well to place the tags.`,
          ]
        : []),
      ...(result.unknownLabels.length > 0
        ? [`  Labels that the codebook does not have: ${result.unknownLabels.join(', ')}`]
        : []),
      ...result.notUnderstood.map((loss) => `  ${describeLoss(loss)}`),
    ]);
    return {
      text: `${lines.join('\n')}\n`,
      json: { valid: results.every(({ valid }) => valid), inputs: results },
      problems: describeRefused(results.flatMap(({ refused }) => refused)),
    };
  },
};
