import { withoutRejected } from '#core/exchange/content/answers.ts';
import { describeLoss } from '#core/exchange/content/losses.ts';
import { countOf } from '#core/numbers.ts';
import { spanLength } from '#core/text/span.ts';

import type { CommandLine } from '../terminal/command.ts';
import { DEFAULT_CODEBOOK } from '../files/default-codebook.ts';
import { distinctPeople } from '../files/annotators.ts';
import { INPUT_OPTIONS, readInputs } from '../files/inputs.ts';
import {
  describeMissingTexts,
  describeUntagged,
  placeInputs,
  untaggedTexts,
} from '../files/place-inputs.ts';
import { listEncodings, type TextFile } from '../files/texts.ts';
import { countTags, describeIgnored, describeLeftOut } from '../files/left-out.ts';
import { describeRefused } from '../terminal/problem.ts';

/** Counts what files hold. */
export const STATS: CommandLine = {
  name: 'stats',
  usage: 'stats IN… [--annotator FILE=NAME]… [--from FORMAT]',
  summary: 'Counts articles, annotators and tags by category.',
  options: {
    ...INPUT_OPTIONS,
  },
  run: async (call, streams) => {
    const inputs = await readInputs(call, streams, true);
    const read = placeInputs(inputs, DEFAULT_CODEBOOK);
    const results = read.map(({ input, placed: whole }) => {
      const { content: placed, rejected } = withoutRejected(whole);
      const { proposed, orphaned } = countTags([placed]);
      // Labels and names come from the file: any of them may be that of something objects own.
      const byCategory = new Map<string, { tags: number; characters: number }>();
      const byAnnotator = new Map<string, number>();
      const names = new Map(distinctPeople(placed.annotators).map(({ id, name }) => [id, name]));
      for (const { annotator, annotations } of placed.sets) {
        const name = names.get(annotator) ?? annotator;
        byAnnotator.set(name, (byAnnotator.get(name) ?? 0) + annotations.length);
        for (const annotation of annotations) {
          const counts = byCategory.get(annotation.category) ?? { tags: 0, characters: 0 };
          byCategory.set(annotation.category, counts);
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
        articles: placed.articles.length,
        articlesWithoutText: placed.withoutText.length,
        missing: describeMissingTexts(placed),
        characters: placed.articles.reduce((sum, { text }) => sum + text.length, 0),
        characterUnit: 'utf-16',
        tags: placed.sets.reduce((sum, { annotations }) => sum + annotations.length, 0),
        proposed,
        orphaned,
        rejected,
        refused: placed.refused.length,
        byAnnotator: Object.fromEntries(byAnnotator),
        byCategory: Object.fromEntries(byCategory),
      };
    });
    const untagged = untaggedTexts(inputs, read);
    const articles = countArticles(untagged);
    const lines = results.flatMap((result) => [
      `${result.input}: ${countOf(result.articles, 'article')}, ${countOf(result.characters, 'character')} (UTF-16), ${countOf(result.tags, 'tag')}`,
      ...result.missing.map((line) => `  ${line}`),
      ...(result.rejected > 0
        ? [`  ${describeLoss({ kind: 'rejected', count: result.rejected })}`]
        : []),
      ...Object.entries(result.byCategory).map(
        ([category, { tags, characters }]) =>
          `  ${category}: ${countOf(tags, 'tag')} on ${countOf(characters, 'character')}`,
      ),
      ...Object.entries(result.byAnnotator).map(
        ([name, tags]) => `  by ${name}: ${countOf(tags, 'tag')}`,
      ),
    ]);
    lines.push(...articles.map(describeArticle));
    return {
      text: `${lines.join('\n')}\n`,
      json: {
        inputs: results,
        articles,
        damaged: inputs.damaged,
        encodings: listEncodings(inputs.recoded),
      },
      notes: [
        ...inputs.notes,
        ...describeUntagged(untagged),
        ...describeLeftOut(read.map(({ placed }) => placed)),
        ...describeIgnored(read.map(({ placed }) => placed)),
      ],
      problems: describeRefused([
        ...inputs.damaged,
        ...read.flatMap(({ placed }) => placed.refused),
      ]),
    };
  },
};

/** Pages and documents are counted by themselves; plain texts are only there for the tags on them. */
function countArticles(texts: readonly TextFile[]) {
  return texts
    .filter(({ details }) => details !== undefined)
    .map(({ path, text }) => ({ article: path, characters: text.length, characterUnit: 'utf-16' }));
}

function describeArticle({
  article,
  characters,
}: ReturnType<typeof countArticles>[number]): string {
  return `${article}: ${countOf(characters, 'character')} (UTF-16), no tags`;
}
