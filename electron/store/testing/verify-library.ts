import { existsSync, readFileSync } from 'node:fs';

import { groupBy } from '#core/collections/order.ts';
import type { Family } from '#core/event/records.ts';

import { nodeDisk, type Disk } from '../disk/files.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from './library-fixture.ts';

/** What a child named as acknowledged. */
type Acknowledgement =
  | { readonly articleId: string; readonly tagId: string }
  /** `familyId`: a family that was linked; `null`: the event was made one with the first. */
  | { readonly eventId: string; readonly familyId: string | null };

/** Acknowledgements in the output of `kill-child.ts`; a line that was cut off is none. */
export function readAcknowledgements(output: string): Acknowledgement[] {
  return output
    .split('\n')
    .slice(0, -1)
    .flatMap((line): Acknowledgement[] => {
      const [first, second, third] = line.split(' ');
      if (first === undefined || second === undefined) return [];
      if (first !== 'event') return [{ articleId: first, tagId: second }];
      return third === undefined
        ? []
        : [{ eventId: second, familyId: third === 'merged' ? null : third }];
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
    if (!['recovered', 'torn-end', 'low-space'].includes(notice.type))
      losses.push(JSON.stringify(notice));
  }
  const tags = expected.flatMap((each) => ('tagId' in each ? [each] : []));
  for (const [articleId, ofArticle] of groupBy(tags, (each) => each.articleId)) {
    const opened = await library.openArticle(articleId);
    if (!opened.ok) losses.push(`${articleId}: ${JSON.stringify(opened.error)}`);
    else if (opened.value.readOnly) {
      losses.push(`${articleId}: ${JSON.stringify(opened.value.readOnly)}`);
    } else {
      for (const { tagId } of ofArticle) {
        if (!opened.value.document.annotations.has(tagId)) {
          losses.push(`${articleId}: lacks ${tagId}`);
        }
      }
    }
  }
  losses.push(...(await findLostLinks(library, expected)));
  await library.close();
  return losses;
}

/** Families that are neither in their event nor where that was moved to, or that have lost a passage. */
async function findLostLinks(
  library: Library,
  expected: readonly Acknowledgement[],
): Promise<string[]> {
  const losses: string[] = [];
  const families = new Map<string, { readonly eventId: string; readonly family: Family }>();
  for (const { id: eventId } of library.document.events) {
    const read = await library.events.read(eventId);
    if (!read.ok || read.value.readOnly) {
      losses.push(`${eventId}: ${JSON.stringify(read)}`);
      continue;
    }
    for (const family of read.value.document.families) {
      if (families.has(family.id)) losses.push(`${family.id} is in two events`);
      families.set(family.id, { eventId, family });
      if (family.renderings.length !== 2) losses.push(`${family.id} is half linked`);
    }
  }
  for (const each of expected) {
    if ('tagId' in each) continue;
    const { eventId, familyId } = each;
    const isThere = library.document.events.has(eventId);
    if (familyId === null && isThere) losses.push(`${eventId}: is not merged`);
    if (familyId === null) continue;
    const found = families.get(familyId);
    if (!found || (isThere && found.eventId !== eventId))
      losses.push(`${eventId}: lacks ${familyId}`);
  }
  return losses;
}

// Each argument is a library's folder; beside it, under `.out`, is what the child said.
for (const dir of process.argv.slice(2).filter((argument) => existsSync(`${argument}.out`))) {
  const losses = await findLosses(dir, readAcknowledgements(readFileSync(`${dir}.out`, 'utf8')));
  for (const loss of losses) process.stdout.write(`${dir}: ${loss}\n`);
}
