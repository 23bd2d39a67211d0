import { spanLength } from '#core/span.ts';

import type { CommandLine } from '../command.ts';
import { DEFAULT_CODEBOOK } from '../default-codebook.ts';
import { assembleInputs, readInputs } from '../inputs.ts';

/** Counts what files hold. */
export const STATS: CommandLine = {
  name: 'stats',
  usage: 'stats IN… [--from FORMAT]',
  summary: 'Counts articles, annotators and tags by category.',
  options: {
    from: { type: 'string', value: 'FORMAT', help: 'The format, where it is not to be found out.' },
  },
  run: async ({ inputs, values }, streams) => {
    const read = assembleInputs(
      await readInputs(inputs, values['from'], streams),
      DEFAULT_CODEBOOK,
    );
    const results = read.map(({ input, assembled }) => {
      const byCategory: Record<string, { tags: number; characters: number }> = {};
      const byAnnotator: Record<string, number> = {};
      const names = new Map(assembled.annotators.map(({ id, name }) => [id, name]));
      for (const { annotator, annotations } of assembled.sets) {
        const name = names.get(annotator) ?? annotator;
        byAnnotator[name] = (byAnnotator[name] ?? 0) + annotations.length;
        for (const annotation of annotations) {
          const counts = (byCategory[annotation.category] ??= { tags: 0, characters: 0 });
          counts.tags += 1;
          counts.characters += annotation.fragments.reduce(
            (sum, span) => sum + spanLength(span),
            0,
          );
        }
      }
      return {
        input: input.name,
        format: input.codec.name,
        articles: assembled.articles.length,
        characters: assembled.articles.reduce((sum, { text }) => sum + text.length, 0),
        characterUnit: 'utf-16',
        tags: assembled.sets.reduce((sum, { annotations }) => sum + annotations.length, 0),
        refused: assembled.refused.length,
        byAnnotator,
        byCategory,
      };
    });
    const lines = results.flatMap((result) => [
      `${result.input}: ${result.articles} articles, ${result.characters} characters (UTF-16), ${result.tags} tags`,
      ...Object.entries(result.byCategory).map(
        ([category, { tags, characters }]) =>
          `  ${category}: ${tags} tags on ${characters} characters`,
      ),
      ...Object.entries(result.byAnnotator).map(([name, tags]) => `  by ${name}: ${tags} tags`),
    ]);
    return {
      text: `${lines.join('\n')}\n`,
      json: { inputs: results },
      problems: read.flatMap(({ assembled }) =>
        assembled.refused.map(({ place, reason }) => `${place}: ${reason}`),
      ),
    };
  },
};
