import { existsSync, readFileSync } from 'node:fs';

import { nodeDisk, type Disk } from '../disk/files.ts';
import { openLibrary } from './library-fixture.ts';

/** A tag that a child named as acknowledged. */
interface Acknowledgement {
  readonly articleId: string;
  readonly tagId: string;
}

/** Acknowledgements in the output of `kill-child.ts`; a line that was cut off is none. */
export function readAcknowledgements(output: string): Acknowledgement[] {
  return output
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const [articleId, tagId] = line.split(' ');
      return articleId !== undefined && tagId !== undefined ? [{ articleId, tagId }] : [];
    });
}

/** What is missing or wrong in a library that ought to hold these tags; empty where all is well. */
export async function findLosses(
  dir: string,
  expected: readonly Acknowledgement[],
  disk: Disk = nodeDisk,
): Promise<string[]> {
  const losses: string[] = [];
  const library = await openLibrary(dir, { disk, takeOverLock: true });
  for (const notice of library.notices()) {
    if (notice.type !== 'recovered' && notice.type !== 'low-space')
      losses.push(JSON.stringify(notice));
  }
  for (const [articleId, tags] of groupByArticle(expected)) {
    const opened = await library.openArticle(articleId);
    if (!opened.ok) losses.push(`${articleId}: ${JSON.stringify(opened.error)}`);
    else if (opened.value.readOnly) {
      losses.push(`${articleId}: ${JSON.stringify(opened.value.readOnly)}`);
    } else {
      for (const { tagId } of tags) {
        if (!opened.value.document.annotations.has(tagId)) {
          losses.push(`${articleId}: lacks ${tagId}`);
        }
      }
    }
  }
  await library.close();
  return losses;
}

function groupByArticle(
  expected: readonly Acknowledgement[],
): ReadonlyMap<string, readonly Acknowledgement[]> {
  const groups = new Map<string, Acknowledgement[]>();
  for (const each of expected) {
    const group = groups.get(each.articleId);
    if (group) group.push(each);
    else groups.set(each.articleId, [each]);
  }
  return groups;
}

// Each argument is a library's folder; beside it, under `.out`, is what the child said.
for (const dir of process.argv.slice(2).filter((argument) => existsSync(`${argument}.out`))) {
  const losses = await findLosses(dir, readAcknowledgements(readFileSync(`${dir}.out`, 'utf8')));
  for (const loss of losses) process.stdout.write(`${dir}: ${loss}\n`);
}
